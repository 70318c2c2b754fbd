import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const addResident = procedure('homes.addResident', () => Promise.reject(new AppError('unknown_procedure')))
