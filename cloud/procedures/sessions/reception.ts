import { procedure } from '../procedure'

export const reception = procedure('sessions.reception', () => {
  throw new Error('not built yet')
})
