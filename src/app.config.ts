/** WeChat follows the system's scheme through theme.json; on the web the style sheet does, so plain values stand there. */
const weapp = process.env.TARO_ENV === 'weapp'

/** The pictures of a tab; theme.json names one pair for each scheme. The web draws its own (platform/frame). */
function icons(tab: string) {
  return weapp
    ? { iconPath: `@${tab}`, selectedIconPath: `@${tab}Now` }
    : { iconPath: 'assets/tabs/blank.png', selectedIconPath: 'assets/tabs/blank.png' }
}

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/events/index', 'pages/meetings/index', 'pages/me/index'],
  subPackages: [
    { root: 'packages/events', pages: ['detail/index'] },
    { root: 'packages/homes', pages: ['detail/index'] },
    { root: 'packages/sessions', pages: ['detail/index', 'mine/index'] },
    { root: 'packages/cases', pages: ['write/index', 'detail/index', 'mine/index', 'services/index'] },
    { root: 'packages/inbox', pages: ['list/index'] },
    { root: 'packages/attendance', pages: ['scan/index', 'outbox/index', 'pass/index'] },
    { root: 'packages/people', pages: ['login/index', 'privacy/index'] },
    { root: 'packages/hours', pages: ['record/index'] },
    {
      root: 'packages/workbench',
      pages: ['today/index', 'events/index', 'closing/index', 'showcase/index', 'settings/index'],
    },
    { root: 'packages/publishing', pages: ['publish/index', 'review/index', 'paste-list/index'] },
    {
      root: 'packages/door',
      pages: ['list/index', 'reverse-scan/index', 'roll-call/index', 'field-pack/index', 'helpers/index', 'cards/index'],
    },
    { root: 'packages/care', pages: ['homes/index', 'clocks/index', 'models/index'] },
    { root: 'packages/duty', pages: ['plan/index', 'rota/index', 'reception/index', 'hosting/index'] },
    { root: 'packages/casework', pages: ['list/index', 'detail/index', 'whistle/index', 'offers/index', 'answers/index'] },
    { root: 'packages/screen', pages: ['event/index'] },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/attendance', 'packages/events'] },
    // Whoever takes a day along needs its screens too, and where they go there is no network.
    'packages/door/field-pack/index': { network: 'all', packages: ['packages/screen'] },
    'packages/door/list/index': { network: 'all', packages: ['packages/screen'] },
  },
  tabBar: {
    color: weapp ? '@tab' : '#7A7066',
    selectedColor: weapp ? '@tabNow' : '#C4281C',
    backgroundColor: weapp ? '@card' : '#FFFFFF',
    borderStyle: weapp ? ('@tabLine' as 'black') : 'black',
    list: [
      { pagePath: 'pages/home/index', text: '首页', ...icons('home') },
      { pagePath: 'pages/events/index', text: '活动', ...icons('events') },
      { pagePath: 'pages/meetings/index', text: '面对面', ...icons('meetings') },
      { pagePath: 'pages/me/index', text: '我的', ...icons('me') },
    ],
  },
  window: {
    // Said aloud, or Taro's web page has no navigation bar and no way back.
    navigationStyle: 'default',
    navigationBarTitleText: '青年有约',
    navigationBarBackgroundColor: weapp ? '@paper' : '#FAF7F2',
    navigationBarTextStyle: weapp ? ('@bar' as 'black') : 'black',
    backgroundColor: weapp ? '@paper' : '#FAF7F2',
    backgroundTextStyle: weapp ? ('@pull' as 'dark') : 'dark',
  },
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  // WeChat asks nobody for anything before this says that the privacy guideline is handled.
  __usePrivacyCheck__: true,
})
