import { procedure } from '../procedure'

export const start = procedure('sessions.start', () => {
  throw new Error('not built yet')
})
