import { procedure } from '../procedure'

export const saveRota = procedure('sessions.saveRota', () => {
  throw new Error('not built yet')
})
