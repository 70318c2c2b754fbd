import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const categories = procedure('events.categories', () => Promise.reject(new AppError('unknown_procedure')))
