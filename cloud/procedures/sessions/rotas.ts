import { procedure } from '../procedure'

export const rotas = procedure('sessions.rotas', () => {
  throw new Error('not built yet')
})
