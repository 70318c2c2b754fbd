import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const settings = procedure('people.settings', () => Promise.reject(new AppError('unknown_procedure')))
