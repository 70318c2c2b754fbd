import { procedure } from '../procedure'

export const sendBack = procedure('cases.sendBack', () => {
  throw new Error('not built yet')
})
