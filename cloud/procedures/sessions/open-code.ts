import { procedure } from '../procedure'

export const openCode = procedure('sessions.openCode', () => {
  throw new Error('not built yet')
})
