import { procedure } from '../procedure'

export const cancelBooking = procedure('sessions.cancelBooking', () => {
  throw new Error('not built yet')
})
