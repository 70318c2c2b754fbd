/** Every address inside the app. Pages and their parameters are named here and nowhere else. */

type Params = Record<string, string | undefined>

function at(path: string, params: Params = {}): string {
  const query = Object.entries(params)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(value!)}`)
    .join('&')
  return query ? `${path}?${query}` : path
}

export const routes = {
  home: () => '/pages/home/index',
  events: () => '/pages/events/index',
  meetings: () => '/pages/meetings/index',
  me: () => '/pages/me/index',
  /** An event by its public code. */
  event: (code: string) => at('/packages/events/detail/index', { code }),
  /** The camera, or the result of the code `q` with which the page was opened. */
  scan: (q?: string) => at('/packages/attendance/scan/index', { q }),
  /** The camera for one event: a code of another one is answered with the name of where it belongs. */
  scanExpected: (eventId: string) => at('/packages/attendance/scan/index', { eventId }),
  outbox: () => '/packages/attendance/outbox/index',
  /** `next` is the address to go on to after the log-in. */
  login: (next?: string) => at('/packages/people/login/index', { next }),
  privacy: () => '/packages/people/privacy/index',
  record: (kind: 'hours' | 'credits') => at('/packages/hours/record/index', { kind }),
  workbench: () => '/packages/workbench/today/index',
  publish: () => '/packages/workbench/publish/index',
  /** All events an officer works on; `when` is the filter it begins with. */
  managed: (when?: 'now' | 'coming' | 'to_close' | 'past') => at('/packages/workbench/events/index', { when }),
  door: (eventId: string) => at('/packages/workbench/door/index', { eventId }),
  closing: (eventId: string) => at('/packages/workbench/closing/index', { eventId }),
  screen: (eventId: string, purpose?: string, pass?: string) => at('/packages/screen/event/index', { eventId, purpose, pass }),
} as const

/** The four tabs; they are reached by `switchTab`, everything else by `open`. */
export const TABS: readonly string[] = [routes.home(), routes.events(), routes.meetings(), routes.me()]
