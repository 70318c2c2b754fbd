import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const models = procedure('homes.models', () => Promise.reject(new AppError('unknown_procedure')))
