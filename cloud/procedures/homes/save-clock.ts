import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const saveClock = procedure('homes.saveClock', () => Promise.reject(new AppError('unknown_procedure')))
