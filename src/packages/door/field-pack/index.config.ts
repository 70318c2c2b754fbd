export default definePageConfig({ navigationBarTitleText: '下乡包' })
