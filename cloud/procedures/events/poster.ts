import { AppError } from '@core/contract/errors'
import { dateSpanName } from '@core/rules/events/edit'
import { printDrawablePoster } from '@cloud/services/printing/pdf/drawable-poster'
import type { Poster } from '@cloud/services/printing/pdf/poster'
import type { EventRow } from '@cloud/store/events'
import { procedure } from '../procedure'
import { linkOfEvent } from './link'

/** The sheet that an event is announced with: A4, with a code that opens its page. Only for what everybody may see. */
export const poster = procedure('events.poster', async ({ input, store, services }) => {
  const event = await store.events.byId(input.eventId)
  if (!event || (event.status !== 'published' && event.status !== 'closed')) throw new AppError('not_found')
  const pdf = await printDrawablePoster(posterOf(event, services.publicUrl))
  return { name: `${event.title.replace(/[\\/:*?"<>|]/g, ' ')}-海报.pdf`, mime: 'application/pdf', base64: pdf.toString('base64') }
})

function posterOf(event: EventRow, publicUrl: string): Poster {
  return {
    title: event.title,
    when: dateSpanName(event.startsAt, event.endsAt),
    where: [event.homeName, event.address].filter((part) => part !== '').join('，'),
    howToJoin: event.byLots ? '扫码打开活动页，点「报名」，报名截止后抽签。' : '扫码打开活动页，点「报名」。满员了可以候补。',
    link: linkOfEvent(publicUrl, event.code),
    signsIn: false,
    organizer: event.orgName,
    contact: event.contact,
  }
}
