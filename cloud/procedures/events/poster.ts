import { AppError } from '@core/contract/errors'
import { dateSpanName } from '@core/rules/events/edit'
import { MissingGlyphError } from '@cloud/services/printing/pdf/typefaces'
import { printPoster, type Poster } from '@cloud/services/printing/pdf/poster'
import type { EventRow } from '@cloud/store/events'
import { procedure } from '../procedure'
import { linkOfEvent } from './link'

/** The sheet that an event is announced with: A4, with a code that opens its page. Only for what everybody may see. */
export const poster = procedure('events.poster', async ({ input, store, services }) => {
  const event = await store.events.byId(input.eventId)
  if (!event || (event.status !== 'published' && event.status !== 'closed')) throw new AppError('not_found')
  const pdf = await printDrawable(posterOf(event, services.publicUrl))
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

/** Prints without the characters that no font of ours draws: a poster is better without its 🌊 than not there at all. */
async function printDrawable(poster: Poster): Promise<Buffer> {
  for (let sheet = poster; ;) {
    try {
      return await printPoster(sheet)
    } catch (error) {
      if (!(error instanceof MissingGlyphError) || !writtenOf(sheet).includes(error.character)) throw error
      sheet = without(sheet, error.character)
    }
  }
}

/** What people wrote; the rest is ours, and drawable. */
function writtenOf({ title, where, organizer, contact }: Poster): string {
  return title + where + organizer + contact
}

function without(poster: Poster, character: string): Poster {
  const drop = (text: string) => text.replaceAll(character, '')
  const { title, where, organizer, contact } = poster
  return { ...poster, title: drop(title), where: drop(where), organizer: drop(organizer), contact: drop(contact) }
}
