export default definePageConfig({ navigationBarTitleText: '示范青年之家', enablePullDownRefresh: true })
