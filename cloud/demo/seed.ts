import { sql, type Kysely } from 'kysely'
import { AppError } from '@core/contract/errors'
import type { Answer } from '@core/contract/envelope'
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { DAY_MS, dayOf, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { createDispatch } from '@cloud/dispatch'
import { sha256Hex, type Ids } from '@cloud/services/ids'
import type { Database } from '@cloud/store/schema'
import { createStore } from '@cloud/store/store'
import { demoName, seeded } from './names'
import { DEMO_HOMES, DEMO_ORGS } from './places'
import { DEMO_PROGRAMS, type DemoProgram } from './programs'

const PEOPLE = 200

interface DemoPerson {
  id: string
  token: string
  org: string
}

interface DemoEvent {
  id: string
  code: string
  secret: Buffer
  startsAt: number
  endsAt: number
  program: DemoProgram
}

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
 * three weeks of events in every state. People and organisations are written directly (no procedures make them yet);
 * everything that people do is done by the real procedures with the clock moved. Answers false, and does nothing, where
 * there is an organisation already.
 */
export async function seedDemo({ kysely, ids, now, publicUrl }: DemoParts): Promise<boolean> {
  const there = await kysely.selectFrom('org').select('id').limit(1).executeTakeFirst()
  if (there) return false
  const people = await kysely.transaction().execute((tx) => layGround(tx, ids, now))
  const play = new Play(kysely, ids, publicUrl)
  const random = seeded(20261121)
  for (const plan of planEvents(now)) await play.event(plan, people, random, now)
  await kysely
    .updateTable('login')
    .set({ revoked_at: new Date(now) })
    .where('device', '=', SEED_DEVICE)
    .execute()
  await sql`analyze`.execute(kysely)
  return true
}

const SEED_DEVICE = 'demo-seed'

async function layGround(db: Kysely<Database>, ids: Ids, now: number) {
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
    if (!cast) continue
    await db
      .insertInto('identity')
      .values({ provider: 'demo', subject: `${String(number).padStart(2, '0')} ${cast.note}`, person_id: person.id, created_at: born })
      .execute()
    if (!cast.role) continue
    await db
      .insertInto('role_grant')
      .values({
        person_id: person.id,
        id: ids.uuid(born.getTime()),
        role: cast.role,
        org_id: orgs.get(org)!.id,
        event_id: null,
        from_at: born,
        by_id: person.id,
        created_at: born,
      })
      .execute()
  }
  return { people, homes }
}

interface EventPlan {
  program: DemoProgram
  startsAt: number
  /** How far its life has come by now. */
  until: 'coming' | 'running' | 'over' | 'closed' | 'cancelled'
  full?: boolean
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

/** Plays what people did, with the real procedures and a clock of its own. */
class Play {
  private at = 0
  private readonly dispatch
  private readonly phones = new Map<string, string>()

  constructor(
    private readonly kysely: Kysely<Database>,
    private readonly ids: Ids,
    publicUrl: string,
  ) {
    this.dispatch = createDispatch({
      store: createStore(kysely),
      clock: { now: () => this.at },
      ids,
      publicUrl,
      demo: true,
      openidForCode: () => Promise.reject(new AppError('login_unavailable')),
      report: (error) => {
        throw error
      },
    })
  }

  private async answer<N extends ProcedureName>(token: string, name: N, input: InputOf<N>): Promise<Answer<OutputOf<N>>> {
    const envelope = { name, input, nonce: this.ids.secret(16), device: this.deviceOf(token), token }
    return (await this.dispatch({ envelope, openid: null, address: null, requestId: 'demo' })) as Answer<OutputOf<N>>
  }

  private async call<N extends ProcedureName>(token: string, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    const answer = await this.answer(token, name, input)
    if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
    return answer.data
  }

  /** Each person has a phone of their own. */
  private deviceOf(token: string): string {
    const device = this.phones.get(token) ?? this.ids.secret(16)
    this.phones.set(token, device)
    return device
  }

  async event(plan: EventPlan, ground: { people: DemoPerson[]; homes: string[] }, random: () => number, now: number): Promise<void> {
    const { program, startsAt } = plan
    const city = ground.people[9]!.token
    this.at = Math.min(startsAt - 8 * DAY_MS, now - HOUR_MS)
    const published = await this.call(city, 'events.publish', {
      homeId: ground.homes[program.home]!,
      title: program.title,
      category: program.category,
      summary: program.summary,
      contact: '活动群里问，或到青年之家找值班同学',
      startsAt,
      endsAt: startsAt + program.minutes * MINUTE_MS,
      places: program.places,
      givesHours: program.hours,
      checkedNotVolunteering: program.hours,
      creditModule: program.credit?.module ?? null,
      creditHundredths: program.credit?.hundredths ?? 0,
      dropIn: program.places === null,
    })
    const { secret } = await this.kysely.selectFrom('event').select('secret').where('event_id', '=', published.id).executeTakeFirstOrThrow()
    const event: DemoEvent = { ...published, secret, startsAt, endsAt: startsAt + program.minutes * MINUTE_MS, program }
    const crowd = await this.enroll(event, plan, ground.people, random, now)
    if (plan.until === 'cancelled') await this.call(city, 'events.cancel', { eventId: event.id, reason: '河道涨水，安全第一' })
    if (plan.until === 'coming' || plan.until === 'cancelled') return
    await this.attend(event, plan, crowd, random, now)
    if (plan.until === 'closed') await this.close(event, ground.people, city)
  }

  private async enroll(event: DemoEvent, plan: EventPlan, people: DemoPerson[], random: () => number, now: number): Promise<DemoPerson[]> {
    this.at = Math.min(event.startsAt - DAY_MS, now - 30 * MINUTE_MS)
    const most = event.program.places ?? 26
    const wanted = plan.full ? most : Math.max(3, Math.round(most * (0.45 + random() * 0.4)))
    const crowd = pick(people, wanted, random)
    // The first of the cast is who most visitors will try: she takes part in most things.
    if (!plan.full && !crowd.includes(people[0]!) && random() < (event.program.hours ? 0.38 : 0.4) && plan.until !== 'running')
      crowd[0] = people[0]!
    await Promise.all(crowd.map((person) => this.answer(person.token, 'events.enroll', { eventId: event.id })))
    return crowd
  }

  private async attend(event: DemoEvent, plan: EventPlan, crowd: DemoPerson[], random: () => number, now: number): Promise<void> {
    const comers = crowd.filter(() => random() < (plan.until === 'running' ? 0.65 : 0.88))
    // The scans go out together and share their commits; each has taken the time when it set out.
    await Promise.all(
      comers.map((person, index) => {
        const late = plan.until === 'running' ? Math.floor(random() * 50) - 20 : Math.floor(random() * 34) - 14
        const cameAt = Math.min(event.startsAt + late * MINUTE_MS, now - MINUTE_MS)
        // One in twelve had no signal: the phone kept the scan and delivered it later.
        const stored = index % 12 === 7
        return this.scan(person, event, 'sign_in', cameAt, stored ? Math.min(cameAt + 40 * MINUTE_MS, now) : cameAt + 4000, stored)
      }),
    )
    if (plan.until === 'running') return
    await Promise.all(
      comers.map((person) => {
        const half = event.startsAt + (event.program.minutes * MINUTE_MS) / 2
        const leftAt = random() < 0.06 ? half : event.endsAt + Math.floor(random() * 12 - 3) * MINUTE_MS
        return random() > 0.05 ? this.scan(person, event, 'sign_out', leftAt, leftAt + 4000, false) : Promise.resolve()
      }),
    )
  }

  private scan(
    person: DemoPerson,
    event: DemoEvent,
    purpose: 'sign_in' | 'sign_out',
    at: number,
    arrivesAt: number,
    stored: boolean,
  ): Promise<unknown> {
    this.at = arrivesAt
    return this.answer(person.token, 'attendance.scan', {
      code: codeFor(event.secret, purpose, event, stepOf(at)),
      delivery: stored ? 'stored' : 'live',
    })
  }

  /** The next morning an officer confirms what came late, fills in what is missing and closes. */
  private async close(event: DemoEvent, people: DemoPerson[], token: string): Promise<void> {
    this.at = event.endsAt + 12 * HOUR_MS
    const closer = event.program.home < 6 ? people[5]!.token : token
    const preview = await this.call(closer, 'events.closing', { eventId: event.id })
    await this.call(closer, 'events.close', {
      eventId: event.id,
      confirm: preview.lines
        .filter((line) => line.delayed && !line.confirmed && line.enrolled && line.flags.length === 0)
        .map((line) => line.personId),
      left: preview.lines.flatMap((line) =>
        line.suggestedLeftAt === null ? [] : [{ personId: line.personId, leftAt: line.suggestedLeftAt }],
      ),
    })
  }
}

function pick<T>(items: readonly T[], count: number, random: () => number): T[] {
  const left = [...items]
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]!)
}
