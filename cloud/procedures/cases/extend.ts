import { procedure } from '../procedure'

export const extend = procedure('cases.extend', () => {
  throw new Error('not built yet')
})
