import type { HomePage } from '@core/contract/homes'
import { pictureAddress } from '@/platform/gallery'
import { routes } from '@/platform/navigation/routes'

/** A card in a chat. Without `imageUrl` WeChat takes a picture of the page. */
export interface ShareCard {
  title: string
  path: string
  imageUrl?: string
}

/** The card of a youth home; the list of events where it is not known yet. */
export function homeShareCard(home: HomePage | null): ShareCard {
  if (!home) return { title: '青年有约：附近的青年之家', path: routes.events() }
  const imageUrl = home.cover === null ? null : pictureAddress(home.cover)
  const title = home.next.length > 0 ? `${home.name}｜最近有 ${home.next.length} 场活动` : `${home.name}｜来坐坐`
  return { title, path: routes.youthHome(home.id), ...(imageUrl === null ? {} : { imageUrl }) }
}

/** The same as text, where there are no cards. */
export function homeShareText(home: HomePage): string {
  return [home.name, home.address, home.hours && `开放时间：${home.hours}`].filter(Boolean).join('\n')
}
