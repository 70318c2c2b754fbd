import { procedure } from '../procedure'

export const get = procedure('cases.get', () => {
  throw new Error('not built yet')
})
