export default definePageConfig({ navigationBarTitleText: '点单目录', enablePullDownRefresh: true })
