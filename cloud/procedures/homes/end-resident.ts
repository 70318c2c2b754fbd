import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const endResident = procedure('homes.endResident', () => Promise.reject(new AppError('unknown_procedure')))
