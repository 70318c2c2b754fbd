import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const evidence = procedure('attendance.evidence', () => Promise.reject(new AppError('unknown_procedure')))
