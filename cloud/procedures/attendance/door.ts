import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { doorLines } from './door-lines'

/** The list an officer holds at the door: who is expected, here, gone, or waiting for a look. */
export const door = procedure('attendance.door', async ({ input, store }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  const { lines, enrolledCount } = await doorLines(store, event.id)
  return {
    items: lines.filter((line) => line.name.includes(input.search)),
    enrolledCount,
    arrivedCount: lines.filter((line) => line.state !== 'expected').length,
    pendingCount: lines.filter((line) => line.state === 'pending').length,
  }
})
