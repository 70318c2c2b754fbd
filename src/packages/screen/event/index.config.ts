export default definePageConfig({
  navigationBarTitleText: '大屏',
  // A TV shows the screen alone; in WeChat the bar holds the way back.
  navigationStyle: process.env.TARO_ENV === 'h5' ? 'custom' : 'default',
  navigationBarBackgroundColor: '#14110F',
  navigationBarTextStyle: 'white',
  backgroundColor: '#14110F',
  backgroundColorContent: '#14110F',
  disableScroll: true,
})
