import type { Instant } from '@core/contract/common'
import type { EventCard } from '@core/contract/events'
import { creditText, hoursText } from '@core/rules/shared/amounts'
import { MINUTE_MS } from '@core/rules/shared/calendar'

export interface Word {
  tone: 'red' | 'gold' | 'green' | 'blue' | 'grey'
  text: string
}

/** The one word at the end of a card: how it stands with an event and its places. */
export function placesWord(event: Pick<EventCard, 'status' | 'startsAt' | 'endsAt' | 'free' | 'byLots'>, now: Instant): Word {
  if (event.status === 'cancelled') return { tone: 'grey', text: '取消了' }
  if (event.status === 'draft') return { tone: 'grey', text: '没发布' }
  if (event.status === 'in_review') return { tone: 'gold', text: '审核中' }
  if (event.status === 'closed' || event.endsAt <= now) return { tone: 'grey', text: '已结束' }
  if (event.startsAt <= now) return { tone: 'green', text: '进行中' }
  if (event.free === null) return { tone: 'green', text: '不限' }
  if (event.byLots) return { tone: 'blue', text: '抽签' }
  return event.free > 0 ? { tone: 'red', text: `余 ${event.free}` } : { tone: 'grey', text: '候补' }
}

/** What one may earn: the planned length where hours are given, and the credits. */
export function gainWords(event: Pick<EventCard, 'givesHours' | 'startsAt' | 'endsAt' | 'creditHundredths'>): Word[] {
  const words: Word[] = []
  if (event.givesHours) {
    const minutes = Math.round((event.endsAt - event.startsAt) / MINUTE_MS)
    words.push({ tone: 'gold', text: `时长 ${hoursText(minutes)} 小时` })
  }
  if (event.creditHundredths > 0) words.push({ tone: 'blue', text: `学分 ${creditText(event.creditHundredths)}` })
  return words
}
