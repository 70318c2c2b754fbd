import { procedure } from '../procedure'

export const join = procedure('cases.join', () => {
  throw new Error('not built yet')
})
