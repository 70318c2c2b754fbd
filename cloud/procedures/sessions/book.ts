import { procedure } from '../procedure'

export const book = procedure('sessions.book', () => {
  throw new Error('not built yet')
})
