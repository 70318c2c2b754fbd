import { procedure } from '../procedure'

export const accept = procedure('cases.accept', () => {
  throw new Error('not built yet')
})
