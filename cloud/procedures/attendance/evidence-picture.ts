import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** One of the photographs of an event. */
export const evidencePicture = procedure('attendance.evidencePicture', async ({ input, store }) => {
  const file = await store.evidence.fileOf(input.eventId, input.evidenceId)
  const picture = file && (await store.files.content(file))
  if (!picture) throw new AppError('not_found')
  return { mime: picture.mime, base64: picture.bytes.toString('base64') }
})
