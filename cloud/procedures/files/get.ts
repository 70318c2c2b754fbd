import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const get = procedure('files.get', () => Promise.reject(new AppError('unknown_procedure')))
