import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const decideDelisting = procedure('homes.decideDelisting', () => Promise.reject(new AppError('unknown_procedure')))
