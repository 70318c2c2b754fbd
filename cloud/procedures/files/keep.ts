import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const keep = procedure('files.keep', () => Promise.reject(new AppError('unknown_procedure')))
