/** What people do with their phones: the way of the pages (features/attendance/use-scan.ts, forgot-sign-out.tsx) without the pages. */
import type { Purpose, ScanInput, ScanOutcome } from '@core/contract/attendance'
import { AppError, type ErrorCode } from '@core/contract/errors'
import type { InputOf } from '@core/contract/procedures'
import { formatCode, parseScan, stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import type { Attempt } from '@/sync/delivery'
import type { App } from './phone'
import type { Person, TownEvent } from './town'
import type { Operation } from './witness'

type Ticket = Extract<ScanOutcome, { outcome: 'ticket' }>

/** Holds the phone before the venue's screen, and goes on with what comes of it. `owner` logs in where that is asked for. */
export async function scan(app: App, event: TownEvent, purpose: Purpose, owner: Person): Promise<void> {
  const { phone } = app
  const code = codeFor(event.secret, purpose, event, stepOf(phone.around.time.now))
  const twin = waitingTwin(app, code)
  if (twin !== null) {
    await app.outbox.attempt(twin)
    return
  }
  const live: ScanInput = { code, delivery: 'live' }
  const { witness } = phone.around
  const asking = { person: phone.person, at: witness.tick() }
  const attempt = await app.outbox.sendNow(app.draft('attendance.scan', { ...live, delivery: 'stored' }, event), live)
  if (asking.person && attempt.state === 'refused' && attempt.error.code === 'not_enrolled_full')
    hearOf(app, witness.invoke(event.id, asking.person.id, 'enroll', asking.at), 'full')
  const outcome = attempt.state === 'delivered' ? (attempt.answer as ScanOutcome) : null
  if (attempt.state === 'refused') letGo(app, attempt.nonce)
  if (outcome?.outcome !== 'ticket' || attempt.state !== 'delivered') return
  letGo(app, attempt.nonce)
  if (outcome.need === 'login') {
    phone.person = null
    phone.logIn(owner)
    await redeem(app, event, code, outcome)
  } else if (outcome.need === 'walk_in') await walkIn(app, event, outcome)
}

/** 「报名」 */
export async function enroll(app: App, event: TownEvent): Promise<void> {
  const { person, around } = app.phone
  if (!person) return
  const operation = around.witness.invoke(event.id, person.id, 'enroll')
  try {
    await app.request('events.enroll', { eventId: event.id })
    hearOf(app, operation, 'enrolled')
  } catch (thrown) {
    hearRefusal(app, operation, thrown, { event_full: 'full' })
  }
}

/** 「取消报名」 */
export async function leave(app: App, event: TownEvent): Promise<void> {
  const { person, around } = app.phone
  if (!person) return
  const operation = around.witness.invoke(event.id, person.id, 'leave')
  try {
    await app.request('events.leave', { eventId: event.id })
    hearOf(app, operation, 'left')
  } catch (thrown) {
    hearRefusal(app, operation, thrown, { not_enrolled: 'not_enrolled', already_signed_in: 'already_signed_in' })
  }
}

/** 「候补」 */
export async function wait(app: App, event: TownEvent, mode: 'auto' | 'ask'): Promise<void> {
  await ask(() => app.request('events.wait', { eventId: event.id, mode }))
}

/** 「退出候补」 */
export async function stopWaiting(app: App, event: TownEvent): Promise<void> {
  await ask(() => app.request('events.stopWaiting', { eventId: event.id }))
}

/** 「我要去」 or 「让给下一位」 */
export async function answerOffer(app: App, event: TownEvent, accept: boolean): Promise<void> {
  await ask(() => app.request('events.answerOffer', { eventId: event.id, accept }))
}

/** Asks, and takes a refusal as an answer. */
export async function ask(request: () => Promise<unknown>): Promise<void> {
  try {
    await request()
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
  }
}

/** 「忘了签退」: says that they left when the event ended. */
export async function proposeLeave(app: App, event: TownEvent): Promise<void> {
  if (!app.phone.person) return
  const attempt = await app.outbox.sendNow(app.draft('attendance.proposeLeave', { eventId: event.id, leftAt: event.endsAt }, event))
  if (attempt.state === 'refused') letGo(app, attempt.nonce)
}

/** 「完结」: looks at the lines, confirms what came late and fills in when people left. */
export async function close(app: App, event: TownEvent): Promise<void> {
  try {
    const { lines } = await app.call('events.closing', { eventId: event.id })
    const open = lines.filter((line) => !line.settled)
    const input: InputOf<'events.close'> = {
      eventId: event.id,
      confirm: open.filter((line) => line.delayed && !line.confirmed).map((line) => line.personId),
      left: open.flatMap(({ personId, suggestedLeftAt }) => (suggestedLeftAt === null ? [] : [{ personId, leftAt: suggestedLeftAt }])),
    }
    await app.request('events.close', input)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
  }
}

/** The scan that already lies on the phone and says the same. */
function waitingTwin(app: App, code: string): string | null {
  const { phone } = app
  const person = phone.person?.id ?? null
  if (person === null && phone.online) return null
  const scanned = parseScan(code)!
  const twin = app.outbox.records().find((record) => {
    if (record.state !== 'waiting' || record.person !== person || record.procedure !== 'attendance.scan') return false
    const other = parseScan((record.input as ScanInput).code)
    if (other?.eventCode !== scanned.eventCode || other.purpose !== scanned.purpose) return false
    return scanned.purpose === 'sign_in' || other.step === scanned.step
  })
  return twin?.nonce ?? null
}

/** 「报名并签到」 */
async function walkIn(app: App, event: TownEvent, { ticket }: Ticket): Promise<void> {
  const { person, around } = app.phone
  if (!person) return
  const operation = around.witness.invoke(event.id, person.id, 'enroll')
  try {
    const came = (await app.request('attendance.walkIn', { ticket })) as ScanOutcome
    // A repeat says only that they had come, which those who were delayed may without a place.
    hearOf(app, operation, came.outcome === 'signed_in' ? 'enrolled' : null)
  } catch (thrown) {
    hearRefusal(app, operation, thrown, { event_full: 'full', not_enrolled_full: 'full' })
  }
}

/** After the log-in: the ticket, and where no answer comes the scan itself, which is good for days. */
async function redeem(app: App, event: TownEvent, code: string, { ticket }: Ticket): Promise<void> {
  const attempt = await app.outbox.sendNow(app.draft('attendance.redeem', { ticket }, event))
  if (attempt.state === 'refused' || isTicket(attempt)) letGo(app, attempt.nonce)
  if (attempt.state !== 'saved') return
  try {
    app.outbox.keep(app.draft('attendance.scan', { code: formatCode(parseScan(code)!), delivery: 'stored' }, event))
    letGo(app, attempt.nonce)
  } catch {
    // No room for another record: the one that lies there goes on trying.
  }
}

function isTicket(attempt: Attempt): attempt is Extract<Attempt, { state: 'delivered' }> {
  return attempt.state === 'delivered' && (attempt.answer as ScanOutcome).outcome === 'ticket'
}

/** The person has read what came of a record. */
function letGo(app: App, nonce: string): void {
  const title = app.outbox.records().find((record) => record.nonce === nonce)?.title
  const kept = title === undefined ? undefined : app.phone.around.witness.kept.get(title)
  if (kept) kept.letGo = true
  try {
    app.outbox.remove(nonce)
  } catch {
    // A full disk: it stays in the list.
  }
}

function hearOf(app: App, operation: Operation, answer: Operation['answer']): void {
  if (app.isAlive()) app.phone.around.witness.hear(operation, answer)
}

function hearRefusal(
  app: App,
  operation: Operation,
  thrown: unknown,
  answers: Partial<Record<ErrorCode, NonNullable<Operation['answer']>>>,
) {
  if (!(thrown instanceof AppError)) throw thrown
  // No answer, or none that says what happened: it may have been done or not.
  if (NOT_HEARD.has(thrown.code)) return
  hearOf(app, operation, answers[thrown.code] ?? null)
}

const NOT_HEARD: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['offline', 'timeout', 'unavailable', 'server_error'])
