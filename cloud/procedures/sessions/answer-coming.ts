import { procedure } from '../procedure'

export const answerComing = procedure('sessions.answerComing', () => {
  throw new Error('not built yet')
})
