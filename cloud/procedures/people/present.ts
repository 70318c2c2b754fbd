import type { Instant } from '@core/contract/common'
import type { Me } from '@core/contract/people'
import type { Person } from '@cloud/store/people'
import type { Tables } from '@cloud/store/store'

/** A person as they see themselves. */
export async function presentMe(store: Tables, person: Person, now: Instant): Promise<Me> {
  const [orgName, grants] = await Promise.all([store.people.orgName(person.id, now), store.people.grants(person.id, now)])
  return {
    id: person.id,
    name: person.name,
    consented: person.consented,
    orgName,
    isMember: person.memberSince !== null,
    volunteerNo: person.volunteerNo,
    birthMonth: person.birthMonth,
    grants,
  }
}
