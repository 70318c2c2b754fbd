import { procedure } from '../procedure'

export const proposeAnswer = procedure('cases.proposeAnswer', () => {
  throw new Error('not built yet')
})
