import type { Insertable } from 'kysely'
import type { Instant } from '@core/contract/common'
import { idsFrom, sha256Hex } from '@cloud/services/ids'
import type { OpenDatabase } from '@cloud/store/open'
import type { Database } from '@cloud/store/schema'
import type { Chance } from './chance'
import { insertRows, type Rows } from './insert-rows'
import { OFFICER, type Plan } from './plan'
import { sessionRows, townSessions, type TownSession } from './session-town'

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

/** The people, events and sessions of one history, as they lie in the database when it begins. Person 0 is an officer. */
export interface Town {
  people: readonly Person[]
  events: readonly TownEvent[]
  sessions: readonly TownSession[]
}

const ORG = '0197c3a2-0000-7000-8000-00000000000a'
export const HOME = '0197c3a2-0000-7000-8000-00000000000b'

/** Lays what the histories of a database share: an organization and its home. */
export async function layGround({ kysely }: OpenDatabase, now: Instant): Promise<void> {
  const created_at = new Date(now)
  await kysely
    .insertInto('org')
    .values({ id: ORG, parent_id: null, kind: 'county', name: '县团委', path: `/${ORG}/`, created_at })
    .execute()
  const home = { id: HOME, org_id: ORG, name: '青年之家', address: '', hours: '', services: [], duty_note: '', status: 'open' as const }
  await kysely
    .insertInto('home')
    .values({ ...home, created_at })
    .execute()
}

/** What a town is laid by. */
export type TownPlan = Pick<Plan, 'people' | 'officers' | 'events' | 'sessions'>

/** Lays the people, events and sessions of a plan. */
export async function layTown({ kysely }: OpenDatabase, plan: TownPlan, chance: Chance, now: Instant): Promise<Town> {
  const ids = idsFrom((count) => chance.bytes(count))
  const people = Array.from({ length: plan.people }, (_, index): Person => ({
    id: ids.uuid(now),
    name: index === OFFICER ? '陈静' : index < plan.officers ? `书记${index}` : `青年${index}`,
    token: ids.secret(32),
  }))
  const events = plan.events.map((planned): TownEvent => ({
    id: ids.uuid(now),
    code: ids.publicCode(),
    secret: ids.bytes(32),
    startsAt: now + planned.startsIn,
    endsAt: now + planned.endsIn,
    places: planned.places,
    givesHours: planned.givesHours,
    creditHundredths: planned.creditHundredths,
  }))
  const grantIds = Array.from({ length: plan.officers }, () => ids.uuid(now))
  await insertRows(kysely, 'simulation.town', rowsOf({ people, events }, plan, grantIds, now))
  const sessions = townSessions(plan.sessions, people, ids, now)
  if (sessions.length > 0)
    await insertRows(kysely, 'simulation.sessions', sessionRows(sessions, people, { orgId: ORG, homeId: HOME }, ids, now))
  return { people, events, sessions }
}

function rowsOf({ people, events }: Omit<Town, 'sessions'>, plan: TownPlan, grantIds: readonly string[], now: Instant) {
  const created_at = new Date(now)
  const officer = people[OFFICER]!.id
  const enrolled = plan.events.flatMap((planned, index) =>
    planned.enrolled.map((person, at) => ({ event: events[index]!, person_id: people[person]!.id, n: at + 1 })),
  )
  return {
    person: people.map(({ id, name }) => ({ id, name, consented_at: created_at, privacy_version: 1, created_at })),
    login: people.map(({ id, token }) => {
      return { token_hash: sha256Hex(token), person_id: id, device: null, last_seen_at: created_at, created_at }
    }),
    role_grant: grantIds.map((id, index) => ({
      person_id: people[index]!.id,
      id,
      role: 'officer',
      org_id: ORG,
      event_id: null,
      from_at: created_at,
      until_at: null,
      by_id: officer,
      created_at,
    })),
    event: events.map((event) => eventRow(event, officer, created_at)),
    public_code: events.map(({ id, code }) => ({ code, kind: 'event', target_id: id, created_at })),
    intake: events.map(({ id }) => ({ event_id: id, waiting: 0, created_at })),
    place: events.flatMap(({ id, places }) =>
      Array.from({ length: places ?? 0 }, (_, index) => {
        const person_id = enrolled.find((one) => one.event.id === id && one.n === index + 1)?.person_id ?? null
        return { event_id: id, n: index + 1, state: person_id === null ? ('free' as const) : ('taken' as const), person_id, created_at }
      }),
    ),
    enrollment: enrolled.map(({ event, person_id }) => {
      return { event_id: event.id, person_id, state: 'enrolled', source: 'app', at: created_at, created_at }
    }),
  } satisfies Rows
}

function eventRow(event: TownEvent, publishedBy: string, created_at: Date): Insertable<Database['event']> {
  return {
    event_id: event.id,
    code: event.code,
    org_id: ORG,
    home_id: HOME,
    title: '旧物改造工作坊',
    category: 'volunteer',
    category_name: '志愿服务',
    summary: '',
    contact: '',
    starts_at: new Date(event.startsAt),
    ends_at: new Date(event.endsAt),
    places: event.places,
    sign_out: true,
    drop_in: false,
    strict: false,
    gives_hours: event.givesHours,
    credit_module: event.creditHundredths > 0 ? 'volunteer' : null,
    credit_hundredths: event.creditHundredths,
    status: 'published',
    cancel_reason: null,
    secret: event.secret,
    published_by: publishedBy,
    overrun_minutes: 0,
    overrun_reason: null,
    rule_version: 'simulated',
    version: 1,
    audience: 'open',
    walk_ins: true,
    poster: false,
    by_lots: false,
    first_timer_percent: 0,
    created_at,
  }
}
