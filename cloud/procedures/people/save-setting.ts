import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const saveSetting = procedure('people.saveSetting', () => Promise.reject(new AppError('unknown_procedure')))
