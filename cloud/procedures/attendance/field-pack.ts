import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const fieldPack = procedure('attendance.fieldPack', () => Promise.reject(new AppError('unknown_procedure')))
