import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const toReview = procedure('events.toReview', () => Promise.reject(new AppError('unknown_procedure')))
