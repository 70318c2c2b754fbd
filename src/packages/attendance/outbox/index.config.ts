export default definePageConfig({ navigationBarTitleText: '存在手机的记录' })
