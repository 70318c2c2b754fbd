import { procedure } from '../procedure'

export const askUnmask = procedure('cases.askUnmask', () => {
  throw new Error('not built yet')
})
