import { useCallback, useRef, useState } from 'react'
import type { PosterOutcome, ScanInput, ScannedEvent, ScanOutcome } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import { formatCode, parseScan, type ScannedCode } from '@core/rules/attendance/code'
import { readScanned, type Scanned } from '@core/rules/attendance/scanned'
import { formatDutyCode } from '@core/rules/sessions/duty-code'
import { now } from '@/platform/clock'
import { isOnline } from '@/platform/network'
import { vibrate } from '@/platform/navigation'
import { decodePhoto, scanCode } from '@/platform/scan'
import { request } from '@/sync/calls'
import type { Attempt } from '@/sync/delivery'
import { attemptRecord, keepRecord, removeRecord, sendNow, useOutbox } from '@/sync/outbox'
import type { OutboxRecord } from '@/sync/record'
import { currentSession, signOff } from '@/sync/session'
import { knownTitle } from './known-title'
import type { ScanResult } from './result-of'
import { postPoster, type ScannedPoster } from './poster'
import { serverNow } from './server-clock'
import { dropTicket, keepTicket, liveTicket, type KeptTicket } from './ticket'

/**
 * Where a scan stands. `ticket`: it counts, and the page asks for what is missing; `poster`: a home's poster lacks a log-in;
 * `choose`: several events at that home could be meant; `duty`: the code of a session lacks a log-in.
 */
export type ScanStep =
  | { at: 'start' }
  | { at: 'sending'; scanned: Scanned | null }
  | { at: 'ticket'; kept: KeptTicket; busy: boolean; problem: AppError | null }
  | { at: 'poster'; poster: ScannedPoster }
  | { at: 'choose'; poster: ScannedPoster; homeName: string; events: readonly ScannedEvent[] }
  | { at: 'duty'; scanned: ScannedDuty }
  | { at: 'result'; scanned: Scanned | null; result: ScanResult }

type ScannedDuty = Extract<Scanned, { kind: 'duty' }>

export interface ScanModel {
  step: ScanStep
  /** Called once, when the page has been opened: posts the code it was opened with, or opens the camera. */
  begin(): Promise<void>
  /** Opens the camera; null from it leaves everything as it is. */
  scan(): Promise<void>
  photo(): Promise<void>
  /** After the log-in: makes the kept scan a sign-in, or sends the poster or the code of a session that was scanned. */
  redeem(): Promise<void>
  /** Says which event at the home of a poster is meant. */
  choose(eventId: string): Promise<void>
  /** 「报名并签到」 */
  walkIn(): Promise<void>
}

/**
 * The way of a scan: posted at once, before any log-in, kept on the phone where no answer comes. `entry` is the code that
 * the page was opened with; without one a ticket that waits goes on. `expected` is the event on whose page the scan is
 * made.
 */
export function useScan(expected: string | undefined, entry: string | null): ScanModel {
  const [step, setStep] = useState<ScanStep>(() => (entry === null ? resumed(expected) : { at: 'sending', scanned: null }))
  const running = useRef(false)

  /** One thing at a time: a second press or a second code while one is under way is nothing. */
  const alone = useCallback(async (work: () => Promise<void>) => {
    if (running.current) return
    running.current = true
    try {
      await work()
    } finally {
      running.current = false
    }
  }, [])

  const show = useCallback((scanned: Scanned | null, result: ScanResult) => {
    vibrate()
    setStep({ at: 'result', scanned, result })
  }, [])

  const sendPoster = useCallback(
    async (poster: ScannedPoster) => {
      const scanned: Scanned = { kind: 'home', homeCode: poster.homeCode }
      setStep({ at: 'sending', scanned })
      const posted = posterResult(await postPoster(poster))
      if ('events' in posted) setStep({ at: 'choose', poster, homeName: posted.homeName, events: posted.events })
      else show(scanned, posted)
    },
    [show],
  )

  /** Whoever comes to be received: asked on line, since their booking is there; the host can also press their name. */
  const arrive = useCallback(
    async (scanned: ScannedDuty) => {
      setStep({ at: 'sending', scanned })
      try {
        show(scanned, { kind: 'received', checkedIn: await request('sessions.checkInByCode', { code: formatDutyCode(scanned.code) }) })
      } catch (thrown) {
        const error = thrown instanceof AppError ? thrown : new AppError('server_error')
        if (error.code === 'not_logged_in') setStep({ at: 'duty', scanned })
        else show(scanned, { kind: 'refused', error })
      }
    },
    [show],
  )

  const take = useCallback(
    (text: string) =>
      alone(async () => {
        const scanned = readScanned(text)
        if (!scanned) {
          show(null, { kind: 'refused', error: new AppError('code_unreadable') })
        } else if (scanned.kind === 'home') {
          const poster = { homeCode: scanned.homeCode, at: serverNow() }
          // Without a network nobody can log in: it waits on the phone for their word.
          if (currentSession().person?.consented || !isOnline()) await sendPoster(poster)
          else setStep({ at: 'poster', poster })
        } else if (scanned.kind === 'duty') {
          if (currentSession().person?.consented || !isOnline()) await arrive(scanned)
          else setStep({ at: 'duty', scanned })
        } else if (scanned.kind === 'code') {
          setStep({ at: 'sending', scanned })
          const posted = await post(scanned.code, expected)
          if ('kept' in posted) setStep({ at: 'ticket', kept: posted.kept, busy: false, problem: null })
          else show(scanned, posted)
        } else show(scanned, { kind: 'pass', what: scanned.kind })
      }),
    [alone, arrive, expected, sendPoster, show],
  )

  const read = useCallback(
    async (reader: () => Promise<string | null>) => {
      try {
        const text = await reader()
        if (text !== null) await take(text)
      } catch (thrown) {
        show(null, { kind: 'refused', error: thrown instanceof AppError ? thrown : new AppError('camera_refused') })
      }
    },
    [show, take],
  )

  const finish = useCallback(
    (kept: KeptTicket, work: () => Promise<ScanOutcome | ScanResult>) =>
      alone(async () => {
        const scanned = readScanned(kept.code)
        setStep({ at: 'ticket', kept, busy: true, problem: null })
        const came = await work().catch((thrown: unknown) => {
          const error = thrown instanceof AppError ? thrown : new AppError('server_error')
          setStep({ at: 'ticket', kept, busy: false, problem: error })
          return null
        })
        if (came === null) return
        if ('outcome' in came && came.outcome === 'ticket') {
          // The server no longer knows the log-in that this phone believed to have.
          if (came.need === 'login') signOff()
          const next = { ...kept, ticket: came }
          keepTicket(next)
          setStep({ at: 'ticket', kept: next, busy: false, problem: null })
          return
        }
        dropTicket()
        show(scanned, 'kind' in came ? came : { kind: 'outcome', outcome: came })
      }),
    [alone, show],
  )

  const kept = step.at === 'ticket' ? step.kept : null
  const poster = step.at === 'poster' || step.at === 'choose' ? step.poster : null
  const duty = step.at === 'duty' ? step.scanned : null
  const redeem = useCallback(async () => {
    if (kept) await finish(kept, () => redeemTicket(kept))
    else if (poster) await alone(() => sendPoster(poster))
    else if (duty) await alone(() => arrive(duty))
  }, [alone, arrive, duty, finish, kept, poster, sendPoster])
  const choose = useCallback(
    async (eventId: string) => (poster ? alone(() => sendPoster({ ...poster, eventId })) : undefined),
    [alone, poster, sendPoster],
  )
  const walkIn = useCallback(async () => (kept ? finish(kept, () => walkInWith(kept)) : undefined), [finish, kept])

  const scan = useCallback(() => read(scanCode), [read])
  const photo = useCallback(() => read(decodePhoto), [read])

  const begin = useCallback(async () => {
    if (entry !== null) await take(entry)
    else if (step.at === 'start') await scan()
  }, [entry, scan, step.at, take])

  return { step, begin, redeem, choose, walkIn, scan, photo }
}

/** A ticket that was waiting when the app was closed goes on, unless the page is about another event. */
function resumed(expected: string | undefined): ScanStep {
  const kept = liveTicket(now())
  const fits = kept && (expected === undefined || kept.ticket.event.eventId === expected)
  return fits ? { at: 'ticket', kept, busy: false, problem: null } : { at: 'start' }
}

async function post(scanned: ScannedCode, expected: string | undefined): Promise<ScanResult | { kept: KeptTicket }> {
  const waiting = waitingTwin(scanned)
  if (waiting) return resultOf(await attemptRecord(waiting.nonce), { title: waiting.title, again: true })
  const code = formatCode(scanned)
  const live: ScanInput = { code, delivery: 'live', expected }
  const title = knownTitle(scanned.eventCode, currentSession().person?.id ?? null)
  const attempt = await sendNow(
    { procedure: 'attendance.scan', input: { ...live, delivery: 'stored' }, subject: subjectOf(scanned), title },
    live,
  )
  const outcome = attempt.state === 'delivered' ? (attempt.answer as ScanOutcome) : null
  if (outcome?.outcome !== 'ticket') return resultOf(attempt, { title, again: false })
  // The server no longer knows the log-in that this phone believed to have.
  if (outcome.need === 'login' && currentSession().person) signOff()
  const kept = { code, expected, ticket: outcome }
  keepTicket(kept)
  if (attempt.state === 'delivered') forget(attempt.nonce)
  return { kept }
}

/** What a try came to, for the eyes of the person who made it. What they have read needs no place among the open things. */
function resultOf(attempt: Attempt, saved: { title: string; again: boolean }): ScanResult {
  if (attempt.state === 'unsaved') return { kind: 'unsaved', error: attempt.error }
  if (attempt.state === 'saved') return { kind: 'saved', ...saved, error: attempt.error }
  if (attempt.state === 'refused') {
    forget(attempt.nonce)
    return { kind: 'refused', error: attempt.error }
  }
  return { kind: 'outcome', outcome: attempt.answer as Exclude<ScanOutcome, { outcome: 'ticket' }> }
}

/** What a poster came to. Several events that could be meant are a question, not a result. */
function posterResult({
  attempt,
  again,
}: {
  attempt: Attempt
  again: boolean
}): ScanResult | Extract<PosterOutcome, { outcome: 'choose' }> {
  if (attempt.state !== 'delivered') return resultOf(attempt, { title: '', again })
  const outcome = attempt.answer as PosterOutcome
  if (outcome.outcome === 'signed_in' || outcome.outcome === 'repeat') return { kind: 'outcome', outcome }
  if (outcome.outcome === 'visited') return { kind: 'visited', homeId: outcome.homeId, homeName: outcome.homeName, first: outcome.first }
  forget(attempt.nonce)
  return outcome
}

function forget(nonce: string): void {
  try {
    removeRecord(nonce)
  } catch {
    // A full disk: it stays in the list and can be deleted there.
  }
}

/**
 * The scan that already lies on the phone for whoever is logged in and says the same: of arrivals the first counts, so a
 * second one adds nothing; of departures the last counts, so only the very same code adds nothing.
 */
function waitingTwin(scanned: ScannedCode): OutboxRecord | undefined {
  const person = currentSession().person?.id ?? null
  // A scan of nobody cannot be sent without a word; while there is a network a new one gets through by itself.
  if (person === null && isOnline()) return undefined
  return useOutbox.getState().records.find((record) => {
    if (record.state !== 'waiting' || record.person !== person || record.procedure !== 'attendance.scan') return false
    const other = parseScan((record.input as ScanInput).code)
    if (other?.eventCode !== scanned.eventCode || other.purpose !== scanned.purpose) return false
    return scanned.purpose === 'sign_in' || other.step === scanned.step
  })
}

/**
 * Makes a ticket a sign-in. A ticket is good for ten minutes only: where no answer comes, the scan itself goes into the
 * outbox instead, which is good for days.
 */
async function redeemTicket(kept: KeptTicket): Promise<ScanOutcome | ScanResult> {
  const scanned = parseScan(kept.code)!
  const attempt = await sendNow({
    procedure: 'attendance.redeem',
    input: { ticket: kept.ticket.ticket },
    subject: subjectOf(scanned),
    title: kept.ticket.event.title,
  })
  if (attempt.state === 'delivered') {
    const outcome = attempt.answer as ScanOutcome
    if (outcome.outcome === 'ticket') forget(attempt.nonce)
    return outcome
  }
  if (attempt.state === 'saved') keepScanInstead(kept, subjectOf(scanned), attempt.nonce)
  return resultOf(attempt, { title: kept.ticket.event.title, again: false })
}

function keepScanInstead(kept: KeptTicket, subject: string, redeemNonce: string): void {
  try {
    const input: ScanInput = { code: kept.code, delivery: 'stored', expected: kept.expected }
    keepRecord({ procedure: 'attendance.scan', input, subject, title: kept.ticket.event.title })
    removeRecord(redeemNonce)
  } catch {
    // No room for another record: the one that lies there goes on trying.
  }
}

async function walkInWith(kept: KeptTicket): Promise<ScanOutcome | ScanResult> {
  try {
    return await request('attendance.walkIn', { ticket: kept.ticket.ticket })
  } catch (thrown) {
    if (thrown instanceof AppError && ENDS_TICKET.has(thrown.code)) return { kind: 'refused', error: thrown }
    throw thrown
  }
}

/** After these a ticket is worth nothing; after all others it can be tried again. */
const ENDS_TICKET: ReadonlySet<string> = new Set([
  'ticket_expired',
  'ticket_invalid',
  'not_signed_in',
  'not_enrolled_full',
  'event_full',
  'event_cancelled',
])

function subjectOf(scanned: ScannedCode): string {
  return `event:${scanned.eventCode}`
}
