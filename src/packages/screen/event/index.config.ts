export default definePageConfig({
  navigationBarTitleText: '大屏',
  navigationBarBackgroundColor: '#14110F',
  navigationBarTextStyle: 'white',
  backgroundColor: '#14110F',
  backgroundColorContent: '#14110F',
  disableScroll: true,
})
