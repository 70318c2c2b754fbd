export default definePageConfig({ navigationBarTitleText: '扫「我的码」' })
