import type { InboxMessage, MessageKind } from '@core/contract/inbox'
import { routes } from '@/platform/navigation/routes'

/** The one thing to do about a message: a word for it, and where it is done. */
export interface MessageAction {
  text: string
  url: string
}

type About = Pick<InboxMessage, 'eventId' | 'homeId' | 'sessionId' | 'caseId'>

const of = (id: string | null, address: (id: string) => string) => (id === null ? null : address(id))

/** Where things are done; null where what a message is about is not named. */
const PLACES = {
  event: ({ eventId }) => of(eventId, routes.eventById),
  edit: ({ eventId }) => of(eventId, routes.editEvent),
  door: ({ eventId }) => of(eventId, routes.door),
  closing: ({ eventId }) => of(eventId, routes.closing),
  home: ({ homeId }) => of(homeId, routes.youthHome),
  review: () => routes.review(),
  clocks: () => routes.clocks(),
  models: () => routes.modelHomes(),
  session: ({ sessionId }) => of(sessionId, routes.sessionById),
  reception: ({ sessionId }) => of(sessionId, routes.reception),
  my_sessions: () => routes.mySessions(),
  hosting: () => routes.hosting(),
  my_case: ({ caseId }) => of(caseId, routes.myCase),
  work_case: ({ caseId }) => of(caseId, routes.workCase),
  casework: () => routes.casework(),
  answers: () => routes.answers(),
} satisfies Record<string, (about: About) => string | null>

/** What is done about each kind, and where. */
const ACTIONS = {
  promoted: { text: '看看活动', at: 'event' },
  offer: { text: '去不去', at: 'event' },
  offer_expired: { text: '重新候补', at: 'event' },
  drawn: { text: '看看活动', at: 'event' },
  not_drawn: { text: '看看候补', at: 'event' },
  event_changed: { text: '看改了什么', at: 'event' },
  event_cancelled: { text: '看看活动', at: 'event' },
  day_before: { text: '说一声', at: 'event' },
  review_wanted: { text: '去审核', at: 'review' },
  review_approved: { text: '看看活动', at: 'event' },
  review_returned: { text: '去修改', at: 'edit' },
  delayed_unanswered: { text: '去确认', at: 'closing' },
  objection_received: { text: '去答复', at: 'closing' },
  objection_answered: { text: '看答复', at: 'event' },
  helper_appointed: { text: '门口名单', at: 'door' },
  clock_due: { text: '看看几时到期', at: 'clocks' },
  delisting_proposed: { text: '看依据', at: 'models' },
  delisting_objected: { text: '看异议', at: 'models' },
  delisting_decided: { text: '看看青年之家', at: 'home' },
  session_offer: { text: '去不去', at: 'session' },
  session_offer_expired: { text: '重新排队', at: 'session' },
  session_moved: { text: '看改了什么', at: 'session' },
  session_cancelled: { text: '看看这一场', at: 'session' },
  session_first_choice: { text: '选时段', at: 'session' },
  session_substitute: { text: '看看谁接待', at: 'session' },
  session_day_before: { text: '说一声', at: 'session' },
  session_hour_before: { text: '看看怎么走', at: 'session' },
  session_missed: { text: '说明情况', at: 'session' },
  session_paused: { text: '看看我的预约', at: 'my_sessions' },
  session_explained: { text: '看看说明', at: 'reception' },
  session_excused: { text: '看看我的预约', at: 'my_sessions' },
  duty_coming: { text: '看谁来', at: 'reception' },
  duty_changed: { text: '看我的值班', at: 'hosting' },
  case_received: { text: '去受理', at: 'work_case' },
  case_assigned: { text: '去办', at: 'work_case' },
  case_accepted: { text: '看进展', at: 'my_case' },
  case_returned: { text: '看原因', at: 'my_case' },
  case_moved: { text: '看进展', at: 'my_case' },
  case_joined: { text: '去看看', at: 'work_case' },
  case_message: { text: '看回复', at: 'my_case' },
  case_said: { text: '去回复', at: 'work_case' },
  case_extended: { text: '看原因', at: 'my_case' },
  case_answered: { text: '去评一评', at: 'my_case' },
  case_explained: { text: '看原因', at: 'my_case' },
  case_reopened: { text: '再办一次', at: 'work_case' },
  case_rated: { text: '看看', at: 'work_case' },
  case_due: { text: '去办', at: 'work_case' },
  case_overdue: { text: '去办', at: 'work_case' },
  case_overdue_below: { text: '看看本级的', at: 'casework' },
  case_overdue_mine: { text: '看进展', at: 'my_case' },
  case_whistled: { text: '看进展', at: 'work_case' },
  case_unmask_asked: { text: '去决定', at: 'work_case' },
  case_unmask_declined: { text: '接着办', at: 'work_case' },
  case_unmasked: { text: '看看', at: 'my_case' },
  case_name_shown: { text: '去看看', at: 'work_case' },
  answer_to_check: { text: '去看看', at: 'answers' },
  answer_checked: { text: '看看', at: 'answers' },
} satisfies Record<MessageKind, { text: string; at: keyof typeof PLACES }>

/** What to do about a message; null where what it is about is not named. */
export function messageAction(message: About & Pick<InboxMessage, 'kind'>): MessageAction | null {
  const { text, at } = ACTIONS[message.kind]
  const url = PLACES[at](message)
  return url === null ? null : { text, url }
}
