import { procedure } from '../procedure'

export const walkIn = procedure('sessions.walkIn', () => {
  throw new Error('not built yet')
})
