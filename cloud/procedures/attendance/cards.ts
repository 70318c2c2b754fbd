import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const cards = procedure('attendance.cards', () => Promise.reject(new AppError('unknown_procedure')))
