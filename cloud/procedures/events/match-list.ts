import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const matchList = procedure('events.matchList', () => Promise.reject(new AppError('unknown_procedure')))
