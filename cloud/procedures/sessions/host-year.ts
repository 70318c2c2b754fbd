import { procedure } from '../procedure'

export const hostYear = procedure('sessions.hostYear', () => {
  throw new Error('not built yet')
})
