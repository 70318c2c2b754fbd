import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const edit = procedure('events.edit', () => Promise.reject(new AppError('unknown_procedure')))
