import { procedure } from '../procedure'

export const plan = procedure('sessions.plan', () => {
  throw new Error('not built yet')
})
