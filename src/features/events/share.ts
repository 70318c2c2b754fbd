import type { EventDetail } from '@core/contract/events'
import { datedSpan } from '@core/rules/shared/moments'
import { pictureAddress } from '@/platform/gallery'
import { routes } from '@/platform/navigation/routes'

/** A card in a chat. Without `imageUrl` WeChat takes a picture of the page. */
export interface ShareCard {
  title: string
  path: string
  imageUrl?: string
}

/** What a card says of an event. */
export type SharedPage = Pick<EventDetail, 'title' | 'startsAt' | 'endsAt' | 'code' | 'cover'>

/** The card that goes into a chat: the event by its name, time and cover, or the list where it is not known yet. */
export function shareCard(event: SharedPage | null): ShareCard {
  if (!event) return { title: '青年有约：附近的活动', path: routes.events() }
  const imageUrl = event.cover === null ? null : pictureAddress(event.cover)
  const title = `${event.title}｜${datedSpan(event.startsAt, event.endsAt)}`
  return { title, path: routes.event(event.code), ...(imageUrl === null ? {} : { imageUrl }) }
}

/** The same as text, where there are no cards. */
export function shareText(event: EventDetail): string {
  return `${event.title}\n${datedSpan(event.startsAt, event.endsAt)}\n${event.homeName}（${event.address}）`
}
