import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const form = procedure('events.form', () => Promise.reject(new AppError('unknown_procedure')))
