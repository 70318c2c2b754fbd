export default definePageConfig({ navigationBarTitleText: '答案库', enablePullDownRefresh: true })
