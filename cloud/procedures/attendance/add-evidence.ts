import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const addEvidence = procedure('attendance.addEvidence', () => Promise.reject(new AppError('unknown_procedure')))
