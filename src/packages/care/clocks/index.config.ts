export default definePageConfig({ navigationBarTitleText: '定期要做的', enablePullDownRefresh: true })
