import { procedure } from '../procedure'

export const answerOffer = procedure('sessions.answerOffer', () => {
  throw new Error('not built yet')
})
