import { randomBytes } from 'node:crypto'
import type { Answer } from '@core/contract/envelope'
import { AppError } from '@core/contract/errors'
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import type { Purpose } from '@core/contract/attendance'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { dutyCodeFor } from '@core/rules/sessions/duty-code-mac'
import { slotsOf } from '@core/rules/sessions/rota'
import { DAY_MS, dayOf, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { createDispatch, type Dispatch, type DispatchParts } from '@cloud/dispatch'
import { createJobs } from '@cloud/jobs'
import { idsFrom, sha256Hex } from '@cloud/services/ids'
import { createDatabase, type OpenDatabase } from '@cloud/store/open'
import { createStore, type Store } from '@cloud/store/store'
import { testDatabase, type TestDatabase } from '../postgres/databases'

/** Somebody with a phone, logged in. */
export interface Player {
  id: string
  name: string
  token: string
  device: string
}

const noWechat = () => Promise.reject(new AppError('login_unavailable'))

export interface WorldEvent {
  id: string
  code: string
  startsAt: number
  endsAt: number
}

export interface WorldSession {
  id: string
  code: string
  startsAt: number
  endsAt: number
}

export const START = instantOf('2026-11-21', '14:00')
/** Seals what people of a test write in confidence. */
export const DATA_KEY = Buffer.alloc(32, 5)
const random = (bytes: number) => randomBytes(bytes)
export const someNonce = () => randomBytes(16).toString('base64url')

/**
 * A small world on the real store and the real dispatch, with a clock that tests move: a county with two townships, a home
 * in each, an officer in each, and as many young people as a test asks for.
 */
export class World {
  /** The ground is laid long before: roles hold, whatever day a test begins on. */
  now = START - 90 * DAY_MS
  readonly ids = idsFrom(random)
  readonly reported: unknown[] = []
  readonly store: Store
  readonly dispatch: Dispatch
  /** What a host does every ten seconds. */
  readonly tick: () => Promise<void>
  readonly org = { county: '', east: '', south: '' }
  readonly home = { east: '', south: '' }
  secretary!: Player
  officer!: Player
  stranger!: Player

  private constructor(
    readonly database: OpenDatabase,
    private readonly made: TestDatabase,
    private readonly openidForCode: (code: string) => Promise<string>,
  ) {
    this.store = createStore(database.kysely)
    this.tick = createJobs({ store: this.store, clock: { now: () => this.now }, ids: this.ids, dataKeys: [DATA_KEY] })
    this.dispatch = this.dispatchWith({})
  }

  /** Another dispatch of the same world, with some of its parts changed. */
  dispatchWith(more: Partial<DispatchParts>): Dispatch {
    return createDispatch({
      store: this.store,
      clock: { now: () => this.now },
      ids: this.ids,
      publicUrl: 'https://qn.example',
      demo: false,
      openidForCode: this.openidForCode,
      dataKeys: [DATA_KEY],
      report: (error) => this.reported.push(error),
      checkOutput: true,
      ...more,
    })
  }

  /** `openidForCode` is WeChat's log-in, where a test plays it. */
  static async open({ openidForCode = noWechat }: { openidForCode?: (code: string) => Promise<string> } = {}): Promise<World> {
    const made = await testDatabase()
    const world = new World(createDatabase(made.connection), made, openidForCode)
    await world.layGround()
    world.now = START - DAY_MS
    return world
  }

  async close(): Promise<void> {
    await this.database.close()
    await this.made.drop()
  }

  private async layGround(): Promise<void> {
    const at = new Date(this.now)
    const db = this.database.kysely
    const org = async (key: keyof World['org'], parent: { id: string; path: string } | null, kind: 'county' | 'township') => {
      const id = this.ids.uuid(this.now)
      const path = `${parent?.path ?? '/'}${id}/`
      await db
        .insertInto('org')
        .values({ id, parent_id: parent?.id ?? null, kind, name: key, path, created_at: at })
        .execute()
      this.org[key] = id
      return { id, path }
    }
    const county = await org('county', null, 'county')
    await org('east', county, 'township')
    await org('south', county, 'township')
    for (const key of ['east', 'south'] as const) {
      this.home[key] = this.ids.uuid(this.now)
      await db
        .insertInto('home')
        .values({
          id: this.home[key],
          org_id: this.org[key],
          name: `${key}青年之家`,
          address: '',
          hours: '',
          services: [],
          duty_note: '',
          status: 'open',
          created_at: at,
        })
        .execute()
    }
    this.secretary = await this.grant(await this.player('林书记'), 'secretary', this.org.county)
    this.officer = await this.grant(await this.player('陈静'), 'officer', this.org.east)
    this.stranger = await this.grant(await this.player('孙敏'), 'officer', this.org.south)
  }

  async player(name: string, consented = true): Promise<Player> {
    const at = new Date(this.now)
    const player = { id: this.ids.uuid(this.now), name, token: this.ids.secret(32), device: someNonce() }
    await this.database.kysely
      .insertInto('person')
      .values({ id: player.id, name, consented_at: consented ? at : null, privacy_version: consented ? 1 : null, created_at: at })
      .execute()
    await this.store.people.keepLogin({ tokenHash: sha256Hex(player.token), personId: player.id, device: player.device, now: this.now })
    return player
  }

  async players(count: number): Promise<Player[]> {
    return Promise.all(Array.from({ length: count }, (_, index) => this.player(`青年${index}`)))
  }

  async grant(
    player: Player,
    role: 'helper' | 'officer' | 'secretary',
    orgId: string | null,
    eventId: string | null = null,
    untilAt: number | null = null,
  ): Promise<Player> {
    const at = new Date(this.now)
    await this.database.kysely
      .insertInto('role_grant')
      .values({
        person_id: player.id,
        id: this.ids.uuid(this.now),
        role,
        org_id: orgId,
        event_id: eventId,
        from_at: at,
        until_at: untilAt === null ? null : new Date(untilAt),
        by_id: player.id,
        created_at: at,
      })
      .execute()
    return player
  }

  /** Calls as somebody (null: nobody), with a new nonce unless one is given. */
  async ask<N extends ProcedureName>(
    player: Pick<Player, 'token' | 'device'> | null,
    name: N,
    input: InputOf<N>,
    nonce: string | undefined = someNonce(),
  ): Promise<Answer<OutputOf<N>>> {
    const envelope = { name, input, nonce, device: player?.device, token: player?.token || undefined }
    return (await this.dispatch({ envelope, openid: null, address: null, requestId: 'test' })) as Answer<OutputOf<N>>
  }

  /** Calls and expects success. */
  async call<N extends ProcedureName>(
    player: Pick<Player, 'token' | 'device'> | null,
    name: N,
    input: InputOf<N>,
    nonce?: string,
  ): Promise<OutputOf<N>> {
    const answer = await this.ask(player, name, input, nonce)
    if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)} ${this.reported.map(String).join()}`)
    return answer.data
  }

  /** The code of the refusal, or `ok`. */
  async codeOf<N extends ProcedureName>(
    player: Pick<Player, 'token' | 'device'> | null,
    name: N,
    input: InputOf<N>,
    nonce?: string,
  ): Promise<string> {
    const answer = await this.ask(player, name, input, nonce)
    return answer.ok ? 'ok' : answer.code
  }

  async publish(more: Partial<InputOf<'events.publish'>> = {}, by: Player = this.officer): Promise<WorldEvent> {
    const input = {
      homeId: this.home.east,
      title: '旧物改造工作坊',
      category: 'volunteer' as const,
      startsAt: START,
      endsAt: START + 3 * HOUR_MS,
      places: null,
      givesHours: true,
      checkedNotVolunteering: true,
      creditModule: 'volunteer' as const,
      creditHundredths: 25,
      ...more,
    }
    const published = await this.call(by, 'events.publish', input)
    return { ...published, startsAt: input.startsAt, endsAt: input.endsAt }
  }

  /**
   * A session (团委书记与你面对面) of the east, whose officer receives: three slots of twenty minutes with one place each, unless
   * said. Made by the store, as the rota's job makes them.
   */
  async session({
    at = 'east',
    host = at === 'east' ? this.officer : this.stranger,
    startsAt = START,
    slots = 3,
    slotMinutes = 20,
    places = 1,
    rotaId = null,
    orgId = this.org[at],
    homeId = this.home[at],
  }: {
    at?: 'east' | 'south'
    orgId?: string
    homeId?: string
    host?: Player
    startsAt?: number
    slots?: number
    slotMinutes?: number
    places?: number
    rotaId?: string | null
  } = {}): Promise<WorldSession> {
    const session = {
      id: this.ids.uuid(this.now),
      code: this.ids.publicCode(),
      secret: this.ids.secret(32),
      orgId,
      homeId,
      rotaId,
      day: dayOf(startsAt),
      hostId: host.id,
      startsAt,
      endsAt: startsAt + slots * slotMinutes * MINUTE_MS,
      slotMinutes,
      placesPerSlot: places,
    }
    await this.store.transaction(async (tx) => {
      await tx.sessions.insert(session, this.now)
      await tx.slots.lay(session.id, slotsOf(startsAt, session.endsAt, slotMinutes), places, this.now)
    })
    return { id: session.id, code: session.code, startsAt, endsAt: session.endsAt }
  }

  /** Decides on an event as it is now. */
  async review(by: Player, event: Pick<WorldEvent, 'id'>, decision: Partial<InputOf<'events.review'>> = {}): Promise<string> {
    const version = (await this.store.events.byId(event.id))!.version
    return this.codeOf(by, 'events.review', { eventId: event.id, version, approve: true, ...decision })
  }

  async secretOf(event: WorldEvent): Promise<Buffer> {
    const row = await this.database.kysely.selectFrom('event').select('secret').where('event_id', '=', event.id).executeTakeFirstOrThrow()
    return row.secret
  }

  /** The code a screen shows at an instant (now, unless said). */
  async codeAt(event: WorldEvent, at = this.now, purpose: Purpose = 'sign_in'): Promise<string> {
    return codeFor(await this.secretOf(event), purpose, event, stepOf(at))
  }

  /** The code that the phone of whoever receives shows at an instant (now, unless said). */
  async dutyCode(session: Pick<WorldSession, 'id' | 'code'>, at = this.now): Promise<string> {
    const { secret } = (await this.store.sessions.byId(session.id, null, this.now))!
    return dutyCodeFor(Buffer.from(secret, 'base64url'), session, stepOf(at))
  }

  /** The kinds of a person's messages, the newest first. */
  async messagesOf(player: Player): Promise<string[]> {
    return (await this.call(player, 'inbox.list', { limit: 100 })).items.map((message) => message.kind)
  }

  /** Scans what the screen shows now. */
  async scan(player: Pick<Player, 'token' | 'device'> | null, event: WorldEvent, purpose: Purpose = 'sign_in', nonce?: string) {
    return this.ask(player, 'attendance.scan', { code: await this.codeAt(event, this.now, purpose), delivery: 'live' }, nonce)
  }
}
