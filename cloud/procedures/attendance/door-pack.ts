import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const doorPack = procedure('attendance.doorPack', () => Promise.reject(new AppError('unknown_procedure')))
