export default definePageConfig({ navigationBarTitleText: '签到人员', enablePullDownRefresh: true })
