import { procedure } from '../procedure'

export const handOver = procedure('cases.handOver', () => {
  throw new Error('not built yet')
})
