import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const review = procedure('events.review', () => Promise.reject(new AppError('unknown_procedure')))
