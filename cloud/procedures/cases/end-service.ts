import { procedure } from '../procedure'

export const endService = procedure('cases.endService', () => {
  throw new Error('not built yet')
})
