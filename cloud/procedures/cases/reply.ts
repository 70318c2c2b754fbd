import { procedure } from '../procedure'

export const reply = procedure('cases.reply', () => {
  throw new Error('not built yet')
})
