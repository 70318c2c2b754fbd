export default definePageConfig({ navigationBarTitleText: '青年有约', enablePullDownRefresh: true })
