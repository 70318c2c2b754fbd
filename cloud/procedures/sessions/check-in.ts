import { procedure } from '../procedure'

export const checkIn = procedure('sessions.checkIn', () => {
  throw new Error('not built yet')
})
