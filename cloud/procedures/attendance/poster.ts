import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const poster = procedure('attendance.poster', () => Promise.reject(new AppError('unknown_procedure')))
