import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const proposeDelisting = procedure('homes.proposeDelisting', () => Promise.reject(new AppError('unknown_procedure')))
