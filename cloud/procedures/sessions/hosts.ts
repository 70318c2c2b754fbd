import { procedure } from '../procedure'

export const hosts = procedure('sessions.hosts', () => {
  throw new Error('not built yet')
})
