import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const dismissHelper = procedure('attendance.dismissHelper', () => Promise.reject(new AppError('unknown_procedure')))
