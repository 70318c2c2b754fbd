import type { Delivery, ScanOutcome } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import { parseScan, stepTime, type ScannedCode } from '@core/rules/attendance/code'
import { planScan, TICKET_MS } from '@core/rules/attendance/scan'
import type { ShiftSpan } from '@core/rules/events/closing'
import { sha256Hex, type Ids } from '@cloud/services/ids'
import type { PlannedScan, RecordedScan } from '@cloud/store/record-scans'
import type { Pair } from '@cloud/store/attendance'
import type { Person } from '@cloud/store/people'
import type { Store } from '@cloud/store/store'
import { createKnownEvents, macFits, type KnownEvent } from './known-events'
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
  event: KnownEvent
  payloadHash: string
}

/** How often a batch looks again for what changed under its eyes. Each time it sees what it missed the time before. */
const LOOKS = 8

/**
 * Records scans, all in one statement and one commit. Each is decided alone; every one whose event exists is kept, also
 * the second and the refused. A nonce that was seen before gets its first answer again. Events are remembered between
 * batches; the statement notices one that has changed.
 */
export function createScanRecorder(store: Store, ids: Ids): (arrivals: readonly Arrival[]) => Promise<ScanResult[]> {
  const events = createKnownEvents(store)

  async function known(arrivals: readonly Arrival[]): Promise<(Known | null)[]> {
    const scanned = arrivals.map((arrival) => parseScan(arrival.code))
    const found = await events.byCodes(
      scanned.flatMap((code) => code?.eventCode ?? []),
      arrivals[0]?.now ?? 0,
    )
    return arrivals.map((arrival, index) => {
      const code = scanned[index]
      const event = code && found.get(code.eventCode)
      return event ? { ...arrival, scanned: code, event, payloadHash: payloadHash(arrival) } : null
    })
  }

  return async (arrivals) => {
    const results: (ScanResult | null)[] = arrivals.map(() => null)
    for (let look = 1; look <= LOOKS; look += 1) {
      const open = arrivals.flatMap((arrival, index) => (results[index] === null ? [{ arrival, index }] : []))
      if (open.length === 0) break
      const found = await known(open.map(({ arrival }) => arrival))
      const recorded = await recordOnce(found, store, ids)
      const shifts = await store.attendance.shiftsOf(found.flatMap((arrival) => leavingShift(arrival) ?? []))
      open.forEach(({ index }, at) => {
        const arrival = found[at]
        if (!arrival) results[index] = refusal('code_unreadable')
        else {
          const scan = recorded.get(scanKey(arrival)) ?? null
          if (scan) results[index] = answer(arrival, scan, shifts)
          else events.forget(arrival.event.row.code)
        }
      })
    }
    if (results.includes(null)) throw new Error('scans could not be recorded: their event keeps changing')
    return results as ScanResult[]
  }
}

/** Whose shift says how many minutes count: they sign out of an event that has shifts. */
function leavingShift(arrival: Known | null): Pair | null {
  if (!arrival?.person || !arrival.event.row.hasShifts || arrival.scanned.purpose === 'sign_in') return null
  return { eventId: arrival.event.row.id, personId: arrival.person.id }
}

const scanKey = (scan: Known) => `${scan.event.row.id} ${scan.nonce}`

function refusal(code: ErrorCode, params: ErrorParams = {}): ScanResult {
  return { ok: false, code, params }
}

/** `delivery` is left out: the first try is live, and the same scan comes again from the outbox as stored. */
function payloadHash(arrival: Arrival): string {
  return sha256Hex(JSON.stringify([arrival.code, arrival.expectedEventId, arrival.person?.id ?? null]))
}

/** Writes what is new; what came twice in the batch is written once. */
async function recordOnce(arrivals: readonly (Known | null)[], store: Store, ids: Ids): Promise<Map<string, RecordedScan>> {
  const scans = new Map<string, PlannedScan>()
  for (const arrival of arrivals) if (arrival && !scans.has(scanKey(arrival))) scans.set(scanKey(arrival), planned(arrival, ids))
  const recorded = await store.attendance.recordScans([...scans.values()])
  return new Map([...scans.keys()].map((key, index) => [key, recorded[index] ?? null]))
}

function planned(arrival: Known, ids: Ids): PlannedScan {
  const { scanned, event, person, nonce } = arrival
  const plan = planScan(
    event.row,
    {
      purpose: scanned.purpose,
      step: scanned.step,
      macFits: macFits(event, scanned),
      delivery: arrival.delivery,
      expectedEventId: arrival.expectedEventId,
    },
    person,
    arrival.now,
  )
  return {
    eventId: event.row.id,
    version: event.row.version,
    nonce,
    personId: person?.id ?? null,
    device: arrival.device,
    ticket: plan.ifFree.kind === 'ticket' ? `${event.row.code}.${nonce}.${ids.secret(16)}` : null,
    purpose: scanned.purpose,
    step: scanned.step,
    at: stepTime(scanned.step),
    delivery: arrival.delivery,
    payloadHash: arrival.payloadHash,
    receivedAt: arrival.now,
    plan,
  }
}

function answer(arrival: Known, scan: NonNullable<RecordedScan>, shifts: ReadonlyMap<string, ShiftSpan>): ScanResult {
  if (scan.payloadHash !== arrival.payloadHash) return refusal('nonce_reused')
  const decision = scan.answer
  const event = arrival.event.row
  if (decision.kind === 'refused') return refusal(decision.code, decision.params)
  if (decision.kind === 'ticket' || !scan.mine || !arrival.person) {
    const kept = { ticket: scan.ticket, purpose: arrival.scanned.purpose }
    return { ok: true, outcome: presentTicket(event, kept, decision, scan.receivedAt + TICKET_MS) }
  }
  const kept = { nonce: arrival.nonce, step: arrival.scanned.step }
  const shift = shifts.get(`${event.id} ${arrival.person.id}`)
  return { ok: true, outcome: presentAttendance(event, arrival.person, { ...scan.mine, shift }, decision, kept) }
}
