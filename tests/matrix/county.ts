import type { CallerKind, Target } from '@core/contract/access'
import { AppError } from '@core/contract/errors'
import type { ProcedureName } from '@core/contract/procedures'
import type { Answer } from '@core/contract/envelope'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { createDispatch, type Dispatch } from '@cloud/dispatch'
import type { Store } from '@cloud/store/store'
import { DATA_KEY, someNonce, START, World, type Player, type WorldEvent } from '../fakes/world'

/** An organization with its home and somebody who publishes for it. */
export interface Place {
  orgId: string
  homeId: string
  officer: Player
}

/** The code of a `wx.login` that this product's WeChat knows; any other is refused. */
export const GOOD_WECHAT_CODE = 'known'

/**
 * Two counties: one with the townships east and south, one with the township west, each with a home. Somewhere else again
 * somebody has hours, credits and events, of which no answer to anybody else may speak.
 */
export class County {
  private readonly dispatch: Dispatch

  private constructor(
    readonly world: World,
    readonly places: Record<'above' | 'east' | 'south' | 'west', Place>,
    /** What would be a leak in anybody else's answer. */
    readonly secrets: readonly string[],
    /** An event of the east, for the helper's grant where a call is about no event. */
    readonly helped: WorldEvent,
    change: (store: Store) => Store,
  ) {
    this.dispatch = createDispatch({
      store: change(world.store),
      clock: { now: () => world.now },
      ids: world.ids,
      publicUrl: 'https://qn.example',
      demo: false,
      openidForCode,
      dataKeys: [DATA_KEY],
      report: (error) => world.reported.push(error),
      checkOutput: true,
    })
  }

  /** Lays the ground. `change` may take a guard out of the store that calls meet. */
  static async open(change: (store: Store) => Store = (store) => store): Promise<County> {
    const world = await World.open({ openidForCode })
    const above = await addPlace(world, 'county', null, world.org.county)
    const otherCounty = await addPlace(world, 'county', null, null)
    const west = await addPlace(world, 'township', otherCounty.orgId, null)
    const east = { orgId: world.org.east, homeId: world.home.east, officer: world.officer }
    const south = { orgId: world.org.south, homeId: world.home.south, officer: world.stranger }
    const secrets = await liveElsewhere(world, await addPlace(world, 'township', otherCounty.orgId, null))
    const helped = await world.publish()
    return new County(world, { above, east, south, west }, secrets, helped, change)
  }

  close(): Promise<void> {
    return this.world.close()
  }

  /** One call, as the host hands it in. */
  async ask(caller: Caller, name: ProcedureName, input: unknown): Promise<Answer<unknown>> {
    const { device, player } = caller
    const envelope = { name, input, nonce: someNonce(), device, token: player?.token }
    return this.dispatch({ envelope, openid: null, address: null, requestId: 'matrix' })
  }

  /** Somebody new of a kind, with their role. */
  async caller(kind: CallerKind): Promise<Caller> {
    const { world, places } = this
    const player = kind === 'nobody' ? null : await world.player('青年', kind !== 'unconsented')
    const caller = { kind, player, device: player?.device ?? someNonce() }
    if (!player) return caller
    if (kind === 'unconsented' || kind === 'officer') await world.grant(player, 'officer', places.east.orgId)
    if (kind === 'helper') await world.grant(player, 'helper', null, this.helped.id)
    if (kind === 'secretary') await world.grant(player, 'secretary', places.east.orgId)
    if (kind === 'parents_secretary') await world.grant(player, 'secretary', places.above.orgId)
    if (kind === 'others_secretary') await world.grant(player, 'secretary', places.south.orgId)
    if (kind === 'expired') await world.grant(player, 'officer', places.east.orgId, null, world.now)
    return caller
  }

  /** Whose target it is: the caller's own place, or the nearest that is not theirs. */
  placeFor(kind: CallerKind, target: Target): Place {
    const { above, east, south, west } = this.places
    if (target === 'own') return kind === 'others_secretary' ? south : east
    if (kind === 'helper') return east
    if (kind === 'secretary') return above
    if (kind === 'parents_secretary') return west
    return kind === 'others_secretary' ? east : south
  }
}

/** Who calls in one cell. */
export interface Caller {
  kind: CallerKind
  /** Null: nobody is logged in. */
  player: Player | null
  device: string
}

function openidForCode(code: string): Promise<string> {
  return code === GOOD_WECHAT_CODE ? Promise.resolve(`openid-${someNonce()}`) : Promise.reject(new AppError('login_failed'))
}

/** A home with an officer, at an organization that is there (`orgId`) or a new one. */
async function addPlace(world: World, kind: 'county' | 'township', parentId: string | null, orgId: string | null): Promise<Place> {
  const db = world.database.kysely
  const created_at = new Date(world.now)
  const id = orgId ?? world.ids.uuid(world.now)
  if (orgId === null) {
    const parent = await db.selectFrom('org').select('path').where('id', '=', parentId!).executeTakeFirst()
    await db
      .insertInto('org')
      .values({ id, parent_id: parentId, kind, name: '别处', path: `${parent?.path ?? '/'}${id}/`, created_at })
      .execute()
  }
  const homeId = world.ids.uuid(world.now)
  const home = { id: homeId, org_id: id, name: '别处之家', address: '', hours: '', services: [], duty_note: '', status: 'open' as const }
  await db
    .insertInto('home')
    .values({ ...home, created_at })
    .execute()
  return { orgId: id, homeId, officer: await world.grant(await world.player('王洁'), 'officer', id) }
}

/** Somebody who has everything of their own; answers what would betray them. Their own answers do. */
async function liveElsewhere(world: World, { orgId, homeId, officer }: Place): Promise<string[]> {
  const person = await world.player('林知远')
  const closed = await world.publish({ homeId, title: '林间小课堂' }, officer)
  const coming = await world.publish({ homeId, title: '林间大课堂', startsAt: START + DAY_MS, endsAt: START + DAY_MS + HOUR_MS }, officer)
  for (const event of [closed, coming]) await world.call(person, 'events.enroll', { eventId: event.id })
  world.now = closed.startsAt
  await world.scan(person, closed)
  world.now = closed.endsAt
  await world.scan(person, closed, 'sign_out')
  await world.call(officer, 'events.close', { eventId: closed.id })
  world.now += 10 * MINUTE_MS
  const session = await world.session({ orgId, homeId, host: officer, startsAt: START + 2 * DAY_MS })
  const question = '林间的一件私事'
  await world.call(person, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'life', question, anonymous: true })
  const text = '林间的一件难事'
  await world.call(person, 'cases.submit', { kind: 'complaint', orgId, topic: 'rights', text, anonymous: true })
  const secrets = [person.id, person.name, closed.id, coming.id, question, text]
  const asked = [
    await world.call(person, 'hours.mine', {}),
    await world.call(person, 'transcript.mine', {}),
    await world.call(person, 'events.mine', { when: 'coming' }),
    await world.call(person, 'sessions.mine', { when: 'coming' }),
    await world.call(person, 'cases.mine', { when: 'open' }),
    await world.call(person, 'people.who', {}),
    // The first pass of all: it makes the key that later ones find.
    await world.call(person, 'attendance.pass', {}),
  ]
  for (const answer of asked) if (!betrays(answer, secrets)) throw new Error(`nothing to betray in ${JSON.stringify(answer)}`)
  return secrets
}

/** Whether an answer speaks of somebody whom it does not concern. */
export function betrays(answer: unknown, secrets: readonly string[]): boolean {
  const text = JSON.stringify(answer)
  return secrets.some((secret) => text.includes(secret))
}
