import { AppError } from '@core/contract/errors'
import { readPass } from '@core/rules/attendance/pass'
import type { Person } from '@cloud/store/people'
import type { Call } from '../procedure'

/** Whose pass or card an officer has scanned, locked. Throws pass_unreadable, pass_invalid or pass_expired. */
export async function readPersonPass(
  pass: string,
  { store, services, now }: Pick<Call<'sessions.walkIn'>, 'store' | 'services' | 'now'>,
): Promise<Person> {
  const read = readPass(pass, await services.signing.keys(store, now), now, services.signing.verify)
  if (!read.ok) throw new AppError(read.refused)
  await store.people.lock([read.personId])
  const person = await store.people.byId(read.personId)
  // A pass outlives the account of its person.
  if (!person) throw new AppError('pass_invalid')
  return person
}
