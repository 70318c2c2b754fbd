import { procedure } from '../procedure'

export const unmask = procedure('cases.unmask', () => {
  throw new Error('not built yet')
})
