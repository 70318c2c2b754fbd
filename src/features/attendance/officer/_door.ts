/** A door for tests: an event of this afternoon, three enrolled, one member who is not, and passes signed by a key of ours. */
import { generateKeyPairFromSeed, sign } from '@stablelib/ed25519'
import type { DoorLine, DoorPack, PassKey, Recorded, RecordInput, Screen } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { EventDetail } from '@core/contract/events'
import type { OutputOf } from '@core/contract/procedures'
import { PASS_MS, unsignedPass, type PassKind } from '@core/rules/attendance/pass'
import { toBase64url } from '@core/rules/shared/bytes'
import { HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'

export const EVENT = '0190a000-0000-7000-8000-000000000001'
export const START = instantOf('2026-11-28', '14:00')
export const END = START + 2 * HOUR_MS

export const personId = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const YU = { id: personId(11), name: '李晓雨' }
export const XU = { id: personId(12), name: '王旭' }
export const SIYU = { id: personId(13), name: '陈思宇' }
/** A member of the organization who did not enroll. */
export const LAN = { id: personId(14), name: '欧阳岚' }
/** Nobody here knows them. */
export const STRANGER = { id: personId(15), name: '远方来客' }

type Named = { id: string; name: string }

export function lineOf(who: Named, part: Partial<DoorLine> = {}): DoorLine {
  return {
    personId: who.id,
    name: who.name,
    state: 'expected',
    coming: false,
    signedInAt: null,
    signedOutAt: null,
    tardyMinutes: 0,
    assurance: null,
    flags: [],
    ...part,
  }
}

export const arrived = (at: Instant, part: Partial<DoorLine> = {}): Partial<DoorLine> => ({
  state: 'arrived',
  signedInAt: at,
  assurance: 'code',
  ...part,
})

export function screenOf(part: Partial<Screen> = {}): Screen {
  return {
    eventId: EVENT,
    eventCode: '0123456789',
    title: '河道清理',
    homeName: '东关青年之家',
    startsAt: START,
    endsAt: END,
    signInOpensAt: START - 30 * MINUTE_MS,
    signInClosesAt: END,
    signOut: true,
    signOutClosesAt: END + HOUR_MS,
    secret: toBase64url(new Uint8Array(32).fill(3)),
    publicUrl: 'https://qn.example',
    now: START,
    ...part,
  }
}

export function packOf(lines: DoorLine[] = [lineOf(YU), lineOf(XU), lineOf(SIYU)], part: Partial<DoorPack> = {}): DoorPack {
  return { screen: screenOf(), lines, members: [{ personId: LAN.id, name: LAN.name }], walkIns: true, ...part }
}

const PAIR = generateKeyPairFromSeed(new Uint8Array(32).fill(7))
const KID = toBase64url(Uint8Array.from([1, 2, 3, 4]))
export const PASS_KEYS: PassKey[] = [{ kid: KID, publicKey: toBase64url(PAIR.publicKey) }]

/** A pass or card as its QR says it. `signer`: whose key it is signed with, by a seed of one byte; ours unless said. */
export function passOf(who: Named, issuedAt: Instant, { kind = 'pass', signer = 7 }: { kind?: PassKind; signer?: number } = {}): string {
  const unsigned = unsignedPass({ kind, personId: who.id, name: who.name, issuedAt, expiresAt: issuedAt + PASS_MS }, KID)
  const { secretKey } = generateKeyPairFromSeed(new Uint8Array(32).fill(signer))
  return `https://qn.example/q/${unsigned.withSignature(sign(secretKey, unsigned.message))}`
}

export function packAnswer(pack: DoorPack = packOf(), now: Instant = START): OutputOf<'attendance.doorPack'> {
  return { pack, passKeys: PASS_KEYS, now }
}

/** What a view of the door looks at of an event. */
export function eventOf(part: Partial<EventDetail> = {}): EventDetail {
  return { id: EVENT, status: 'published', cancelReason: null, mayEdit: true, mayManage: true, ...part } as EventDetail
}

/** The answer of `attendance.door` with these lines. */
export function listOf(items: DoorLine[]): OutputOf<'attendance.door'> {
  const came = items.filter(({ state }) => state !== 'expected')
  return {
    items,
    enrolledCount: items.length,
    arrivedCount: came.length,
    pendingCount: came.filter(({ state }) => state === 'pending').length,
  }
}

/** What the server answers when everything of a delivery is recorded. */
export function recordedOf({ entries }: RecordInput, part: Partial<Recorded['entries'][number]> = {}): Recorded {
  const people = [YU, XU, SIYU, LAN, STRANGER]
  return {
    entries: entries.map(({ personId: id, purpose, at }) => ({
      personId: id ?? YU.id,
      name: people.find((who) => who.id === id)?.name ?? YU.name,
      outcome: purpose === 'sign_in' ? 'signed_in' : 'signed_out',
      enrolled: true,
      at,
      ...part,
    })),
  }
}
