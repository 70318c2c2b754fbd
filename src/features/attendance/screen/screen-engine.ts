/**
 * What keeps a venue's screen going (domain.md, 「Presence」): it asks for the event's secret once, then turns by itself on the
 * device's monotonic clock. Counts are asked for every three seconds and may stay away; the code turns all the same.
 *
 * What it got is kept on the device, so that a reload without a network shows codes again; it is forgotten when the
 * event is over.
 */
import type { Purpose, Screen, ScreenState } from '@core/contract/attendance'
import { AppError, RETRY } from '@core/contract/errors'
import { codeFor } from '@core/rules/attendance/code-mac'
import {
  betterFix,
  carriedFix,
  fixClock,
  isUncalibrated,
  screenPurpose,
  screenStep,
  serverTime,
  wallOffset,
  type ClockFix,
  type Reading,
} from '@core/rules/attendance/screen-clock'
import { fromBase64url } from '@core/rules/shared/bytes'

/** How often the screen looks at its clock; the ring moves as smoothly as this. */
const TICK_MS = 200
const POLL_MS = 3_000
const POLL_MAX_MS = 30_000
/** What was kept is shown when the first answer takes longer than this. */
const PATIENCE_MS = 2_000
/** The kept offset is written again when it has moved by more than this. */
const OFFSET_WORTH_KEEPING_MS = 500

/** What stays on the device: everything needed to go on after a reload without a network. */
export interface KeptScreen {
  version: 1
  screen: Screen
  /** Server time minus wall clock, ms. */
  wallOffset: number
  /** How wrong that can be, ms, where a phone has measured it and carries its screen along; a screen itself names none. */
  wallError?: number
}

/** What an engine needs of the outside. */
export interface ScreenPorts {
  open(): Promise<Screen>
  state(): Promise<ScreenState>
  read(): Reading
  /** Calls back every so many milliseconds until the returned function is called. */
  every(ms: number, tick: () => void): () => void
  onNetworkChange(listener: (online: boolean) => void): () => void
  /** What was kept of this event, unchecked; `keep(null)` forgets it. Either may throw where storage is full. */
  kept(): unknown
  keep(kept: KeptScreen | null): void
}

/** What a screen shows at a moment. */
export type ScreenFace =
  | { phase: 'opening' }
  | { phase: 'refused'; error: AppError }
  | {
      phase: 'turning' | 'over'
      screen: Screen
      /** Null: both sign-in and sign-out are over, or the event is closed or cancelled. */
      purpose: Purpose | null
      /** The link in the code. Empty when over. */
      link: string
      /** Until the next code, ms (1–10,000). */
      leftMs: number
      now: number
      /** The last counts known; null before the first answer. */
      room: ScreenState | null
      online: boolean
      uncalibrated: boolean
    }

export interface ScreenEngine {
  choose(purpose: Purpose): void
  /** Asks again at once. */
  retry(): void
  stop(): void
}

interface OpenedScreen {
  screen: Screen
  secret: Uint8Array
  fix: ClockFix
}

/** Starts a screen and tells `show` what it shows, at once and then five times a second. */
export function runScreen(ports: ScreenPorts, chosenFirst: Purpose | null, show: (face: ScreenFace) => void): ScreenEngine {
  const startedAt = ports.read().monotonic
  let chosen = chosenFirst
  let opened: OpenedScreen | null = null
  let refused: AppError | null = null
  let room: ScreenState | null = null
  let online = true
  let link = { of: '', text: '' }
  let keptOffset = Number.NaN
  let stopped = false
  const asking = { busy: false, done: false, answered: false, failures: 0, next: startedAt }

  function tick() {
    const reading = ports.read()
    if (!opened && !asking.answered && reading.monotonic - startedAt > PATIENCE_MS) takeKept(reading)
    if (!asking.busy && !asking.done && reading.monotonic >= asking.next) void ask()
    const face = faceAt(reading)
    if (face.phase === 'over' && !face.uncalibrated) forget()
    show(face)
  }

  async function ask() {
    asking.busy = true
    const sent = ports.read()
    try {
      if (asking.answered) await askState(sent)
      else await askScreen(sent)
      keep()
      online = true
      asking.failures = 0
    } catch (error) {
      failed(error instanceof AppError ? error : new AppError('server_error'))
    }
    asking.busy = false
    if (!stopped) tick()
  }

  async function askScreen(sent: Reading) {
    const screen = await ports.open()
    const secret = fromBase64url(screen.secret)
    if (!secret?.length) throw new AppError('server_error')
    opened = { screen, secret, fix: fixClock(screen.now, sent, ports.read()) }
    refused = null
    keptOffset = Number.NaN
    asking.answered = true
    asking.next = sent.monotonic
  }

  async function askState(sent: Reading) {
    room = await ports.state()
    const received = ports.read()
    if (opened) opened.fix = betterFix(opened.fix, fixClock(room.now, sent, received))
    asking.next = received.monotonic + POLL_MS
  }

  function failed(error: AppError) {
    const reading = ports.read()
    asking.failures += 1
    asking.next = reading.monotonic + Math.min(POLL_MAX_MS, POLL_MS * 2 ** Math.min(asking.failures - 1, 4))
    if (RETRY[error.code] === 'later') {
      online = error.code === 'rate_limited'
      if (!opened) takeKept(reading)
      if (!opened) refused = error
      return
    }
    asking.done = true
    if (asking.answered) return
    opened = null
    refused = error
    store(null)
  }

  function takeKept(reading: Reading) {
    const kept = readKept(ports.kept())
    const secret = kept && fromBase64url(kept.screen.secret)
    if (!kept || !secret?.length) return
    opened = { screen: kept.screen, secret, fix: carriedFix(kept.wallOffset, reading, kept.wallError) }
    keptOffset = kept.wallOffset
  }

  function keep() {
    if (!opened) return
    const offset = wallOffset(opened.fix, ports.read())
    if (Math.abs(offset - keptOffset) <= OFFSET_WORTH_KEEPING_MS) return
    if (store({ version: 1, screen: opened.screen, wallOffset: offset })) keptOffset = offset
  }

  /** Where storage is full the screen turns all the same; only a reload would need the network. */
  function store(kept: KeptScreen | null): boolean {
    try {
      ports.keep(kept)
      return true
    } catch {
      return false
    }
  }

  function forget() {
    if (asking.done || (online && !room)) return
    asking.done = true
    store(null)
  }

  function faceAt(reading: Reading): ScreenFace {
    if (!opened) return refused ? { phase: 'refused', error: refused } : { phase: 'opening' }
    const { screen, fix } = opened
    const now = serverTime(fix, reading.monotonic)
    const ended = room?.status === 'closed' || room?.status === 'cancelled'
    const purpose = ended ? null : screenPurpose(screen, now, chosen)
    const { step, leftMs } = screenStep(now)
    return {
      phase: purpose ? 'turning' : 'over',
      screen,
      purpose,
      link: purpose ? linkFor(purpose, step) : '',
      leftMs,
      now,
      room,
      online,
      uncalibrated: isUncalibrated(fix, reading),
    }
  }

  function linkFor(purpose: Purpose, step: number): string {
    const of = `${purpose}${step}`
    if (opened && link.of !== of) {
      const { screen, secret } = opened
      const code = codeFor(secret, purpose, { id: screen.eventId, code: screen.eventCode }, step)
      link = { of, text: `${screen.publicUrl}/q/${code}` }
    }
    return link.text
  }

  const stopTicking = ports.every(TICK_MS, tick)
  const stopListening = ports.onNetworkChange((up) => {
    online = up && online
    if (up) asking.next = ports.read().monotonic
    tick()
  })
  tick()

  return {
    choose(purpose) {
      chosen = purpose
      tick()
    },
    retry() {
      refused = null
      asking.done = false
      asking.next = ports.read().monotonic
      tick()
    },
    stop() {
      stopped = true
      stopTicking()
      stopListening()
    },
  }
}

/** What was kept, where it is of this version and whole. */
function readKept(kept: unknown): KeptScreen | null {
  if (typeof kept !== 'object' || kept === null) return null
  const { version, screen, wallOffset: offset, wallError } = kept as Partial<KeptScreen>
  return version === 1 && screen && typeof screen.secret === 'string' && typeof offset === 'number'
    ? { version, screen, wallOffset: offset, wallError: typeof wallError === 'number' ? wallError : undefined }
    : null
}
