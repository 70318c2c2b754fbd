export default definePageConfig({ navigationBarTitleText: '面对面', enablePullDownRefresh: true })
