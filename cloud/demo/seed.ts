import { sql, type Kysely } from 'kysely'
import { DAY_MS, dayOf, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { sha256Hex, type Ids } from '@cloud/services/ids'
import type { Database } from '@cloud/store/schema'
import { demoName, seeded } from './names'
import { DEMO_HOMES, DEMO_ORGS } from './places'
import { Play, type DemoGround, type DemoPerson, type EventPlan } from './play'
import { DEMO_PROGRAMS, type DemoProgram } from './programs'
import { MORE_OFFICERS, showSessions } from './sessions'
import { showTheRest } from './showings'

const PEOPLE = 200

/** The people one may try the demonstration as: who they are, their organisation and role. The rest are many. */
const CAST: readonly { name: string; org: string; role: 'officer' | 'secretary' | null; note: string }[] = [
  { name: '李晓雨', org: 'arts', role: null, note: '大二学生，志愿服务快满 20 小时' },
  { name: '王旭', org: 'yingchun', role: null, note: '社区青年，刚开始参加活动' },
  { name: '欧阳岚', org: 'computing', role: null, note: '大三学生，常来电脑义诊' },
  { name: '陈思宇', org: 'matou', role: null, note: '外卖骑手，码头社区团员' },
  { name: '赵磊', org: 'shibanqiao', role: null, note: '返乡青年，村史馆讲解员' },
  { name: '林书记', org: 'qingshi', role: 'secretary', note: '团县委副书记，管全县' },
  { name: '陈静', org: 'dongguan', role: 'officer', note: '街道团干部，今天在东关值守' },
  { name: '周老师', org: 'college', role: 'secretary', note: '校团委老师，管第二课堂' },
  { name: '孙敏', org: 'nanqiao', role: 'officer', note: '镇团委干部，办夜校' },
  { name: '何部长', org: 'city', role: 'secretary', note: '团市委基层部，看全市' },
]

/** What the demonstration is laid with. */
export interface DemoParts {
  kysely: Kysely<Database>
  ids: Ids
  now: number
  publicUrl: string
}

/**
 * Lays demonstration data on an empty database: an invented city with its organisations, 12 youth homes, 200 people and
 * three weeks of events in every state, and hours with secretaries. People and organisations are written directly (no procedures make them yet);
 * everything that people do is done by the real procedures with the clock moved. Answers false, and does nothing, where
 * there is an organisation already.
 */
export async function seedDemo({ kysely, ids, now, publicUrl }: DemoParts): Promise<boolean> {
  const there = await kysely.selectFrom('org').select('id').limit(1).executeTakeFirst()
  if (there) return false
  const { orgs, ...people } = await kysely.transaction().execute((tx) => layGround(tx, ids, now))
  const play = new Play(kysely, ids, publicUrl)
  const random = seeded(20261121)
  for (const plan of planEvents(now)) await play.event(plan, people, random, now)
  await showTheRest(play, people, orgs, now)
  await showSessions(play, people, orgs, now)
  await kysely
    .updateTable('login')
    .set({ revoked_at: new Date(now) })
    .where('device', '=', SEED_DEVICE)
    .execute()
  await sql`analyze`.execute(kysely)
  return true
}

const SEED_DEVICE = 'demo-seed'

/** Organizations by their key in places.ts. */
export type DemoOrgs = ReadonlyMap<string, { id: string; path: string }>

/** Organizations, homes and people, as if they had been there for 300 days. */
export async function layGround(db: Kysely<Database>, ids: Ids, now: number): Promise<DemoGround & { orgs: DemoOrgs }> {
  const born = new Date(now - 300 * DAY_MS)
  const orgs = new Map<string, { id: string; path: string }>()
  for (const org of DEMO_ORGS) {
    const parent = org.parent ? orgs.get(org.parent)! : null
    const id = ids.uuid(born.getTime())
    orgs.set(org.key, { id, path: `${parent?.path ?? '/'}${id}/` })
    await db
      .insertInto('org')
      .values({ id, parent_id: parent?.id ?? null, kind: org.kind, name: org.name, path: orgs.get(org.key)!.path, created_at: born })
      .execute()
  }
  const homes: string[] = []
  for (const home of DEMO_HOMES) {
    const id = ids.uuid(born.getTime())
    homes.push(id)
    await db
      .insertInto('home')
      .values({
        id,
        org_id: orgs.get(home.org)!.id,
        name: home.name,
        address: home.address,
        hours: home.hours,
        services: home.services,
        duty_note: home.dutyNote,
        status: 'open',
        created_at: born,
      })
      .execute()
  }
  const branches = DEMO_ORGS.filter((org) => org.kind === 'branch').map((org) => org.key)
  const people: DemoPerson[] = []
  for (let number = 0; number < PEOPLE; number += 1) {
    const cast = CAST[number]
    const org = cast?.org ?? branches[number % branches.length]!
    const person = { id: ids.uuid(born.getTime()), token: ids.secret(32), org }
    people.push(person)
    await db
      .insertInto('person')
      .values({
        id: person.id,
        name: cast?.name ?? demoName(number),
        birth_month: `${2000 + (number % 9)}-${String((number % 12) + 1).padStart(2, '0')}`,
        member_since: number % 4 === 0 ? null : '2021-05-04',
        volunteer_no: number % 3 === 0 ? null : `YC${String(100000 + number)}`,
        consented_at: born,
        privacy_version: 1,
        created_at: born,
      })
      .execute()
    await db
      .insertInto('membership')
      .values({ person_id: person.id, org_id: orgs.get(org)!.id, from_at: born, kind: 'member', created_at: born })
      .execute()
    await db
      .insertInto('login')
      .values({ token_hash: sha256Hex(person.token), person_id: person.id, device: SEED_DEVICE, last_seen_at: born, created_at: born })
      .execute()
    if (cast)
      await db
        .insertInto('identity')
        .values({ provider: 'demo', subject: `${String(number).padStart(2, '0')} ${cast.note}`, person_id: person.id, created_at: born })
        .execute()
    const role = cast ? cast.role : MORE_OFFICERS.has(number) ? 'officer' : null
    if (!role) continue
    await db
      .insertInto('role_grant')
      .values({
        person_id: person.id,
        id: ids.uuid(born.getTime()),
        role,
        org_id: orgs.get(MORE_OFFICERS.get(number) ?? org)!.id,
        event_id: null,
        from_at: born,
        by_id: person.id,
        created_at: born,
      })
      .execute()
  }
  return { people, homes, orgs }
}

/** Three weeks around now: eleven days of closed events, some not yet closed, one running, ten days to come; a few long ago. */
function planEvents(now: number): EventPlan[] {
  const plans: EventPlan[] = []
  const on = (day: number, program: DemoProgram) => instantOf(dayOf(now + day * DAY_MS), program.clock)
  for (let day = -11; day <= 10; day += 1) {
    if (day === 0) continue
    const count = 3
    for (let index = 0; index < count; index += 1) {
      const program = DEMO_PROGRAMS[(Math.abs(day) * 3 + index * 5 + (day < 0 ? 0 : 2)) % DEMO_PROGRAMS.length]!
      const startsAt = on(day, program)
      plans.push({
        program,
        startsAt,
        until: day > 0 ? 'coming' : day === -1 ? 'over' : 'closed',
        full: day > 0 && program.places !== null && program.places <= 8,
      })
    }
  }
  // Before that one small event in some months, so that a year has its shape.
  for (const [index, day] of [-41, -73, -104, -168, -230].entries()) {
    const program = DEMO_PROGRAMS[[4, 7, 11, 2, 8][index]!]!
    plans.push({ program, startsAt: on(day, program), until: 'closed' })
  }
  const halfHour = 30 * MINUTE_MS
  const running = Math.floor(now / halfHour) * halfHour - HOUR_MS
  plans.push({ program: DEMO_PROGRAMS[0]!, startsAt: running, until: 'running' })
  plans.push({ program: DEMO_PROGRAMS[10]!, startsAt: Math.floor(now / halfHour) * halfHour + HOUR_MS, until: 'coming' })
  plans.push({ program: DEMO_PROGRAMS[5]!, startsAt: on(3, DEMO_PROGRAMS[5]!), until: 'cancelled' })
  return plans.sort((a, b) => a.startsAt - b.startsAt)
}
