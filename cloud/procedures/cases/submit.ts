import { procedure } from '../procedure'

export const submit = procedure('cases.submit', () => {
  throw new Error('not built yet')
})
