import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const afterwards = procedure('events.afterwards', () => Promise.reject(new AppError('unknown_procedure')))
