import { procedure } from '../procedure'

export const move = procedure('cases.move', () => {
  throw new Error('not built yet')
})
