import type { Target } from '@core/contract/access'
import type { Instant } from '@core/contract/common'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { someNonce, type Player, type World, type WorldEvent } from '../fakes/world'
import type { Caller, County, Place } from './county'

/** `running`: people sign in now. `over`: it has ended and waits for its closing. `coming`: tomorrow. */
export type Stage = 'running' | 'over' | 'coming'

/**
 * One question of the matrix: who asks, and about what. Everything it needs is made for it alone, so that no cell changes
 * what another sees. A cell about what is `missing` has the ids of nothing.
 */
export class Cell {
  constructor(
    readonly county: County,
    readonly caller: Caller,
    readonly target: Target | 'missing',
  ) {}

  get now(): Instant {
    return this.county.world.now
  }

  /** Whether the caller may do things as a person. */
  get isPerson(): boolean {
    return this.caller.player !== null && this.caller.kind !== 'unconsented'
  }

  orgId(): string {
    return this.target === 'missing' ? this.noId() : this.place(this.target).orgId
  }

  homeId(): string {
    return this.target === 'missing' ? this.noId() : this.place(this.target).homeId
  }

  /** A fresh event of the target's organization; for a helper's own target they help at it. */
  async event(stage: Stage, more: Parameters<World['publish']>[0] = {}): Promise<WorldEvent> {
    const span = this.spanOf(stage)
    if (this.target === 'missing') return { id: this.noId(), code: this.county.world.ids.publicCode(), ...span }
    const { world } = this.county
    const { homeId, officer } = this.place(this.target)
    const event = await world.publish({ homeId, ...span, ...more }, officer)
    if (this.caller.kind === 'helper' && this.target === 'own') await world.grant(this.caller.player!, 'helper', null, event.id)
    return event
  }

  /** An event in which the caller is enrolled (`own`), or somebody else is. */
  async eventOfMine(stage: Stage = 'running'): Promise<WorldEvent> {
    const event = await this.event(stage)
    const player = await this.holder()
    if (player) await this.county.world.call(player, 'events.enroll', { eventId: event.id })
    return event
  }

  /** An event whose one place is taken, and before which the caller waits (`own`), or somebody else does. */
  async eventWaitedFor(mode: 'auto' | 'ask' = 'auto'): Promise<{ event: WorldEvent; inside: Player }> {
    const { world } = this.county
    const event = await this.event('coming', { places: 1 })
    const inside = await world.player('先到')
    if (this.target === 'missing') return { event, inside }
    await world.call(inside, 'events.enroll', { eventId: event.id })
    const player = await this.holder()
    if (player) await world.call(player, 'events.wait', { eventId: event.id, mode })
    return { event, inside }
  }

  /** An event of which the caller is offered a place (`own`), or somebody else is. */
  async eventOffered(): Promise<WorldEvent> {
    const { event, inside } = await this.eventWaitedFor('ask')
    if (this.target !== 'missing') await this.county.world.call(inside, 'events.leave', { eventId: event.id })
    return event
  }

  /** An event at which the caller has signed in (`own`), or somebody else has. */
  async eventAttended(): Promise<WorldEvent> {
    const event = await this.eventOfMine()
    const player = await this.holder()
    if (player) await this.county.world.scan(player, event)
    return event
  }

  /**
   * The ticket of a scan that was made without a log-in on the caller's phone (`own`), or on another one. `enrolled`: the
   * caller is, so that the ticket is good for a sign-in.
   */
  async ticket({ enrolled }: { enrolled: boolean }): Promise<string> {
    const { world } = this.county
    const event = enrolled ? await this.eventOfMine() : await this.event('running')
    if (this.target === 'missing') return `${event.code}.${someNonce()}.${someNonce()}`
    const device = this.target === 'own' ? this.caller.device : someNonce()
    const scanned = await world.scan({ token: '', device }, event)
    if (!scanned.ok || scanned.data.outcome !== 'ticket') throw new Error('a scan without a log-in gave no ticket')
    return scanned.data.ticket
  }

  private place(target: Target): Place {
    return this.county.placeFor(this.caller.kind, target)
  }

  /** Who has what a personal target is about; null where nobody may. */
  private async holder(): Promise<Player | null> {
    if (this.target === 'own') return this.isPerson ? this.caller.player : null
    return this.target === 'other' ? this.county.world.player('别人') : null
  }

  private noId(): string {
    return this.county.world.ids.uuid(this.now)
  }

  private spanOf(stage: Stage): { startsAt: Instant; endsAt: Instant } {
    if (stage === 'coming') return { startsAt: this.now + DAY_MS, endsAt: this.now + DAY_MS + HOUR_MS }
    if (stage === 'over') return { startsAt: this.now - 2 * HOUR_MS, endsAt: this.now - HOUR_MS / 2 }
    return { startsAt: this.now - 5 * MINUTE_MS, endsAt: this.now + HOUR_MS }
  }
}
