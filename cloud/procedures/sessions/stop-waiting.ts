import { procedure } from '../procedure'

export const stopWaiting = procedure('sessions.stopWaiting', () => {
  throw new Error('not built yet')
})
