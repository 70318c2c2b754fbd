import type { Kysely } from 'kysely'
import { AppError } from '@core/contract/errors'
import type { Answer } from '@core/contract/envelope'
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { createDispatch } from '@cloud/dispatch'
import { createJobs } from '@cloud/jobs'
import type { Ids } from '@cloud/services/ids'
import type { Database } from '@cloud/store/schema'
import { createStore } from '@cloud/store/store'
import type { DemoProgram } from './programs'

export interface DemoPerson {
  id: string
  token: string
  org: string
}

export interface DemoGround {
  people: DemoPerson[]
  homes: string[]
}

export interface DemoEvent {
  id: string
  code: string
  secret: Buffer
  startsAt: number
  endsAt: number
  program: DemoProgram
}

/** An event of the demonstration, and how far its life has come by now. */
export interface EventPlan {
  program: DemoProgram
  startsAt: number
  until: 'coming' | 'running' | 'over' | 'closed' | 'cancelled'
  full?: boolean
}

/** Plays what people did, with the real procedures and a clock of its own. */
export class Play {
  /** The clock of those who play. */
  at = 0
  private readonly dispatch
  private readonly jobs
  private readonly phones = new Map<string, string>()

  constructor(
    private readonly kysely: Kysely<Database>,
    private readonly ids: Ids,
    publicUrl: string,
  ) {
    const store = createStore(kysely)
    const clock = { now: () => this.at }
    this.jobs = createJobs({ store, clock, ids })
    this.dispatch = createDispatch({
      store,
      clock,
      ids,
      publicUrl,
      demo: true,
      openidForCode: () => Promise.reject(new AppError('login_unavailable')),
      report: (error) => {
        throw error
      },
    })
  }

  /** What somebody is answered, a refusal too. */
  async answer<N extends ProcedureName>(token: string, name: N, input: InputOf<N>): Promise<Answer<OutputOf<N>>> {
    const envelope = { name, input, nonce: this.ids.secret(16), device: this.deviceOf(token), token }
    return (await this.dispatch({ envelope, openid: null, address: null, requestId: 'demo' })) as Answer<OutputOf<N>>
  }

  /** Calls and expects success. */
  async call<N extends ProcedureName>(token: string, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    const answer = await this.answer(token, name, input)
    if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
    return answer.data
  }

  /** The jobs come by. */
  async tick(): Promise<void> {
    await this.jobs()
  }

  /** Each person has a phone of their own. */
  private deviceOf(token: string): string {
    const device = this.phones.get(token) ?? this.ids.secret(16)
    this.phones.set(token, device)
    return device
  }

  async event(plan: EventPlan, ground: DemoGround, random: () => number, now: number): Promise<void> {
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

  /** A published event with what its screen knows. */
  async known(
    eventId: string,
    startsAt: number,
    endsAt: number,
  ): Promise<Pick<DemoEvent, 'id' | 'code' | 'secret' | 'startsAt' | 'endsAt'>> {
    const row = await this.kysely.selectFrom('event').select(['code', 'secret']).where('event_id', '=', eventId).executeTakeFirstOrThrow()
    return { id: eventId, ...row, startsAt, endsAt }
  }

  /** Somebody scans what the screen shows at `at`; it reaches the server at `arrivesAt`. */
  scan(
    person: DemoPerson,
    event: Pick<DemoEvent, 'id' | 'code' | 'secret'>,
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
