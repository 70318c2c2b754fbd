/**
 * Pages that have to open where there is no network, fetched before. WeChat brings the tabs and preloads the rest
 * (app.config.ts); on the web a page is fetched when it is asked for.
 *
 * All of it stands in one file that app.tsx imports: imported from a page, the same page would come as another chunk than
 * the one that the router asks for later.
 */

/** What a young person needs in a hall. */
export function fetchYoungPages(): void {
  if (process.env.TARO_ENV === 'h5') {
    fetched([
      import('@/packages/attendance/scan/index'),
      import('@/packages/attendance/outbox/index'),
      import('@/packages/attendance/pass/index'),
      import('@/packages/events/detail/index'),
      import('@/pages/home/index'),
      import('@/pages/events/index'),
      import('@/pages/meetings/index'),
      import('@/pages/me/index'),
    ])
  }
}

/** What an officer needs at a door. */
export function fetchDoorPages(): void {
  if (process.env.TARO_ENV === 'h5') {
    fetched([
      import('@/packages/door/list/index'),
      import('@/packages/door/reverse-scan/index'),
      import('@/packages/door/roll-call/index'),
      import('@/packages/screen/event/index'),
    ])
  }
}

/** What did not come is fetched again when it is asked for. */
function fetched(pages: readonly Promise<unknown>[]): void {
  Promise.all(pages).catch(() => undefined)
}
