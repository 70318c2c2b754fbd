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
  /** An event by its id, where nothing else is known of it. */
  eventById: (eventId: string) => at('/packages/events/detail/index', { eventId }),
  /** The public page of a youth home. */
  youthHome: (homeId: string) => at('/packages/homes/detail/index', { homeId }),
  /** The same by the code of its poster. */
  youthHomeByCode: (code: string) => at('/packages/homes/detail/index', { code }),
  /** A session of 面对面 by the public code of a link. */
  session: (code: string) => at('/packages/sessions/detail/index', { code }),
  sessionById: (sessionId: string) => at('/packages/sessions/detail/index', { sessionId }),
  mySessions: () => '/packages/sessions/mine/index',
  /** The sessions of the next eight weeks, for officers. */
  plan: () => '/packages/duty/plan/index',
  /** A weekly pattern; without an id a new one. */
  rota: (rotaId?: string) => at('/packages/duty/rota/index', { rotaId }),
  reception: (sessionId: string) => at('/packages/duty/reception/index', { sessionId }),
  /** My public card, my next duties and what came of them in a year. */
  hosting: () => '/packages/duty/hosting/index',
  /** A case of mine. */
  myCase: (caseId: string) => at('/packages/cases/detail/index', { caseId }),
  myCases: () => '/packages/cases/mine/index',
  /** Writes to an organization; what is known already is filled in. */
  writeCase: (known: { kind?: 'order' | 'question' | 'complaint'; orgId?: string; serviceId?: string; toParent?: 'yes' } = {}) =>
    at('/packages/cases/write/index', known),
  /** What organizations offer (点单). */
  services: () => '/packages/cases/services/index',
  /** The cases of an officer's organization. */
  casework: (which?: 'to_accept' | 'working' | 'overdue' | 'done' | 'joint') => at('/packages/casework/list/index', { which }),
  workCase: (caseId: string) => at('/packages/casework/detail/index', { caseId }),
  whistle: () => '/packages/casework/whistle/index',
  /** What an organization offers, for its officers. */
  offers: () => '/packages/casework/offers/index',
  /** The library of answers, for officers. */
  answers: () => '/packages/casework/answers/index',
  inbox: () => '/packages/inbox/list/index',
  /** The camera, or the result of the code `q` with which the page was opened. */
  scan: (q?: string) => at('/packages/attendance/scan/index', { q }),
  /** The camera for one event: a code of another one is answered with the name of where it belongs. */
  scanExpected: (eventId: string) => at('/packages/attendance/scan/index', { eventId }),
  outbox: () => '/packages/attendance/outbox/index',
  /** 我的码, for an officer's phone to read. */
  pass: () => '/packages/attendance/pass/index',
  /** `next` is the address to go on to after the log-in. */
  login: (next?: string) => at('/packages/people/login/index', { next }),
  privacy: () => '/packages/people/privacy/index',
  record: (kind: 'hours' | 'credits') => at('/packages/hours/record/index', { kind }),
  workbench: () => '/packages/workbench/today/index',
  /** A new event; like an earlier one where `copy` names it. */
  publish: (copy?: string) => at('/packages/publishing/publish/index', { copy }),
  /** Changes an event, or sends one that was returned to review again. */
  editEvent: (eventId: string) => at('/packages/publishing/publish/index', { eventId }),
  /** Events of organizations below that wait for a look before anybody sees them; with `eventId` the whole of one. */
  review: (eventId?: string) => at('/packages/publishing/review/index', { eventId }),
  /** People of a pasted 接龙 for an event. */
  pasteList: (eventId: string) => at('/packages/publishing/paste-list/index', { eventId }),
  /** All events an officer works on; `when` is the filter it begins with. */
  managed: (when?: 'now' | 'coming' | 'to_close' | 'past' | 'in_review') => at('/packages/workbench/events/index', { when }),
  door: (eventId: string) => at('/packages/door/list/index', { eventId }),
  /** An officer's phone reads the passes of those who come. */
  reverseScan: (eventId: string) => at('/packages/door/reverse-scan/index', { eventId }),
  /** 点名; `paper`: after a sheet that was signed on paper. */
  rollCall: (eventId: string, by?: 'paper') => at('/packages/door/roll-call/index', { eventId, by }),
  closing: (eventId: string) => at('/packages/workbench/closing/index', { eventId }),
  /** What an event looked like: its officers' words and pictures. A helper hands theirs in here too. */
  showcase: (eventId: string) => at('/packages/workbench/showcase/index', { eventId }),
  /** The youth homes an officer looks after, or one of them. */
  homesCare: (homeId?: string) => at('/packages/care/homes/index', { homeId }),
  clocks: () => '/packages/care/clocks/index',
  modelHomes: () => '/packages/care/models/index',
  /** What an organization decides for itself. */
  settings: () => '/packages/workbench/settings/index',
  fieldPack: () => '/packages/door/field-pack/index',
  cards: (eventId?: string) => at('/packages/door/cards/index', { eventId }),
  helpers: (eventId: string) => at('/packages/door/helpers/index', { eventId }),
  screen: (eventId: string, purpose?: string, pass?: string) => at('/packages/screen/event/index', { eventId, purpose, pass }),
} as const

/** The four tabs; they are reached by `switchTab`, everything else by `open`. */
export const TABS: readonly string[] = [routes.home(), routes.events(), routes.meetings(), routes.me()]
