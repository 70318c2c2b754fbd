import { procedure } from '../procedure'

export const mine = procedure('sessions.mine', () => {
  throw new Error('not built yet')
})
