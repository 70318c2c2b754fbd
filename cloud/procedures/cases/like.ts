import { procedure } from '../procedure'

export const like = procedure('cases.like', () => {
  throw new Error('not built yet')
})
