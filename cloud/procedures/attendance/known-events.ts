import type { Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { sameText, type ScannedCode } from '@core/rules/attendance/code'
import { codeMac } from '@core/rules/attendance/code-mac'
import type { EventRow } from '@cloud/store/events'
import type { Store } from '@cloud/store/store'

/** The names of an event's home and organisation are no part of its version: they are read again after this long. */
const READ_AGAIN_MS = 60_000
const MOST_EVENTS = 2_000
/** A hall shows one code at a time, and an outbox brings a few old ones; who invents codes fills nobody's memory. */
const MOST_MACS = 32

/** An event as this host remembers it. `row.version` says by which state of it something was decided. */
export interface KnownEvent {
  row: EventRow
  readAt: Instant
  macs: Map<string, string>
}

/**
 * Events by their public code, remembered by one host. What is remembered may be old: whoever writes by it must name its
 * version, and `forget` it where the version does not hold any more.
 */
export function createKnownEvents(store: Store) {
  const known = new Map<string, KnownEvent>()

  return {
    /** The events of these codes; a code that stands for none is left out. */
    async byCodes(codes: readonly string[], now: Instant): Promise<Map<string, KnownEvent>> {
      const wanted = [...new Set(codes)]
      const unknown = wanted.filter((code) => !((known.get(code)?.readAt ?? -Infinity) > now - READ_AGAIN_MS))
      for (const row of await store.events.byCodes(unknown)) {
        // Last in the map is last read.
        known.delete(row.code)
        known.set(row.code, { row, readAt: now, macs: new Map() })
        if (known.size > MOST_EVENTS) known.delete(known.keys().next().value!)
      }
      return new Map(wanted.flatMap((code) => (known.has(code) ? [[code, known.get(code)!] as const] : [])))
    },
    forget(code: string): void {
      known.delete(code)
    },
  }
}

/** Which purpose a code's mac is right for; null for a forged one. The macs of a hall's codes are made once, not for everybody. */
export function macFits(event: KnownEvent, code: ScannedCode): Purpose | null {
  const fits = (purpose: Purpose) => sameText(macOf(event, purpose, code.step), code.mac)
  if (fits(code.purpose)) return code.purpose
  const other = code.purpose === 'sign_in' ? 'sign_out' : 'sign_in'
  return fits(other) ? other : null
}

function macOf({ row, macs }: KnownEvent, purpose: Purpose, step: number): string {
  const key = `${purpose} ${step}`
  const made = macs.get(key)
  if (made !== undefined) return made
  const mac = codeMac(row.secret, purpose, row.id, step)
  if (macs.size >= MOST_MACS) macs.clear()
  macs.set(key, mac)
  return mac
}
