import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const object = procedure('events.object', () => Promise.reject(new AppError('unknown_procedure')))
