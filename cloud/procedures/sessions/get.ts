import { procedure } from '../procedure'

export const get = procedure('sessions.get', () => {
  throw new Error('not built yet')
})
