import { procedure } from '../procedure'

export const cancel = procedure('sessions.cancel', () => {
  throw new Error('not built yet')
})
