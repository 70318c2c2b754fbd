import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const objectDelisting = procedure('homes.objectDelisting', () => Promise.reject(new AppError('unknown_procedure')))
