import { procedure } from '../procedure'

export const services = procedure('cases.services', () => {
  throw new Error('not built yet')
})
