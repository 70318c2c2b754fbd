import { procedure } from '../procedure'

export const whistle = procedure('cases.whistle', () => {
  throw new Error('not built yet')
})
