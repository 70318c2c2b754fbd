import { procedure } from '../procedure'

export const list = procedure('sessions.list', () => {
  throw new Error('not built yet')
})
