import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const answerObjection = procedure('events.answerObjection', () => Promise.reject(new AppError('unknown_procedure')))
