import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const brief = procedure('events.brief', () => Promise.reject(new AppError('unknown_procedure')))
