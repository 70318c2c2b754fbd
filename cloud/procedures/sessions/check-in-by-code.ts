import { procedure } from '../procedure'

export const checkInByCode = procedure('sessions.checkInByCode', () => {
  throw new Error('not built yet')
})
