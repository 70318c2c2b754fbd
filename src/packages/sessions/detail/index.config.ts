export default definePageConfig({ navigationBarTitleText: '和书记面对面', enablePullDownRefresh: true, enableShareAppMessage: true })
