import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const turnClock = procedure('homes.turnClock', () => Promise.reject(new AppError('unknown_procedure')))
