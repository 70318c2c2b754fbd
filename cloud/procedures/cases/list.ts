import { procedure } from '../procedure'

export const list = procedure('cases.list', () => {
  throw new Error('not built yet')
})
