import { procedure } from '../procedure'

export const reopen = procedure('cases.reopen', () => {
  throw new Error('not built yet')
})
