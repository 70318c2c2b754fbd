import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** UNFINISHED */
export const enrollPeople = procedure('events.enrollPeople', () => Promise.reject(new AppError('unknown_procedure')))
