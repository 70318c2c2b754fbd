/** Sessions of the township that is shot at: some to come, one full with a line, one that runs, one that is over, and offers. */
import { settleSessions } from '@cloud/jobs/settle-sessions'
import { stepOf } from '@core/rules/attendance/code'
import { dutyCodeFor } from '@core/rules/sessions/duty-code-mac'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import type { Player, WorldSession } from '../fakes/world'
import type { FuzzWorld } from './fuzz-world'
import type { Random } from './random'
import { Recent } from './recent'

/** Somebody, and a session that they have something to do with. */
export interface AtSession {
  player: Player
  sessionId: string
}

/** What an officer names a booking by. */
export interface Listed {
  sessionId: string
  bookingId: string
}

const HOSTS = 30
const PLANNED = 60
const OFFERED = 30

/** What is known of sessions, and what the shots have brought about. */
export class Duties {
  /** Officers of the east who receive. */
  readonly hosts: Player[] = []
  /** Days away, with places for many. */
  readonly coming: WorldSession[] = []
  /** Each with a host of its own, to be moved, given to another and cancelled. */
  readonly planned = new Recent<{ sessionId: string; hostId: string }>()
  /** One place, taken: people wait. */
  readonly full: WorldSession[] = []
  running!: WorldSession & { secret: Buffer }
  readonly booked = new Recent<AtSession>()
  readonly waiting = new Recent<AtSession>()
  readonly offers: AtSession[] = []
  /** On the list of the running session: not here yet; being received. */
  readonly expected: (AtSession & Listed)[] = []
  readonly received = new Recent<Listed>()
  /** Who did not come. */
  readonly missed: (AtSession & Listed)[] = []
  readonly rotas = new Recent<{ orgId: string; rotaId: string }>()

  constructor(private readonly fuzz: FuzzWorld) {}

  /** What the phone of whoever receives shows at an instant. */
  code(at = Date.now()): string {
    return dutyCodeFor(this.running.secret, this.running, stepOf(at))
  }

  host(random: Random): Player {
    return random.pick(this.hosts)
  }

  /** Lays them as of the world's clock. */
  async lay(): Promise<void> {
    const { world, east, young, people } = this.fuzz
    for (let n = 0; n < HOSTS; n += 1) this.hosts.push(await world.grant(await world.player('值班的人'), 'officer', east.orgId))
    await this.layOver()
    for (let day = 3; day < 9; day += 1) this.coming.push(await this.session(day * DAY_MS, { slots: 8, places: 500 }))
    for (let n = 0; n < PLANNED; n += 1) {
      const host = this.hosts[n % HOSTS]!
      this.planned.add({ sessionId: (await world.session({ host, startsAt: world.now + (20 + n) * DAY_MS })).id, hostId: host.id })
    }
    for (let n = 0; n < 4; n += 1) {
      const session = await this.session((10 + n) * DAY_MS, { slots: 1, places: 1 })
      await this.book(young[110 + n]!, session, 1)
      for (const player of young.slice(114, 118)) await this.wait(player, session)
      this.full.push(session)
    }
    await this.layOffers()
    await this.layRunning()
    const form = { homeId: east.homeId, weekday: 2, from: '08:00', to: '09:00', slotMinutes: 30, placesPerSlot: 1, startsOn: '2026-01-01' }
    const { id } = await world.call(people.officer, 'sessions.saveRota', {
      orgId: east.orgId,
      rotaId: null,
      hostIds: [this.hosts[0]!.id],
      ...form,
    })
    this.rotas.add({ orgId: east.orgId, rotaId: id })
  }

  /** Over since yesterday, and settled: nobody came. */
  private async layOver(): Promise<void> {
    const { world, young } = this.fuzz
    const now = world.now
    world.now = now - 1.5 * DAY_MS
    const session = await this.session(HOUR_MS, { slots: 1, places: 100 })
    const players = young.slice(50, 90)
    for (const player of players) await this.book(player, session, 1)
    world.now = now
    await settleSessions({ store: world.store, ids: world.ids, now })
    for (const player of players) this.missed.push(await this.listed(player, session))
  }

  /** Those who had the places cancel: they are kept for those who waited. */
  private async layOffers(): Promise<void> {
    const { world, young } = this.fuzz
    const session = await this.session(15 * DAY_MS, { slots: 1, places: OFFERED })
    const [holders, waiters] = [young.slice(10, 10 + OFFERED), young.slice(60, 60 + OFFERED)]
    for (const player of holders)
      await world.call(player, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'work', question: '' })
    for (const player of waiters) await world.call(player, 'sessions.wait', { sessionId: session.id, topic: 'work', question: '想问问' })
    for (const player of holders) await world.call(player, 'sessions.cancelBooking', { sessionId: session.id })
    for (const player of waiters) this.offers.push({ player, sessionId: session.id })
  }

  /** Begun, with slots that have not. */
  private async layRunning(): Promise<void> {
    const { world, young } = this.fuzz
    const session = await this.session(-10 * MINUTE_MS, { slots: 8, slotMinutes: 60, places: 100 })
    const { secret } = (await world.store.sessions.byId(session.id, null, world.now))!
    this.running = { ...session, secret: Buffer.from(secret, 'base64url') }
    for (const player of [...young.slice(2, 8), ...young.slice(20, 50)]) {
      await this.book(player, session, 5)
      this.expected.push(await this.listed(player, session))
    }
    for (const player of young.slice(90, 110)) {
      await this.book(player, session, 6)
      const { sessionId, bookingId } = await this.listed(player, session)
      await world.call(this.hosts[0]!, 'sessions.start', { sessionId, bookingId })
      this.received.add({ sessionId, bookingId })
    }
  }

  private session(inMs: number, more: { slots: number; slotMinutes?: number; places: number }): Promise<WorldSession> {
    return this.fuzz.world.session({ host: this.hosts[0]!, startsAt: this.fuzz.world.now + inMs, ...more })
  }

  private async book(player: Player, session: WorldSession, slotNo: number): Promise<void> {
    await this.fuzz.world.call(player, 'sessions.book', { sessionId: session.id, slotNo, topic: 'study', question: '想转专业' })
  }

  private async wait(player: Player, session: WorldSession): Promise<void> {
    await this.fuzz.world.call(player, 'sessions.wait', { sessionId: session.id, topic: 'life', question: '' })
    this.waiting.add({ player, sessionId: session.id })
  }

  private async listed(player: Player, session: WorldSession): Promise<AtSession & Listed> {
    const { id } = (await this.fuzz.world.store.slots.booking(session.id, player.id))!
    return { player, sessionId: session.id, bookingId: id }
  }
}
