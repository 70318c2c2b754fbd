import { procedure } from '../procedure'

export const summary = procedure('cases.summary', () => {
  throw new Error('not built yet')
})
