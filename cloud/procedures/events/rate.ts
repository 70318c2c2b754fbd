import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const rate = procedure('events.rate', () => Promise.reject(new AppError('unknown_procedure')))
