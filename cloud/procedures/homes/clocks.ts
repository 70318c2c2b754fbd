import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const clocks = procedure('homes.clocks', () => Promise.reject(new AppError('unknown_procedure')))
