import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import type { Answer } from '@core/contract/envelope'
import { AppError } from '@core/contract/errors'
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import type { Purpose } from '@core/contract/attendance'
import type { RotaForm } from '@core/contract/sessions'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { slotsOf } from '@core/rules/sessions/rota'
import { dayOf, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { createDispatch, type Dispatch } from '@cloud/dispatch'
import { createLog } from '@cloud/hosts/log'
import { startNodeHost, type NodeHost } from '@cloud/hosts/node'
import { createJobs } from '@cloud/jobs'
import { randomIds } from '@cloud/services/ids'
import { createDatabase, type DatabaseAddress, type OpenDatabase } from '@cloud/store/open'
import { createStore } from '@cloud/store/store'

const WEB_ROOT = path.resolve(__dirname, '../../dist/h5')

/** A Saturday, twenty minutes before most of its events begin: what a new event is offered is this very afternoon. */
export const AFTERNOON = instantOf('2026-11-21', '13:40')

/** A person of the demonstration, or one added by a test. */
export interface Townsman {
  id: string
  name: string
}

/** An event of a test. */
export interface TownEvent {
  id: string
  code: string
  title: string
  secret: Uint8Array
}

/** A session of 面对面 of a test. */
export interface TownSession {
  id: string
  code: string
  startsAt: number
}

/** When a session of a test begins, and how it is divided. */
export interface SessionPlan {
  startsAt: number
  slots?: number
  slotMinutes?: number
  places?: number
}

/**
 * The demonstration's city on the real host: its procedures, its database, the web app as it was built. Its clock goes on
 * by itself from the afternoon on and can be moved ahead; every browser that visits follows it.
 */
export class Town {
  /** What the server could not answer properly; nothing, after a good test. */
  readonly faults: unknown[] = []
  private shift = 0
  private newcomers = 0
  private readonly followers = new Set<() => Promise<void>>()
  private readonly tokens = new Map<string, string>()
  private readonly devices = new Map<string, string>()
  private readonly dispatch: Dispatch
  private readonly jobs: () => Promise<void>
  private host: NodeHost | null = null

  private constructor(
    readonly url: string,
    readonly database: OpenDatabase,
  ) {
    const parts = { store: createStore(database.kysely), clock: { now: () => this.now() }, ids: randomIds }
    this.jobs = createJobs(parts)
    this.dispatch = createDispatch({
      ...parts,
      publicUrl: url,
      demo: true,
      openidForCode: () => Promise.reject(new AppError('login_unavailable')),
      report: (error, about) => void this.faults.push({ ...about, error }),
      checkOutput: true,
    })
  }

  /** Serves a database with the demonstration on a free port of this machine. `startsAt`: when it was laid. */
  static async open(connection: DatabaseAddress, startsAt = AFTERNOON): Promise<Town> {
    if (!existsSync(path.join(WEB_ROOT, 'index.html'))) {
      throw new Error('The web app is not built: run `npm run build -- h5` first. 网页还没有构建。')
    }
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const database = createDatabase(connection)
    const town = new Town(url, database)
    town.shift = startsAt - Date.now()
    try {
      await town.serve(port)
    } catch (error) {
      await database.close()
      throw error
    }
    return town
  }

  private async serve(port: number): Promise<void> {
    this.host = await startNodeHost({
      dispatch: this.dispatch,
      port,
      address: '127.0.0.1',
      publicUrl: this.url,
      webRoot: WEB_ROOT,
      log: createLog('silent'),
      health: () => Promise.resolve(true),
      publicFile: (ref) => createStore(this.database.kysely).files.publicContent(ref),
      trustWxHeaders: false,
      // One machine looks at more pages in a minute here than a campus does.
      limits: { perPerson: 6_000, doorPerAddress: 6_000, readsPerAddress: 6_000, unprovenPerAddress: 6_000 },
    })
  }

  async close(): Promise<void> {
    await this.host?.close()
    await this.database.close()
  }

  now(): number {
    return Date.now() + this.shift
  }

  /** What the clocks of this city are ahead of this machine's, ms. */
  get ahead(): number {
    return this.shift
  }

  /** Moves the clock of the server, and of all who follow it, to a later instant. */
  async moveTo(at: number): Promise<void> {
    if (at < this.now()) throw new Error('time goes on')
    this.shift = at - Date.now()
    await Promise.all([...this.followers].map((follow) => follow()))
  }

  /** What a host does every ten seconds without anybody calling, once through. */
  tick(): Promise<void> {
    return this.jobs()
  }

  /** Calls `moved` after every move; the answer ends it. */
  follow(moved: () => Promise<void>): () => void {
    this.followers.add(moved)
    return () => this.followers.delete(moved)
  }

  /** Somebody of the demonstration, by name. */
  async person(name: string): Promise<Townsman> {
    const row = await this.database.kysely
      .selectFrom('person')
      .innerJoin('identity', 'identity.person_id', 'person.id')
      .select('person.id')
      .where('person.name', '=', name)
      .where('identity.provider', '=', 'demo')
      .executeTakeFirstOrThrow()
    return { id: row.id, name }
  }

  /** Members of an organization of the demonstration, by its name, whom nobody can log in as. */
  membersOf(orgName: string, count: number): Promise<Townsman[]> {
    return this.database.kysely
      .selectFrom('membership')
      .innerJoin('org', 'org.id', 'membership.org_id')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .leftJoin('identity', 'identity.person_id', 'person.id')
      .select(['person.id', 'person.name'])
      .where('org.name', '=', orgName)
      .where('identity.person_id', 'is', null)
      .orderBy('person.name')
      .limit(count)
      .execute()
  }

  /** Somebody who has never been here: to be chosen at the log-in, without consent yet. */
  async newcomer(name: string): Promise<Townsman> {
    const { kysely } = this.database
    const at = new Date(this.now())
    const id = randomIds.uuid(this.now())
    await kysely.insertInto('person').values({ id, name, consented_at: null, privacy_version: null, created_at: at }).execute()
    await kysely
      .insertInto('identity')
      .values({ provider: 'demo', subject: `00 第一次来（${++this.newcomers}）`, person_id: id, created_at: at })
      .execute()
    return { id, name }
  }

  /** Somebody who has never been here, with a role at an organization of the demonstration, by its name, and with consent. */
  async appoint(name: string, role: 'officer' | 'secretary', orgName: string): Promise<Townsman> {
    const { kysely } = this.database
    const { id: org_id } = await kysely.selectFrom('org').select('id').where('name', '=', orgName).executeTakeFirstOrThrow()
    const who = await this.newcomer(name)
    await this.call(who, 'people.consent', { name, privacyVersion: 1 })
    const [id, at] = [randomIds.uuid(this.now()), new Date(this.now())]
    const grant = { id, person_id: who.id, role, org_id, event_id: null, by_id: who.id, from_at: at, created_at: at }
    await kysely.insertInto('role_grant').values(grant).execute()
    return who
  }

  /** Calls a procedure as somebody, with their own phone or that of somebody else, past all pages. Throws its refusal. */
  async call<N extends ProcedureName>(who: Townsman, name: N, input: InputOf<N>, phoneOf = who): Promise<OutputOf<N>> {
    let token = this.tokens.get(who.id) ?? null
    const device = this.devices.get(phoneOf.id) ?? randomIds.secret(16)
    this.devices.set(phoneOf.id, device)
    if (token === null) token = (await this.answer('people.demoLogin', { personId: who.id }, device, null)).token
    if (token !== null) this.tokens.set(who.id, token)
    return this.answer(name, input, device, token)
  }

  private async answer<N extends ProcedureName>(name: N, input: InputOf<N>, device: string, token: string | null): Promise<OutputOf<N>> {
    const envelope = { name, input, nonce: randomIds.secret(16), device, ...(token === null ? {} : { token }) }
    const answer = (await this.dispatch({ envelope, openid: null, address: null, requestId: 'town' })) as Answer<OutputOf<N>>
    if (!answer.ok) throw new AppError(answer.code, answer.params)
    return answer.data
  }

  /** Publishes an event of three hours that gives hours and credits, by an officer, with the given differences. */
  async publish(officer: Townsman, home: string, more: Partial<InputOf<'events.publish'>> = {}): Promise<TownEvent> {
    const { kysely } = this.database
    const { id: homeId } = await kysely.selectFrom('home').select('id').where('name', '=', home).executeTakeFirstOrThrow()
    const startsAt = more.startsAt ?? instantOf('2026-11-21', '14:00')
    const input = {
      homeId,
      title: '周末图书整理',
      category: 'volunteer' as const,
      startsAt,
      endsAt: startsAt + 3 * HOUR_MS,
      places: 30,
      givesHours: true,
      checkedNotVolunteering: true,
      creditModule: 'volunteer' as const,
      creditHundredths: 25,
      ...more,
    }
    const { id, code } = await this.call(officer, 'events.publish', input)
    const { secret } = await kysely.selectFrom('event').select('secret').where('event_id', '=', id).executeTakeFirstOrThrow()
    return { id, code, title: input.title, secret }
  }

  /**
   * A rota by an officer, who receives: two slots of half an hour every Sunday at ten, from the 29th on, with the given
   * differences. Answers its first session.
   */
  async rota(officer: Townsman, home: string, more: Partial<RotaForm> = {}): Promise<TownSession> {
    const { kysely } = this.database
    const { homeId, orgId } = await kysely
      .selectFrom('home')
      .select(['id as homeId', 'org_id as orgId'])
      .where('name', '=', home)
      .executeTakeFirstOrThrow()
    const form = {
      weekday: 0,
      from: '10:00',
      to: '11:00',
      slotMinutes: 30,
      placesPerSlot: 1,
      hostIds: [officer.id],
      startsOn: '2026-11-29',
    }
    const rota = await this.call(officer, 'sessions.saveRota', { orgId, rotaId: null, homeId, ...form, ...more })
    const { items } = await this.call(officer, 'sessions.plan', { orgId })
    const { id, code, startsAt } = items.find(({ rotaId }) => rotaId === rota.id)!
    return { id, code, startsAt }
  }

  /** One session without a rota: six slots of half an hour for one person each, unless said. */
  async session(host: Townsman, home: string, { startsAt, slots = 6, slotMinutes = 30, places = 1 }: SessionPlan): Promise<TownSession> {
    const { kysely } = this.database
    const owner = await kysely
      .selectFrom('home')
      .select(['id as homeId', 'org_id as orgId'])
      .where('name', '=', home)
      .executeTakeFirstOrThrow()
    const ids = { id: randomIds.uuid(this.now()), code: randomIds.publicCode(), secret: randomIds.secret(32) }
    const times = { startsAt, endsAt: startsAt + slots * slotMinutes * MINUTE_MS, day: dayOf(startsAt), slotMinutes, placesPerSlot: places }
    await createStore(kysely).transaction(async (tx) => {
      await tx.sessions.insert({ ...ids, ...owner, ...times, rotaId: null, hostId: host.id }, this.now())
      await tx.slots.lay(ids.id, slotsOf(startsAt, times.endsAt, slotMinutes), places, this.now())
    })
    return { id: ids.id, code: ids.code, startsAt }
  }

  /** The link in the code that an event's screen shows at an instant (now, unless said). */
  linkOf(event: TownEvent, purpose: Purpose = 'sign_in', at = this.now()): string {
    return `${this.url}/q/${codeFor(event.secret, purpose, event, stepOf(at))}`
  }
}

/** A port that nobody listens on at this moment. The address has to be known before the host starts: it is in every link. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
