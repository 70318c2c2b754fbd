import { procedure } from '../procedure'

export const rate = procedure('cases.rate', () => {
  throw new Error('not built yet')
})
