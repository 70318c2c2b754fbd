export default definePageConfig({ navigationBarTitleText: '写给我们' })
