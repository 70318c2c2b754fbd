/** The small world that is shot at: people of every role, events of every age, and what the shots themselves have brought about. */
import { sql } from 'kysely'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import type { Purpose } from '@core/contract/attendance'
import type { InputOf } from '@core/contract/procedures'
import { layHomes, laySurroundings, type Place } from './county-life'
import { Duties } from './duties'
import { Letters } from './letters'
import { layLines } from './lines'
import { PERSONAS, type Persona } from './personas'
import type { Random } from './random'
import { Recent } from './recent'
import { SERVER_VARIABLE } from '../postgres/databases'
import { World, type Player, type WorldEvent } from '../fakes/world'
import type { DatabaseAddress } from '@cloud/store/open'

/** An event with what a camera would see. */
export interface KnownEvent extends WorldEvent {
  secret: Buffer
}

/** A ticket, and the phone that it is bound to. */
export interface KnownTicket {
  ticket: string
  device: string
  need: 'login' | 'consent' | 'walk_in'
  eventId: string
}

/** Somebody, and an event that they have something to do with. */
export interface AtEvent {
  player: Player
  eventId: string
}

const YOUNG = 120

export class FuzzWorld {
  readonly young: Player[] = []
  readonly people = {} as Record<Persona, Player>
  /** Events that take sign-ins now and have places. */
  readonly running: KnownEvent[] = []
  /** Nobody gets in any more. */
  full!: KnownEvent
  /** Over, some people came. */
  readonly over: KnownEvent[] = []
  /** What the shots have published, not yet cancelled. */
  readonly published = new Recent<WorldEvent>()
  readonly tickets = { redeem: new Recent<KnownTicket>(), walkIn: new Recent<KnownTicket>() }
  readonly enrolled = new Recent<AtEvent>()
  readonly present = new Recent<{ player: Player; eventId: string; at: number }>()
  readonly sessions = new Recent<string>()
  readonly screenPasses = new Recent<{ eventId: string; pass: string }>()
  readonly cursors = new Recent<string>()
  /** Days away, with places for many. */
  readonly coming: WorldEvent[] = []
  /** Days away and full: people wait. */
  readonly crowded: WorldEvent[] = []
  readonly waiting = new Recent<AtEvent>()
  /** Places that are kept for somebody. */
  readonly offers: AtEvent[] = []
  /** Places that were kept for somebody, too long ago. */
  readonly lapsed: AtEvent[] = []
  /** A township of the county whose events the county looks at first, and one where nothing happens. */
  west!: Place
  quiet!: Place
  /** The secretary of the east, and another one of the county. */
  homeSecretary!: Player
  otherSecretary!: Player
  /** A second home of the east. */
  annexId = ''
  /** Homes that are no model homes yet; model homes where nothing has happened for long; those proposed to lose their plate. */
  readonly plainHomes = new Recent<string>()
  readonly dormantHomes = new Recent<string>()
  readonly proposedHomes = new Recent<string>()
  /** What the posters of homes say. */
  readonly posters: string[] = []
  readonly residents = new Recent<{ homeId: string; residentId: string }>()
  readonly clocks = new Recent<{ orgId: string; clockId: string }>()
  readonly inReview = new Recent<string>()
  /** Events as forms, ready to be changed. */
  readonly forms = new Recent<InputOf<'events.edit'>>()
  firstForm!: InputOf<'events.edit'>
  readonly kept = new Recent<{ player: Player; file: string }>()
  /** A picture that everybody may see. */
  cover = ''
  readonly passes = new Recent<string>()
  readonly evidence = new Recent<{ eventId: string; evidenceId: string }>()
  readonly objections = new Recent<string>()
  readonly messages = new Recent<{ player: Player; id: string }>()
  readonly duties = new Duties(this)
  readonly letters = new Letters(this)

  private constructor(
    readonly world: World,
    readonly connection: DatabaseAddress,
  ) {}

  /** Lays the world as of now: the server under fire goes by the real clock. */
  static async open(): Promise<FuzzWorld> {
    const world = await World.open()
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(world.database.kysely)
    const server = JSON.parse(process.env[SERVER_VARIABLE]!) as DatabaseAddress
    const fuzz = new FuzzWorld(world, { ...server, database: rows[0]!.name })
    await fuzz.lay(Date.now())
    return fuzz
  }

  async close(): Promise<void> {
    await this.world.close()
  }

  /** The home and the organisation of an officer's township. */
  get east() {
    return { homeId: this.world.home.east, orgId: this.world.org.east }
  }

  /** What the screen of an event shows now. */
  code(event: KnownEvent, purpose: Purpose = 'sign_in', at = Date.now()): string {
    return codeFor(event.secret, purpose, event, stepOf(at))
  }

  anybody(random: Random): Player | null {
    const persona = random.pick(PERSONAS)
    return persona === 'nobody' ? null : this.people[persona]
  }

  private async lay(now: number): Promise<void> {
    const { world } = this
    // The roles of the ground are from a day that may be yet to come.
    const longAgo = new Date(now - 30 * DAY_MS)
    await world.database.kysely.updateTable('role_grant').set({ from_at: longAgo }).execute()
    world.now = now - 2 * DAY_MS
    this.young.push(...(await world.players(YOUNG)))
    await this.layEvents(now)
    await this.layPersonas(now)
    await this.layPast(now)
    world.now = now
    await this.layDemonstration()
    await laySurroundings(this)
    await layHomes(this)
    await layLines(this)
    await this.duties.lay()
    await this.letters.lay()
  }

  private async layEvents(now: number): Promise<void> {
    const { world } = this
    const times = { startsAt: now - 10 * MINUTE_MS, endsAt: now + 8 * HOUR_MS }
    for (const places of [null, null, 3_000, 3_000]) this.running.push(await this.known(await world.publish({ ...times, places })))
    this.full = await this.known(await world.publish({ ...times, places: 1 }))
    await world.call(this.young[0]!, 'events.enroll', { eventId: this.full.id })
    const cancelled = await world.publish(times)
    await world.call(world.officer, 'events.cancel', { eventId: cancelled.id, reason: '下雨' })
  }

  private async layPersonas(now: number): Promise<void> {
    const { world } = this
    const [person, guest] = this.young as [Player, Player]
    const member = { from_at: new Date(world.now), kind: 'member' as const, until_at: null, created_at: new Date(world.now) }
    await world.database.kysely
      .insertInto('membership')
      .values(this.young.filter((player) => player !== guest).map(({ id }) => ({ person_id: id, org_id: world.org.east, ...member })))
      .execute()
    const helper = await world.player('门口的人')
    for (const event of [...this.running, this.full]) await world.grant(helper, 'helper', null, event.id)
    Object.assign(this.people, {
      guest,
      unconsented: await world.player('', false),
      person,
      helper,
      officer: world.officer,
      secretary: world.secretary,
      stranger: world.stranger,
      expired: await world.grant(await world.player('卸任的人'), 'officer', world.org.east, null, now - HOUR_MS),
    } satisfies Record<Exclude<Persona, 'nobody'>, Player>)
  }

  /** Events that are over: people came, went, forgot to sign out; one of them is closed already. */
  private async layPast(now: number): Promise<void> {
    const { world } = this
    for (let past = 0; past < 3; past += 1) {
      const startsAt = now - DAY_MS + past * HOUR_MS
      world.now = startsAt - HOUR_MS
      const event = await world.publish({ startsAt, endsAt: startsAt + 2 * HOUR_MS })
      world.now = startsAt
      for (const player of this.young.slice(0, 12)) {
        await world.call(player, 'events.enroll', { eventId: event.id })
        await world.scan(player, event)
      }
      world.now = event.endsAt
      for (const player of this.young.slice(0, 8)) await world.scan(player, event, 'sign_out')
      this.over.push(await this.known(event))
    }
    world.now = now
    await world.call(world.officer, 'events.close', { eventId: this.over[0]!.id })
  }

  private async layDemonstration(): Promise<void> {
    const at = new Date(this.world.now)
    const rows = this.young.slice(0, 10).map(({ id }, index) => ({ subject: `0${index} 演示`, person_id: id }))
    await this.world.database.kysely
      .insertInto('identity')
      .values(rows.map((row) => ({ provider: 'demo' as const, created_at: at, ...row })))
      .execute()
  }

  private async known(event: WorldEvent): Promise<KnownEvent> {
    return { ...event, secret: await this.world.secretOf(event) }
  }
}
