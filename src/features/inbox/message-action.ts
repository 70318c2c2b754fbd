import type { InboxMessage, MessageKind } from '@core/contract/inbox'
import { routes } from '@/platform/navigation/routes'

/** The one thing to do about a message: a word for it, and where it is done. */
export interface MessageAction {
  text: string
  url: string
}

type Place = 'event' | 'edit' | 'home' | 'door' | 'closing' | 'review' | 'clocks' | 'models'

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
} satisfies Record<MessageKind, { text: string; at: Place }>

/** What to do about a message; null where what it is about is not named. */
export function messageAction({ kind, eventId, homeId }: Pick<InboxMessage, 'kind' | 'eventId' | 'homeId'>): MessageAction | null {
  const { text, at } = ACTIONS[kind]
  const url = addressOf(at, eventId, homeId)
  return url === null ? null : { text, url }
}

function addressOf(at: Place, eventId: string | null, homeId: string | null): string | null {
  if (at === 'review') return routes.review()
  if (at === 'clocks') return routes.clocks()
  if (at === 'models') return routes.modelHomes()
  if (at === 'home') return homeId === null ? null : routes.youthHome(homeId)
  if (eventId === null) return null
  if (at === 'event') return routes.eventById(eventId)
  if (at === 'edit') return routes.editEvent(eventId)
  return at === 'door' ? routes.door(eventId) : routes.closing(eventId)
}
