import { procedure } from '../procedure'

export const answersToCheck = procedure('cases.answersToCheck', () => {
  throw new Error('not built yet')
})
