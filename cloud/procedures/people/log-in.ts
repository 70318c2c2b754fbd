import type { Session } from '@core/contract/people'
import { sha256Hex } from '@cloud/services/ids'
import type { Person } from '@cloud/store/people'
import type { Call } from '../procedure'
import { presentMe } from './present'

/** Gives out an opaque token of 256 bits; only its SHA-256 is kept. */
export async function logIn(
  person: Person,
  { device, now, root, services }: Pick<Call<'people.demoLogin'>, 'device' | 'now' | 'root' | 'services'>,
): Promise<Session> {
  const token = services.ids.secret(32)
  await root.people.keepLogin({ tokenHash: sha256Hex(token), personId: person.id, device, now })
  return { token, me: await presentMe(root, person, now) }
}
