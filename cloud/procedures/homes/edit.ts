import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const edit = procedure('homes.edit', () => Promise.reject(new AppError('unknown_procedure')))
