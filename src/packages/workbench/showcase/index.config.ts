export default definePageConfig({ navigationBarTitleText: '活动展示' })
