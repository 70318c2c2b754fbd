import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const endClock = procedure('homes.endClock', () => Promise.reject(new AppError('unknown_procedure')))
