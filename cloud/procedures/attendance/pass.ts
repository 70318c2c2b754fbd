import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const pass = procedure('attendance.pass', () => Promise.reject(new AppError('unknown_procedure')))
