import { procedure } from '../procedure'

export const swap = procedure('sessions.swap', () => {
  throw new Error('not built yet')
})
