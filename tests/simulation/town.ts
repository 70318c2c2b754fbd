import type { PublishInput } from '@core/contract/events'
import type { Instant } from '@core/contract/common'
import { idsFrom, sha256Hex } from '@cloud/services/ids'
import type { OpenDatabase } from '@cloud/store/open'
import { createStore } from '@cloud/store/store'
import type { Chance } from './chance'
import { OFFICER, type Plan, type PlannedEvent } from './plan'

export interface Person {
  id: string
  name: string
  token: string
}

/** An event, with what its screen knows. */
export interface TownEvent {
  id: string
  code: string
  secret: Buffer
  startsAt: Instant
  endsAt: Instant
  places: number | null
  givesHours: boolean
  creditHundredths: number
}

/** The people and events of one history, as they lie in the database when it begins. Person 0 is the officer. */
export interface Town {
  people: readonly Person[]
  events: readonly TownEvent[]
}

const ORG = '0197c3a2-0000-7000-8000-00000000000a'
const HOME = '0197c3a2-0000-7000-8000-00000000000b'

/** Lays what the histories of a database share: an organization and its home. */
export async function layGround({ kysely }: OpenDatabase, now: Instant): Promise<void> {
  const created_at = new Date(now)
  await kysely.insertInto('org').values({ id: ORG, parent_id: null, kind: 'county', name: '县团委', path: `/${ORG}/`, created_at }).execute()
  const home = { id: HOME, org_id: ORG, name: '青年之家', address: '', hours: '', services: [], duty_note: '', status: 'open' as const }
  await kysely.insertInto('home').values({ ...home, created_at }).execute()
}

/** Lays the people and events of a plan. */
export async function layTown({ kysely }: OpenDatabase, plan: Plan, chance: Chance, now: Instant): Promise<Town> {
  const ids = idsFrom((count) => chance.bytes(count))
  const at = new Date(now)
  const people = Array.from({ length: plan.people }, (_, index): Person => ({
    id: ids.uuid(now),
    name: index === OFFICER ? '陈静' : `青年${index}`,
    token: ids.secret(32),
  }))
  const consent = { consented_at: at, privacy_version: 1, created_at: at }
  await kysely.insertInto('person').values(people.map(({ id, name }) => ({ id, name, ...consent }))).execute()
  const login = ({ id, token }: Person) => ({ token_hash: sha256Hex(token), person_id: id, device: null, last_seen_at: at, created_at: at })
  await kysely.insertInto('login').values(people.map(login)).execute()
  const officer = people[OFFICER]!.id
  const grant = { person_id: officer, id: ids.uuid(now), role: 'officer' as const, org_id: ORG, event_id: null, until_at: null, by_id: officer }
  await kysely.insertInto('role_grant').values({ ...grant, from_at: at, created_at: at }).execute()
  const events: TownEvent[] = []
  for (const planned of plan.events) events.push(await layEvent(planned))
  return { people, events }

  async function layEvent(planned: PlannedEvent): Promise<TownEvent> {
    const event: TownEvent = {
      id: ids.uuid(now),
      code: ids.publicCode(),
      secret: ids.bytes(32),
      startsAt: now + planned.startsIn,
      endsAt: now + planned.endsIn,
      places: planned.places,
      givesHours: planned.givesHours,
      creditHundredths: planned.creditHundredths,
    }
    const store = createStore(kysely)
    await store.events.insert({ ...event, orgId: ORG, input: published(event), publishedBy: officer, ruleVersion: 'simulated', now })
    for (const person of planned.enrolled) await store.events.enroll(event, people[person]!.id, 'app', now)
    return event
  }
}

function published({ startsAt, endsAt, places, givesHours, creditHundredths }: TownEvent): PublishInput {
  return {
    homeId: HOME,
    title: '旧物改造工作坊',
    category: 'volunteer',
    summary: '',
    contact: '',
    startsAt,
    endsAt,
    places,
    givesHours,
    checkedNotVolunteering: givesHours,
    notVolunteering: [],
    creditModule: creditHundredths > 0 ? 'volunteer' : null,
    creditHundredths,
    signOut: true,
    dropIn: false,
    strict: false,
  }
}
