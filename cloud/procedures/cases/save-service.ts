import { procedure } from '../procedure'

export const saveService = procedure('cases.saveService', () => {
  throw new Error('not built yet')
})
