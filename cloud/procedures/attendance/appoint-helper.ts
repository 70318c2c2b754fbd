import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const appointHelper = procedure('attendance.appointHelper', () => Promise.reject(new AppError('unknown_procedure')))
