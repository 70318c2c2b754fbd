import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { logIn } from './log-in'

/** Logs in as one of the demonstration's people. Refused everywhere else. */
export const demoLogin = procedure('people.demoLogin', async (call) => {
  if (!call.services.demo) throw new AppError('demo_only')
  const offered = await call.root.people.demoPeople(call.now)
  const chosen = offered.some((item) => item.id === call.input.personId) ? await call.root.people.byId(call.input.personId) : null
  if (!chosen) throw new AppError('not_found')
  return logIn(chosen, call)
})
