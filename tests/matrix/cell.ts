import type { Target } from '@core/contract/access'
import type { Instant } from '@core/contract/common'
import type { HomeStep } from '@core/contract/homes'
import type { InputOf } from '@core/contract/procedures'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { inParts, pdfOf } from '../fakes/documents'
import { someNonce, type Player, type World, type WorldEvent, type WorldSession } from '../fakes/world'
import type { Caller, County, Place } from './county'

/** A picture of one pixel, in base64. */
export const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** What somebody comes with. */
export const MATTER = { topic: 'work', question: '想开一家店' } as const

/** What somebody writes to an organization. */
export const WRITTEN = { topic: 'work', text: '想问问开店有什么补贴' } as const

/** How far a case has come. */
export type CaseStage = 'submitted' | 'accepted' | 'answered'

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

  /** An event that waits for the look of the organization above, with the version that is to be looked at. */
  async eventInReview(): Promise<WorldEvent & { version: number }> {
    const event = await this.event('coming')
    const db = this.county.world.database.kysely
    const changed = await db
      .updateTable('event')
      .set({ status: 'in_review', submitted_at: new Date(this.now) })
      .where('event_id', '=', event.id)
      .returning('version')
      .executeTakeFirst()
    return { ...event, version: changed?.version ?? 1 }
  }

  /** Somebody who belongs to the target's organization. */
  async member(): Promise<string> {
    if (this.target === 'missing') return this.noId()
    const { world } = this.county
    const { id } = await world.player('王小明')
    const at = new Date(this.now - DAY_MS)
    const membership = { person_id: id, org_id: this.place(this.target).orgId, kind: 'member' as const, from_at: at, created_at: at }
    await world.database.kysely.insertInto('membership').values(membership).execute()
    return id
  }

  /** A picture of the caller’s own (`own`; for who has none, one that everybody may see), or somebody else’s. */
  async picture(): Promise<string> {
    const { world } = this.county
    if (this.target === 'missing') return `${this.noId()}/${this.noId()}`
    const holder = (await this.holder()) ?? (await world.player('别人'))
    const file = { ownerId: holder.id, id: this.noId(), bytes: Buffer.from(PICTURE, 'base64'), mime: 'image/png' as const }
    return world.store.files.keep({ ...file, isPublic: this.target === 'own' && !this.isPerson }, this.now)
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

  /** The caller has something to read. */
  async messageToMe(): Promise<void> {
    const { world } = this.county
    if (!this.caller.player) return
    const message = { id: world.ids.uuid(this.now), personId: this.caller.player.id, kind: 'promoted' as const, params: { title: '墙绘' } }
    await world.store.inbox.send([{ ...message, eventId: null, homeId: null }], this.now)
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

  /** An event that runs, and somebody who is enrolled for it. */
  async eventWithGuest(): Promise<{ event: WorldEvent; guest: Player }> {
    const { world } = this.county
    const event = await this.event('running')
    const guest = await world.player('来客')
    if (this.target !== 'missing') await world.call(guest, 'events.enroll', { eventId: event.id })
    return { event, guest }
  }

  /** A photograph that the officer of an event has kept. */
  async photograph(): Promise<{ eventId: string; evidenceId: string }> {
    const event = await this.event('running')
    if (this.target === 'missing') return { eventId: event.id, evidenceId: this.noId() }
    const { officer } = this.place(this.target)
    const added = await this.county.world.call(officer, 'attendance.addEvidence', {
      eventId: event.id,
      kind: 'group_photo',
      picture: PICTURE,
    })
    return { eventId: event.id, evidenceId: added.id }
  }

  /** What the poster of a home says (`own`), or one that no home has. */
  async poster(): Promise<string> {
    const { world } = this.county
    const code = world.ids.publicCode()
    if (this.target !== 'own') return code
    const target_id = this.place('own').homeId
    await world.database.kysely
      .insertInto('public_code')
      .values({ code, kind: 'home', target_id, created_at: new Date(this.now) })
      .execute()
    return code
  }

  /** An event that is over, at which the caller was (`own`), or somebody else. `close`: and is closed. */
  async eventSurvived({ close }: { close: boolean }, guest: Player | null = null): Promise<WorldEvent> {
    const { world } = this.county
    const event = guest ? await this.event('running') : await this.eventAttended()
    if (this.target === 'missing') return event
    if (guest) await world.call(guest, 'events.enroll', { eventId: event.id })
    if (guest) await world.scan(guest, event)
    world.now = event.endsAt + HOUR_MS
    if (close) await world.call(this.place(this.target).officer, 'events.close', { eventId: event.id })
    return event
  }

  /** An objection that somebody made and nobody has answered. */
  async objection(): Promise<{ eventId: string; objectionId: string }> {
    const { world } = this.county
    const guest = await world.player('来客')
    const event = await this.eventSurvived({ close: true }, guest)
    if (this.target === 'missing') return { eventId: event.id, objectionId: this.noId() }
    await world.call(guest, 'events.object', { eventId: event.id, text: '我来了，手机没电' })
    const { objections } = await world.call(this.place(this.target).officer, 'events.afterwards', { eventId: event.id })
    return { eventId: event.id, objectionId: objections[0]!.id }
  }

  /** A home of the target's organization that nobody has touched yet, with these steps in its life, 200 days ago. */
  async freshHome(...steps: HomeStep[]): Promise<string> {
    const { world } = this.county
    const id = this.noId()
    if (this.target === 'missing') return id
    const { orgId, officer } = this.place(this.target)
    const at = new Date(this.now - 200 * DAY_MS)
    const page = { address: '', hours: '', services: [], duty_note: '', status: 'open' as const }
    await world.database.kysely
      .insertInto('home')
      .values({ id, org_id: orgId, name: '新的之家', ...page, created_at: at })
      .execute()
    for (const [index, step] of steps.entries()) {
      const evidence = step === 'proposed' ? JSON.stringify({ lastAt: null, idleDays: 200, eventsInYear: 0, visitsInYear: 0 }) : null
      const row = { home_id: id, n: index + 1, step, reason: '会上决定', evidence, by_id: officer.id, at, created_at: at }
      await world.database.kysely.insertInto('home_status').values(row).execute()
    }
    return id
  }

  /** A social organization that lives in a home of the target's. */
  async resident(): Promise<{ homeId: string; residentId: string }> {
    const homeId = await this.freshHome()
    const residentId = this.noId()
    const resident = { id: residentId, orgId: null, name: '绿芽环保社', about: '', since: '2026-09-01' }
    if (this.target !== 'missing') await this.county.world.store.residents.add(homeId, resident, this.now)
    return { homeId, residentId }
  }

  /** A rhythm of the target's organization. */
  async clock(): Promise<{ orgId: string; clockId: string }> {
    const { world } = this.county
    if (this.target === 'missing') return { orgId: this.noId(), clockId: this.noId() }
    const { orgId, officer } = this.place(this.target)
    const form = { orgId, kind: 'exchange_day', name: '交流日', startedOn: '2026-11-01' } as const
    return { orgId, clockId: (await world.call(officer, 'homes.saveClock', form)).id }
  }

  /** A session of the target's organization, with a host of its own: nobody is busy elsewhere. Its last slot has not begun. */
  async session(stage: 'running' | 'coming', slots = 3): Promise<WorldSession> {
    const { world } = this.county
    const { startsAt, endsAt } = this.spanOf(stage)
    if (this.target === 'missing') return { id: this.noId(), code: world.ids.publicCode(), startsAt, endsAt }
    const { orgId, homeId } = this.place(this.target)
    return world.session({ orgId, homeId, host: await this.host(), startsAt, slots })
  }

  /** Somebody who may receive for the target's organization. */
  async host(): Promise<Player> {
    const { world } = this.county
    const player = await world.player('值班的人')
    return this.target === 'missing' ? player : world.grant(player, 'officer', this.place(this.target).orgId)
  }

  /** A session that the caller has booked (`own`), or somebody else has. `cancel`: and has cancelled, too late. */
  async sessionOfMine(stage: 'running' | 'coming', { cancel = false } = {}): Promise<WorldSession> {
    const session = await this.session(stage)
    const player = await this.holder()
    if (player) await this.bookLast(session, player, { cancel })
    return session
  }

  /** A session whose one place is taken, and before which the caller waits (`own`), or somebody else does. */
  async sessionWaitedFor({ offered = false } = {}): Promise<WorldSession> {
    const { world } = this.county
    const session = await this.fullSession()
    const player = await this.holder()
    if (player) await world.call(player, 'sessions.wait', { sessionId: session.id, ...MATTER })
    if (player && offered) await world.call(session.inside, 'sessions.cancelBooking', { sessionId: session.id })
    return session
  }

  /** A session whose one place somebody else has. */
  async fullSession(): Promise<WorldSession & { inside: Player }> {
    const session = await this.session('coming', 1)
    const inside = await this.county.world.player('先到')
    if (this.target !== 'missing') await this.bookLast(session, inside, { slotNo: 1 })
    return { ...session, inside }
  }

  /** A session that runs, and somebody who is booked; `start`: who is being received; `cancel`: who has cancelled too late. */
  async sessionWithGuest({ start = false, cancel = false } = {}): Promise<{
    session: WorldSession
    guest: Player
    booking: { sessionId: string; bookingId: string }
  }> {
    const { world } = this.county
    const session = await this.session('running')
    const guest = await world.player('来客')
    if (this.target === 'missing') return { session, guest, booking: { sessionId: session.id, bookingId: this.noId() } }
    await this.bookLast(session, guest, { cancel })
    const { id } = (await world.store.slots.booking(session.id, guest.id))!
    const booking = { sessionId: session.id, bookingId: id }
    if (start) await world.call(this.place(this.target).officer, 'sessions.start', booking)
    return { session, guest, booking }
  }

  /** What the phone of whoever receives shows now. */
  async dutyCode(): Promise<string> {
    const { world } = this.county
    const { id, code } = await this.sessionOfMine('running')
    if (this.target !== 'missing') return world.dutyCode({ id, code })
    // There is no code of what is not there: one that nobody has booked.
    return world.dutyCode(await world.session({ startsAt: this.now }))
  }

  /** A weekly pattern of the target's organization, as an officer writes it. */
  async rotaForm(): Promise<InputOf<'sessions.saveRota'>> {
    const times = { weekday: 6, from: '09:00', to: '11:00', slotMinutes: 30, placesPerSlot: 1, startsOn: dayOf(this.now) }
    return { orgId: this.orgId(), rotaId: null, homeId: this.homeId(), hostIds: [(await this.host()).id], ...times }
  }

  /** A weekly pattern of the target's organization. */
  async rota(): Promise<{ orgId: string; rotaId: string }> {
    const form = await this.rotaForm()
    if (this.target === 'missing') return { orgId: form.orgId, rotaId: this.noId() }
    const { id } = await this.county.world.call(this.place(this.target).officer, 'sessions.saveRota', form)
    return { orgId: form.orgId, rotaId: id }
  }

  /** A case that somebody wrote to the target's organization; `mine`: that the caller did (`own`), or somebody else. */
  async caseFile(stage: CaseStage, { mine = false, anonymous = false } = {}): Promise<{ caseId: string }> {
    const { world } = this.county
    if (this.target === 'missing') return { caseId: this.noId() }
    const { orgId, officer } = this.place(this.target)
    const writer = (mine ? await this.holder() : null) ?? (await world.player('来信的人'))
    const written = await world.call(writer, 'cases.submit', { kind: 'question', orgId, ...WRITTEN, anonymous })
    if (stage !== 'submitted') await world.call(officer, 'cases.accept', { ...written, ownerId: null })
    if (stage === 'answered') await world.call(officer, 'cases.answer', { ...written, outcome: 'resolved', text: '可以申请' })
    return written
  }

  /** An anonymous case whose person's name is asked for. Put into its history by hand: nobody asks at an organization that has none above. */
  async caseToUnmask(): Promise<{ caseId: string }> {
    const { world } = this.county
    const { caseId } = await this.caseFile('accepted', { anonymous: true })
    if (this.target === 'missing') return { caseId }
    const { orgId, officer } = this.place(this.target)
    const asked = {
      id: this.noId(),
      caseId,
      step: 'unmask_asked' as const,
      byId: officer.id,
      byOrgId: orgId,
      textEnc: '0.要联系到人',
      files: [],
    }
    await world.store.cases.append(asked, this.now)
    return { caseId }
  }

  /** A service that the target's organization offers. */
  async service(): Promise<{ orgId: string; serviceId: string }> {
    const { world } = this.county
    if (this.target === 'missing') return { orgId: this.noId(), serviceId: this.noId() }
    const { orgId, officer } = this.place(this.target)
    const { id } = await world.call(officer, 'cases.saveService', { orgId, serviceId: null, name: '简历会诊', about: '' })
    return { orgId, serviceId: id }
  }

  /** An answer that an officer of the target's organization proposes for the library. */
  async proposedAnswer(): Promise<{ orgId: string; answerId: string }> {
    const { world } = this.county
    if (this.target === 'missing') return { orgId: this.noId(), answerId: this.noId() }
    const { orgId, officer } = this.place(this.target)
    const { caseId } = await this.caseFile('answered')
    await world.call(officer, 'cases.proposeAnswer', { caseId, question: '开店有什么补贴？', answer: '带身份证到窗口申请。' })
    const { items } = await world.call(officer, 'cases.answersToCheck', { orgId })
    return { orgId, answerId: items.find(({ published }) => !published)!.id }
  }

  /** A document whose parts the caller has sent, as it is asked to be kept. */
  async document(): Promise<InputOf<'files.keepDocument'>> {
    const { parts, sha256 } = inParts(pdfOf())
    const upload = someNonce()
    if (this.isPerson) await this.county.world.call(this.caller.player!, 'files.keepPart', { upload, n: 1, of: 1, content: parts[0]! })
    return { upload, name: '材料', sha256 }
  }

  private async bookLast(session: WorldSession, player: Player, { slotNo = 3, cancel = false }): Promise<void> {
    const { world } = this.county
    await world.call(player, 'sessions.book', { sessionId: session.id, slotNo, ...MATTER })
    if (cancel) await world.call(player, 'sessions.cancelBooking', { sessionId: session.id })
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
