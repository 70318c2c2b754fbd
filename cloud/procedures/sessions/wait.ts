import { procedure } from '../procedure'

export const wait = procedure('sessions.wait', () => {
  throw new Error('not built yet')
})
