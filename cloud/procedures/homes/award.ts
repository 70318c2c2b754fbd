import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const award = procedure('homes.award', () => Promise.reject(new AppError('unknown_procedure')))
