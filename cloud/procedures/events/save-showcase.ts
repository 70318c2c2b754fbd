import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const saveShowcase = procedure('events.saveShowcase', () => Promise.reject(new AppError('unknown_procedure')))
