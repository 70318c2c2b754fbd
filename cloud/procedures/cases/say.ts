import { procedure } from '../procedure'

export const say = procedure('cases.say', () => {
  throw new Error('not built yet')
})
