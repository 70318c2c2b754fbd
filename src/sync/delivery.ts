import { AppError, RETRY } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { ErrorCode } from '@core/contract/errors'
import { forgottenKeys, newAttachmentKey, withPictures } from './attachments'
import type { Attachment } from './attachments'
import { backOff } from './back-off'
import { diskFirst, NO_FILES } from './parts'
import type { OutboxParts } from './parts'
import { newRecord, RECORD_VERSION, trimDelivered } from './record'
import type { Draft, OutboxRecord } from './record'

/** After so many failures of the server itself in a row a record is set aside, so that what comes after it can go on. */
export const SERVER_FAILURES = 8

/** While the phone says that it has no network, it looks again after this long in any case. */
const OFFLINE_LOOK_MS = 30_000
/** No timer is shorter, whatever a record says. */
const SHORTEST_MS = 1_000

/** Codes that mean: nothing was heard. They neither count against a record nor outlast the return of the network. */
const UNHEARD: ReadonlySet<ErrorCode | null> = new Set<ErrorCode>(['offline', 'timeout'])
const FAILED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['server_error', 'unavailable'])

/**
 * What one try came to. `saved`: it lies on the phone and will be sent. `refused`: for good; it has been set aside.
 * `unsaved`: no answer came and the phone's storage is full: it is nowhere.
 */
export type Attempt =
  | { state: 'delivered'; nonce: string; answer: unknown }
  | { state: 'refused'; nonce: string; error: AppError }
  | { state: 'saved'; nonce: string; error: AppError }
  | { state: 'unsaved'; error: AppError }

export interface Outbox {
  records(): readonly OutboxRecord[]
  /** Reads what lies on the phone, and from then on delivers whenever the network or a back-off allows. */
  start(): Promise<void>
  /**
   * Keeps a picture (base64) for a record to name, and answers its key. Durable when it resolves; rejects with
   * `Error('storage_full')`. One that no record has named after a day is forgotten.
   */
  keepPicture(bytes: string): Promise<string>
  /** Forgets pictures that no record names: a person took them back. */
  forgetPictures(keys: readonly string[]): Promise<void>
  /** Keeps something that happened. Durable when it returns; throws `Error('storage_full')` where it cannot be kept. */
  keep(draft: Draft): OutboxRecord
  /**
   * Keeps it, then sends it at once while the person waits. `live` is what this first try sends instead of the input
   * that later tries send; without a log-in only this first try is made.
   */
  sendNow(draft: Draft, live?: unknown): Promise<Attempt>
  /** Tries one waiting record again while the person waits, after what comes before it in its subject. */
  attempt(nonce: string): Promise<Attempt>
  /** Sends all that is due of whoever is logged in. Safe to call at any time and twice at once. */
  deliver(): Promise<void>
  /** `deliver`, without waiting out what failed only because nothing was heard: on show, at log-in, when a network is back. */
  wake(): Promise<void>
  /** 「现在就送」: a person asks, so nothing waits its back-off out. */
  hurry(): Promise<void>
  /** 「是我扫的」: records of nobody become those of the person who is logged in. */
  adopt(nonces: readonly string[]): void
  /** 「再试」: a record that was set aside goes back into its place. */
  retry(nonce: string): void
  /** Forgets a record. What it held is gone. */
  remove(nonce: string): void
  stop(): void
}

/**
 * The outbox: the only road for what must not be lost. Every change is on the disk before anybody sees it, and a record
 * leaves the disk only when it has been answered or a person says so.
 */
export function createOutbox(parts: OutboxParts, show: (records: readonly OutboxRecord[]) => void = () => undefined): Outbox {
  const { storage, clock, sender, random, network, files = NO_FILES, commit = diskFirst } = parts
  const lanes = new Map<string, Promise<void>>()
  const inFlight = new Map<string, Promise<Attempt>>()
  const liveInputs = new Map<string, unknown>()
  /** Nonces that somebody waits for, with what their try came to; null: not tried yet. */
  const watched = new Map<string, Attempt | null>()
  /** Records whose answer the disk would not take: sent again (same nonce), but not in a hot loop. */
  const heldUntil = new Map<string, Instant>()
  let memory: readonly OutboxRecord[] = []
  let cancelTimer: () => void = () => undefined
  let cancelNetwork: () => void = () => undefined
  let stopped = false

  function touch(records: readonly OutboxRecord[]): void {
    memory = records
    show(records)
  }

  /** The disk is read first: another tab of the same browser may have written since. */
  function change(edit: (records: readonly OutboxRecord[]) => readonly OutboxRecord[]): void {
    const next = trimDelivered(edit(storage.read()))
    commit(
      () => storage.write(next),
      () => touch(next),
    )
  }

  function edit(nonce: string, changed: (record: OutboxRecord) => OutboxRecord): void {
    change((records) => records.map((record) => (record.nonce === nonce ? changed(record) : record)))
  }

  /** Notes what came of a try. A full disk must not hide the answer: the record stays as it was and will be sent again. */
  function note(nonce: string, changed: (record: OutboxRecord) => OutboxRecord): void {
    try {
      edit(nonce, changed)
    } catch {
      heldUntil.set(nonce, clock.now() + backOff(6, random.fraction()))
    }
  }

  function find(nonce: string): OutboxRecord | undefined {
    return memory.find((record) => record.nonce === nonce)
  }

  function isWaiting(record: OutboxRecord): boolean {
    return record.state === 'waiting' && record.version <= RECORD_VERSION
  }

  function headOf(lane: string): OutboxRecord | undefined {
    return memory.find((record) => isWaiting(record) && laneOf(record) === lane)
  }

  function sendOne(record: OutboxRecord): Promise<Attempt> {
    const running = inFlight.get(record.nonce)
    if (running) return running
    const sending = tryOnce(record).finally(() => inFlight.delete(record.nonce))
    inFlight.set(record.nonce, sending)
    return sending
  }

  async function tryOnce(tried: OutboxRecord): Promise<Attempt> {
    const { nonce, procedure, attachments } = tried
    let input = liveInputs.get(nonce) ?? tried.input
    liveInputs.delete(nonce)
    try {
      if (attachments.length > 0) {
        const filled = await filledInput(input, attachments)
        const settled = settledMeanwhile(tried)
        if (settled) return settled
        if (filled === null) throw new AppError('attachment_lost')
        input = filled
      }
      const reply = await sender.send({ procedure, nonce, input })
      note(nonce, (record) => ({
        ...record,
        state: reply.open ? 'aside' : 'delivered',
        attempts: record.attempts + 1,
        failures: 0,
        lastErrorCode: null,
        lastErrorParams: {},
        settledAt: clock.now(),
        answer: reply.answer,
        // What the server left open may have to be sent again.
        attachments: reply.open ? record.attachments : [],
      }))
      void forgetPictures(keysOf(attachments))
      return { state: 'delivered', nonce, answer: reply.answer }
    } catch (thrown) {
      return noteFailure(nonce, thrown instanceof AppError ? thrown : new AppError('server_error'))
    }
  }

  /** The input with its pictures; null where one of them is gone. */
  async function filledInput(input: unknown, attachments: readonly Attachment[]): Promise<unknown> {
    const pictures: { path: string; bytes: string }[] = []
    for (const { path, key } of attachments) {
      const bytes = await files.read(key)
      if (bytes === null) return null
      pictures.push({ path, bytes })
    }
    return withPictures(input, pictures)
  }

  /**
   * Reading pictures takes a while, in which another tab may have sent the record, its person may have dismissed it or
   * logged out. Null where it may still go.
   */
  function settledMeanwhile({ nonce, person }: OutboxRecord): Attempt | null {
    touch(storage.read())
    const kept = find(nonce)
    if (!kept) return { state: 'unsaved', error: new AppError('not_found') }
    if (kept.state === 'aside' && kept.lastErrorCode !== null) {
      return { state: 'refused', nonce, error: new AppError(kept.lastErrorCode, kept.lastErrorParams) }
    }
    if (kept.state !== 'waiting') return { state: 'delivered', nonce, answer: kept.answer }
    return stopped || person !== sender.person() ? { state: 'saved', nonce, error: new AppError('not_logged_in') } : null
  }

  function noteFailure(nonce: string, error: AppError): Attempt {
    const rule = RETRY[error.code] ?? 'never'
    const failures = (find(nonce)?.failures ?? 0) + (FAILED.has(error.code) ? 1 : 0)
    const aside = rule === 'never' || failures >= SERVER_FAILURES
    // A nonce that has been answered with 「log in」 has done its work: what is sent after the log-in is another command.
    const nextNonce = rule === 'login' ? random.nonce() : nonce
    note(nonce, (record) => ({
      ...record,
      nonce: nextNonce,
      state: aside ? 'aside' : 'waiting',
      attempts: record.attempts + 1,
      failures,
      nextAttemptAt: clock.now() + backOff(record.attempts + 1, random.fraction()),
      lastErrorCode: error.code,
      lastErrorParams: error.params,
      settledAt: aside ? clock.now() : null,
    }))
    const kept = find(nonce) ?? find(nextNonce)
    return aside ? { state: 'refused', nonce, error } : { state: 'saved', nonce: kept?.nonce ?? nonce, error }
  }

  /** Sends a lane's records one after the other until one has to wait. */
  async function runLane(lane: string): Promise<void> {
    try {
      for (let record = headOf(lane); record && mayGo(record); record = headOf(lane)) {
        const nonce = record.nonce
        const outcome = await sendOne(record)
        if (watched.has(nonce)) watched.set(nonce, outcome)
        // Still at the head: it waits, or the disk would not take the answer. Either way not now.
        if (headOf(lane)?.nonce === nonce || outcome.state === 'saved') return
      }
    } finally {
      lanes.delete(lane)
    }
  }

  function dueAt(record: OutboxRecord): Instant {
    return Math.max(record.nextAttemptAt, heldUntil.get(record.nonce) ?? 0)
  }

  function mayGo(record: OutboxRecord): boolean {
    return !stopped && record.person !== null && record.person === sender.person() && dueAt(record) <= clock.now()
  }

  function startLane(lane: string): Promise<void> {
    const running = lanes.get(lane)
    if (running) return running
    // The lane is entered before it first runs, since it takes itself out.
    const started = Promise.resolve().then(() => runLane(lane))
    lanes.set(lane, started)
    return started
  }

  /** The first waiting record of every lane of whoever is logged in. */
  function heads(): OutboxRecord[] {
    const person = sender.person()
    const first = new Map<string, OutboxRecord>()
    for (const record of memory) {
      if (isWaiting(record) && person !== null && record.person === person && !first.has(laneOf(record))) {
        first.set(laneOf(record), record)
      }
    }
    return [...first.values()]
  }

  /** Makes waiting records due at once. */
  function forgive(which: (record: OutboxRecord) => boolean): void {
    const now = clock.now()
    const spared = (record: OutboxRecord) => isWaiting(record) && which(record) && record.nextAttemptAt > now
    if (!memory.some(spared)) return
    try {
      change((records) => records.map((record) => (spared(record) ? { ...record, nextAttemptAt: now } : record)))
    } catch {
      // A full disk: they wait a little longer.
    }
  }

  function schedule(): void {
    cancelTimer()
    if (stopped) return
    const due = heads().map(dueAt)
    if (due.length === 0) return
    const wait = Math.max(SHORTEST_MS, Math.min(...due) - clock.now())
    cancelTimer = clock.after(network.online() ? wait : Math.max(wait, OFFLINE_LOOK_MS), () => void deliver())
  }

  async function deliver(): Promise<void> {
    if (stopped) return
    touch(storage.read())
    if (network.online()) for (const record of heads()) if (mayGo(record)) void startLane(laneOf(record))
    await Promise.all(lanes.values())
    schedule()
  }

  function deliverSparing(which: (record: OutboxRecord) => boolean): Promise<void> {
    if (stopped) return Promise.resolve()
    touch(storage.read())
    heldUntil.clear()
    if (network.online()) forgive(which)
    return deliver()
  }

  function wake(): Promise<void> {
    return deliverSparing(isUnheard)
  }

  async function attempt(nonce: string): Promise<Attempt> {
    const record = find(nonce)
    try {
      if (!record) return { state: 'unsaved', error: new AppError('not_found') }
      if (record.person !== sender.person()) return { state: 'saved', nonce, error: new AppError('not_logged_in') }
      if (!network.online()) return { state: 'saved', nonce, error: new AppError('offline') }
      // Nobody's record has no order to keep: it is sent by itself, by the one who made it, or waits for a person's word.
      return record.person === null ? await sendOne(record) : await attemptInLane(nonce, laneOf(record))
    } finally {
      liveInputs.delete(nonce)
      schedule()
    }
  }

  async function attemptInLane(nonce: string, lane: string): Promise<Attempt> {
    watched.set(nonce, null)
    try {
      heldUntil.clear()
      forgive((record) => laneOf(record) === lane)
      await startLane(lane)
      // The lane may have been on its way out when this record came.
      if (watched.get(nonce) === null) await startLane(lane)
      return watched.get(nonce) ?? { state: 'saved', nonce, error: new AppError(headOf(lane)?.lastErrorCode ?? 'timeout') }
    } finally {
      watched.delete(nonce)
    }
  }

  function keep(draft: Draft): OutboxRecord {
    const record = newRecord(draft, random.nonce(), sender.person(), clock.now())
    change((records) => [...records, record])
    schedule()
    return record
  }

  async function keepPicture(bytes: string): Promise<string> {
    const key = newAttachmentKey(random.nonce(), clock.now())
    await files.keep(key, bytes)
    return key
  }

  /** Those that a record on the disk still names stay: it was left open, or the disk would not take its answer. */
  async function forgetPictures(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return
    const named = namedKeys(storage.read())
    for (const key of keys) if (!named.has(key)) await files.remove(key)
  }

  /** Pictures that were kept just before the app was closed, and for which there never was a record. */
  async function forgetForgotten(): Promise<void> {
    const keys = await files.keys()
    const records = storage.read()
    // How a newer version of the app names its pictures is not known here.
    if (records.some((record) => record.version > RECORD_VERSION)) return
    await forgetPictures(forgottenKeys(keys, namedKeys(records), clock.now()))
  }

  /** With a full disk there is still the network: sent once, kept nowhere. Its pictures stay until it has gone through. */
  async function sendUnkept(draft: Draft, live: unknown): Promise<Attempt> {
    const { procedure, attachments = [] } = draft
    const nonce = random.nonce()
    const person = sender.person()
    try {
      const plain: unknown = live ?? draft.input
      const input = attachments.length > 0 ? await filledInput(plain, attachments) : plain
      if (input === null) throw new AppError('attachment_lost')
      if (person !== sender.person()) return { state: 'unsaved', error: new AppError('not_logged_in') }
      const { answer } = await sender.send({ procedure, nonce, input })
      void forgetPictures(keysOf(attachments))
      return { state: 'delivered', nonce, answer }
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : new AppError('server_error')
      return RETRY[error.code] === 'never' ? { state: 'refused', nonce, error } : { state: 'unsaved', error }
    }
  }

  return {
    records: () => memory,
    async start() {
      touch(storage.read())
      cancelNetwork = network.onChange((online) => void (online ? wake() : undefined))
      void forgetForgotten()
      await wake()
    },
    keepPicture,
    forgetPictures,
    keep,
    async sendNow(draft, live) {
      let record: OutboxRecord
      try {
        record = keep(draft)
      } catch {
        return sendUnkept(draft, live)
      }
      if (live !== undefined) liveInputs.set(record.nonce, live)
      return attempt(record.nonce)
    },
    attempt,
    deliver,
    wake,
    hurry: () => deliverSparing(() => true),
    adopt(nonces) {
      const person = sender.person()
      if (person === null) return
      const chosen = new Set(nonces)
      // A new nonce with the new owner: under the old one the server may already know the scan as nobody's.
      change((records) =>
        records.map((record) =>
          chosen.has(record.nonce) && record.person === null
            ? { ...record, person, nonce: random.nonce(), state: 'waiting', nextAttemptAt: clock.now(), settledAt: null, failures: 0 }
            : record,
        ),
      )
      void deliver()
    },
    retry(nonce) {
      edit(nonce, (record) => ({
        ...record,
        // A refusal was the one answer to the old nonce. Where no answer is known, the same nonce asks again.
        nonce: record.lastErrorCode !== null && RETRY[record.lastErrorCode] === 'never' ? random.nonce() : record.nonce,
        state: 'waiting',
        failures: 0,
        nextAttemptAt: clock.now(),
        settledAt: null,
      }))
      void deliver()
    },
    remove(nonce) {
      const keys = keysOf(storage.read().find((record) => record.nonce === nonce)?.attachments ?? [])
      change((records) => records.filter((record) => record.nonce !== nonce))
      void forgetPictures(keys)
    },
    stop() {
      stopped = true
      cancelTimer()
      cancelNetwork()
    },
  }
}

/** It failed only because nothing was heard, or for want of a log-in: the server has nothing against it. */
function isUnheard({ lastErrorCode }: OutboxRecord): boolean {
  return UNHEARD.has(lastErrorCode) || (lastErrorCode !== null && RETRY[lastErrorCode] === 'login')
}

function keysOf(attachments: readonly Attachment[]): string[] {
  return attachments.map(({ key }) => key)
}

function namedKeys(records: readonly OutboxRecord[]): Set<string> {
  return new Set(records.flatMap((record) => keysOf(record.attachments)))
}

function laneOf(record: OutboxRecord): string {
  return `${record.person ?? ''}\n${record.subject}`
}
