import { AppError } from '@core/contract/errors'
import type { FileRef } from '@core/contract/common'
import { maskName } from '@core/rules/people/mask'
import { briefFigures, briefParagraphs, briefRegister, briefTime, groupText } from '@cloud/presenters/brief'
import { fileName, zip, type ArchivedFile } from '@cloud/services/printing/archive'
import { briefDocx } from '@cloud/services/printing/brief-docx'
import { pictureSize, UnreadablePictureError } from '@cloud/services/printing/picture-size'
import { registerXlsx } from '@cloud/services/printing/register-xlsx'
import type { StoredFile } from '@cloud/store/files'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'

const MOST_PICTURES = 3
const EXTENSIONS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const satisfies Record<StoredFile['mime'], string>
/** Without it old editors on Windows take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\ufeff'

/**
 * 一键简报: a draft report, the register, a text for the group chat and up to three pictures, in one ZIP. Upwards of the event's
 * organization names are masked.
 */
export const brief = procedure('events.brief', async ({ input, actingOrgId, now, store }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  const [expected, presence, showcase, rating] = await Promise.all([
    store.attendance.expected(event.id),
    store.attendance.presence(event.id),
    store.afterwards.showcase(event.id),
    store.afterwards.rating(event.id),
  ])
  const source = { event, expected, presence, showcase, rating }
  const pictures = await firstPictures(store, showcase?.pictures ?? [])
  const [report, register] = await Promise.all([
    briefDocx({
      title: event.title,
      when: briefTime(event),
      where: [event.homeName, event.address].filter((text) => text !== '').join('，'),
      organizer: event.orgName,
      figures: briefFigures(source),
      paragraphs: briefParagraphs(source),
      pictures: pictures.filter(isReadable).map((picture) => picture.bytes),
    }),
    registerXlsx(briefRegister(source, actingOrgId === event.orgId ? (name) => name : maskName)),
  ])
  const files: ArchivedFile[] = [
    { name: '简报.docx', bytes: report },
    { name: '签到名册.xlsx', bytes: register },
    { name: '群公告.txt', bytes: Buffer.from(BYTE_ORDER_MARK + groupText(source)) },
    ...pictures.map(({ mime, bytes }, index) => ({ name: `照片-${index + 1}.${EXTENSIONS[mime]}`, bytes })),
  ]
  return {
    name: fileName(`${event.title} 简报`, 'zip'),
    mime: 'application/zip',
    base64: (await zip(files, now)).toString('base64'),
  }
})

async function firstPictures(store: Tables, refs: readonly FileRef[]): Promise<StoredFile[]> {
  const found = await Promise.all(refs.slice(0, MOST_PICTURES).map((ref) => store.files.content(ref)))
  return found.filter((picture) => picture !== null)
}

/** Whether a document takes a picture: JPEG and PNG, as their content says. */
function isReadable({ bytes }: StoredFile): boolean {
  try {
    return pictureSize(bytes).width > 0
  } catch (error) {
    if (error instanceof UnreadablePictureError) return false
    throw error
  }
}
