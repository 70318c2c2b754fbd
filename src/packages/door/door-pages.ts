/**
 * Fetches the pages of a door, which have to open where there is no network. On the web a page is fetched when it is asked for;
 * WeChat has them by app.config.ts.
 */
export function fetchDoorPages(): void {
  if (process.env.TARO_ENV !== 'h5') return
  const pages = [
    import('@/packages/door/list/index'),
    import('@/packages/door/reverse-scan/index'),
    import('@/packages/door/roll-call/index'),
    import('@/packages/screen/event/index'),
  ]
  // A page that did not come is fetched again when it is asked for.
  Promise.all(pages).catch(() => undefined)
}
