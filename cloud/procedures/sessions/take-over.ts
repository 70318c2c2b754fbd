import { procedure } from '../procedure'

export const takeOver = procedure('sessions.takeOver', () => {
  throw new Error('not built yet')
})
