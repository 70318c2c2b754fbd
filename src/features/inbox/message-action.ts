import type { InboxMessage, MessageKind } from '@core/contract/inbox'
import { routes } from '@/platform/navigation/routes'

/** The one thing to do about a message: a word for it, and where it is done. */
export interface MessageAction {
  text: string
  url: string
}

type Place = 'event' | 'edit' | 'home' | 'door' | 'closing' | 'review' | 'clocks' | 'models' | 'session' | 'mine' | 'reception' | 'hosting'

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
  session_paused: { text: '看看我的预约', at: 'mine' },
  session_explained: { text: '看看说明', at: 'reception' },
  session_excused: { text: '看看我的预约', at: 'mine' },
  duty_coming: { text: '看谁来', at: 'reception' },
  duty_changed: { text: '看我的值班', at: 'hosting' },
} satisfies Record<MessageKind, { text: string; at: Place }>

type About = Pick<InboxMessage, 'kind' | 'eventId' | 'homeId' | 'sessionId'>

/** What to do about a message; null where what it is about is not named. */
export function messageAction({ kind, eventId, homeId, sessionId }: About): MessageAction | null {
  const { text, at } = ACTIONS[kind]
  const url = addressOf(at, { eventId, homeId, sessionId })
  return url === null ? null : { text, url }
}

function addressOf(at: Place, { eventId, homeId, sessionId }: Omit<About, 'kind'>): string | null {
  if (at === 'review') return routes.review()
  if (at === 'clocks') return routes.clocks()
  if (at === 'models') return routes.modelHomes()
  if (at === 'mine') return routes.mySessions()
  if (at === 'hosting') return routes.hosting()
  if (at === 'session') return sessionId === null ? null : routes.sessionById(sessionId)
  if (at === 'reception') return sessionId === null ? null : routes.reception(sessionId)
  if (at === 'home') return homeId === null ? null : routes.youthHome(homeId)
  if (eventId === null) return null
  if (at === 'event') return routes.eventById(eventId)
  if (at === 'edit') return routes.editEvent(eventId)
  return at === 'door' ? routes.door(eventId) : routes.closing(eventId)
}
