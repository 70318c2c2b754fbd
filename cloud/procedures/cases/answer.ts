import { procedure } from '../procedure'

export const answer = procedure('cases.answer', () => {
  throw new Error('not built yet')
})
