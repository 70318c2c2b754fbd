export default definePageConfig({ navigationBarTitleText: '每周怎么排' })
