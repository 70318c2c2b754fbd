import { procedure } from '../procedure'

export const saveHostCard = procedure('sessions.saveHostCard', () => {
  throw new Error('not built yet')
})
