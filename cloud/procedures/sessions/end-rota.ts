import { procedure } from '../procedure'

export const endRota = procedure('sessions.endRota', () => {
  throw new Error('not built yet')
})
