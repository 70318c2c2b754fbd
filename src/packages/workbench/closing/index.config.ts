export default definePageConfig({ navigationBarTitleText: '完结', enablePullDownRefresh: true })
