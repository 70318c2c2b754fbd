import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const evidencePicture = procedure('attendance.evidencePicture', () => Promise.reject(new AppError('unknown_procedure')))
