import { procedure } from '../procedure'

export const explain = procedure('sessions.explain', () => {
  throw new Error('not built yet')
})
