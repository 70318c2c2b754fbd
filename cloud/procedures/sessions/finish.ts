import { procedure } from '../procedure'

export const finish = procedure('sessions.finish', () => {
  throw new Error('not built yet')
})
