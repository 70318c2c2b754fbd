import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const helpers = procedure('attendance.helpers', () => Promise.reject(new AppError('unknown_procedure')))
