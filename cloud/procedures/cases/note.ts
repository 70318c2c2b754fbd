import { procedure } from '../procedure'

export const note = procedure('cases.note', () => {
  throw new Error('not built yet')
})
