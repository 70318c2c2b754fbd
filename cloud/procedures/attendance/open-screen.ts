import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { presentScreen, screenEvent } from './screen'

/** Gives a screen all it needs to turn by itself for the whole event, the secret among it. The opening is logged. */
export const openScreen = procedure('attendance.openScreen', async (call) => {
  const event = await screenEvent(call)
  if (event.status !== 'published' && event.status !== 'closed') throw new AppError('not_found')
  return presentScreen(event, call)
})
