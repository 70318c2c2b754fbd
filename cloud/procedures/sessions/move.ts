import { procedure } from '../procedure'

export const move = procedure('sessions.move', () => {
  throw new Error('not built yet')
})
