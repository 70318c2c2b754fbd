import { procedure } from '../procedure'

export const mine = procedure('cases.mine', () => {
  throw new Error('not built yet')
})
