export default definePageConfig({ navigationBarTitleText: '面对面排班', enablePullDownRefresh: true })
