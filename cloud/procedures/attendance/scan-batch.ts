import type { Delivery, Purpose, ScanOutcome } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import { parseScan, sameText, stepTime, type ScannedCode } from '@core/rules/attendance/code'
import { codeMac } from '@core/rules/attendance/code-mac'
import { decideScan, TICKET_MS, type ScanDecision } from '@core/rules/attendance/scan'
import { sha256Hex, type Ids } from '@cloud/services/ids'
import type { AttendanceRow, KeptScan, NewScan, Pair } from '@cloud/store/attendance'
import type { EventRow } from '@cloud/store/events'
import type { Person } from '@cloud/store/people'
import type { Store, Tables } from '@cloud/store/store'
import { presentAttendance, presentTicket } from './present'

/** A scan on its way in. */
export interface Arrival {
  code: string
  delivery: Delivery
  expectedEventId: string | null
  nonce: string
  device: string | null
  person: Person | null
  now: Instant
}

/** What a scan came to: a refusal is an answer here, so that it cannot undo the neighbors of its batch. */
export type ScanResult = { ok: true; outcome: ScanOutcome } | { ok: false; code: ErrorCode; params: ErrorParams }
export type RunScan = (arrival: Arrival) => Promise<ScanResult>

interface Known extends Arrival {
  scanned: ScannedCode
  event: EventRow
  payloadHash: string
}

function refusal(code: ErrorCode, params: ErrorParams = {}): ScanResult {
  return { ok: false, code, params }
}

/**
 * Records scans, all in one transaction and one commit. Each is decided alone; every one whose event exists is kept, also
 * the second and the refused. A nonce that was seen before gets its first answer again.
 */
export async function recordScans(store: Store, ids: Ids, arrivals: readonly Arrival[]): Promise<ScanResult[]> {
  return store.transaction(async (tx) => {
    const known = await withEvents(tx, arrivals)
    const found = known.filter((arrival): arrival is Known => arrival !== null)
    const kept = await keepAll(tx, ids, found)
    await actOn(tx, found, kept)
    const after = byPair(await tx.attendance.ofPairs(pairsOf(found)))
    return known.map((arrival) =>
      arrival ? answer(arrival, kept.get(scanKey(arrival))!, after.get(pairKey(arrival)) ?? null) : refusal('code_unreadable'),
    )
  })
}

const scanKey = (scan: { event: EventRow; nonce: string }) => `${scan.event.id} ${scan.nonce}`
const pairKey = (arrival: Known) => `${arrival.event.id} ${arrival.person?.id ?? ''}`
const byPair = (rows: readonly AttendanceRow[]) => new Map(rows.map((row) => [`${row.eventId} ${row.personId}`, row]))

function pairsOf(arrivals: readonly Known[]): Pair[] {
  return arrivals.flatMap((arrival) => (arrival.person ? [{ eventId: arrival.event.id, personId: arrival.person.id }] : []))
}

async function withEvents(tx: Tables, arrivals: readonly Arrival[]): Promise<(Known | null)[]> {
  const scanned = arrivals.map((arrival) => parseScan(arrival.code))
  const events = await tx.events.byCodes(scanned.flatMap((code) => (code ? [code.eventCode] : [])))
  const byCode = new Map(events.map((event) => [event.code, event]))
  return arrivals.map((arrival, index) => {
    const code = scanned[index]
    const event = code ? byCode.get(code.eventCode) : undefined
    return code && event ? { ...arrival, scanned: code, event, payloadHash: payloadHash(arrival) } : null
  })
}

/** `delivery` is left out: the first try is live, and the same scan comes again from the outbox as stored. */
function payloadHash(arrival: Arrival): string {
  return sha256Hex(JSON.stringify([arrival.code, arrival.expectedEventId, arrival.person?.id ?? null]))
}

function macFits(event: EventRow, code: ScannedCode): Purpose | null {
  const fits = (purpose: Purpose) => sameText(codeMac(event.secret, purpose, event.id, code.step), code.mac)
  if (fits(code.purpose)) return code.purpose
  const other = code.purpose === 'sign_in' ? 'sign_out' : 'sign_in'
  return fits(other) ? other : null
}

/** Decides what is new and keeps it; gives the kept scan of every arrival, new or old. */
async function keepAll(tx: Tables, ids: Ids, arrivals: readonly Known[]): Promise<Map<string, KeptScan>> {
  const keys = arrivals.map((arrival) => ({ eventId: arrival.event.id, nonce: arrival.nonce }))
  const kept = new Map((await tx.attendance.scans(keys)).map((scan) => [`${scan.eventId} ${scan.nonce}`, scan]))
  const fresh = new Map<string, Known>()
  for (const arrival of arrivals) if (!kept.has(scanKey(arrival)) && !fresh.has(scanKey(arrival))) fresh.set(scanKey(arrival), arrival)
  const news = await decideAll(tx, ids, [...fresh.values()])
  const written = await tx.attendance.keepScans(news)
  for (const scan of news) if (written.has(`${scan.eventId} ${scan.nonce}`)) kept.set(`${scan.eventId} ${scan.nonce}`, scan)
  // Another call with the same nonce came first between reading and writing: its row is the one that counts.
  const lost = keys.filter((key) => !kept.has(`${key.eventId} ${key.nonce}`))
  for (const scan of await tx.attendance.scans(lost)) kept.set(`${scan.eventId} ${scan.nonce}`, scan)
  return kept
}

async function decideAll(tx: Tables, ids: Ids, arrivals: readonly Known[]): Promise<NewScan[]> {
  const pairs = pairsOf(arrivals)
  const attendances = byPair(await tx.attendance.ofPairs(pairs))
  const enrollments = new Map((await tx.attendance.enrollments(pairs)).map((row) => [`${row.eventId} ${row.personId}`, row.state]))
  const unenrolled = arrivals.filter(
    (arrival) => arrival.person && arrival.event.places !== null && enrollments.get(pairKey(arrival)) !== 'enrolled',
  )
  const free = await tx.attendance.freePlaces([...new Set(unenrolled.map((arrival) => arrival.event.id))])
  return arrivals.map((arrival) => {
    const { event, scanned, person } = arrival
    const decision = decideScan(
      event,
      {
        purpose: scanned.purpose,
        step: scanned.step,
        macFits: macFits(event, scanned),
        delivery: arrival.delivery,
        expectedEventId: arrival.expectedEventId,
      },
      person && {
        consented: person.consented,
        enrollment: enrollments.get(pairKey(arrival)) ?? null,
        signedIn: attendances.has(pairKey(arrival)),
      },
      event.places === null ? null : (free.get(event.id) ?? 0),
      arrival.now,
    )
    return {
      eventId: event.id,
      nonce: arrival.nonce,
      personId: person?.id ?? null,
      device: arrival.device,
      ticket: decision.kind === 'ticket' ? `${event.code}.${arrival.nonce}.${ids.secret(16)}` : null,
      purpose: scanned.purpose,
      step: scanned.step,
      delivery: arrival.delivery,
      verdict: decision.kind === 'refused' ? 'refused' : 'delayed' in decision && decision.delayed ? 'delayed' : 'fresh',
      answer: decision,
      payloadHash: arrival.payloadHash,
      receivedAt: arrival.now,
    }
  })
}

/** Writes attendances for the scans that sign in or out. Repeating it changes nothing: the key is the person at the event. */
async function actOn(tx: Tables, arrivals: readonly Known[], kept: ReadonlyMap<string, KeptScan>): Promise<void> {
  const valid = arrivals.flatMap((arrival) => {
    const scan = kept.get(scanKey(arrival))!
    return arrival.person && scan.payloadHash === arrival.payloadHash ? [{ arrival, scan, person: arrival.person }] : []
  })
  await tx.attendance.signIn(
    valid.flatMap(({ arrival, scan, person }) =>
      scan.answer.kind === 'sign_in'
        ? [
            {
              eventId: scan.eventId,
              personId: person.id,
              nonce: scan.nonce,
              device: arrival.device,
              signedInAt: stepTime(scan.step),
              tardyMinutes: scan.answer.tardyMinutes,
              assurance: 'code' as const,
              delayed: scan.answer.delayed,
            },
          ]
        : [],
    ),
    arrivals[0]?.now ?? 0,
  )
  await tx.attendance.signOut(
    valid.flatMap(({ scan, person }) =>
      scan.answer.kind === 'sign_out'
        ? [
            {
              eventId: scan.eventId,
              personId: person.id,
              nonce: scan.nonce,
              signedOutAt: stepTime(scan.step),
              assurance: 'code' as const,
              delayed: scan.answer.delayed,
            },
          ]
        : [],
    ),
  )
}

function answer(arrival: Known, scan: KeptScan, attendance: AttendanceRow | null): ScanResult {
  if (scan.payloadHash !== arrival.payloadHash) return refusal('nonce_reused')
  const decision: ScanDecision = scan.answer
  if (decision.kind === 'refused') return refusal(decision.code, decision.params)
  if (decision.kind === 'ticket' || !attendance || !arrival.person) {
    return { ok: true, outcome: presentTicket(arrival.event, scan, decision, scan.receivedAt + TICKET_MS) }
  }
  return { ok: true, outcome: presentAttendance(arrival.event, arrival.person, attendance, decision, scan) }
}
