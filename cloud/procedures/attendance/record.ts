import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const record = procedure('attendance.record', () => Promise.reject(new AppError('unknown_procedure')))
