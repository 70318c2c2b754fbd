import { procedure } from '../procedure'

export const excuse = procedure('sessions.excuse', () => {
  throw new Error('not built yet')
})
