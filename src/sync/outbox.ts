/** The outbox of this phone: the one of `delivery.ts`, joined to the platform. */
import { create } from 'zustand'
import type { InputOf } from '@core/contract/procedures'
import { every, now } from '@/platform/clock'
import { keepFile, keptFileKeys, readKeptFile, removeKeptFile } from '@/platform/kept-files'
import { isOnline, onNetworkChange } from '@/platform/network'
import { makeNonce, randomBytes } from '@/platform/random'
import { readStored, writeStored } from '@/platform/storage'
import { dropAnswers } from './answers'
import { sendRecord } from './calls'
import { createOutbox } from './delivery'
import type { Attempt, Outbox } from './delivery'
import type { OutboxParts, OutboxSender, OutboxStorage } from './parts'
import { isVisibleTo, readRecords, seenState } from './record'
import type { Draft, OutboxRecord, RecordName, Seen } from './record'
import { currentSession, useSession } from './session'

const KEY = 'outbox'

const phoneStorage: OutboxStorage = {
  read: () => readRecords(readStored(KEY)),
  write(records) {
    try {
      writeStored(KEY, records)
    } catch (error) {
      // Kept answers are a comfort; a record is not.
      if (!dropAnswers()) throw error
      writeStored(KEY, records)
    }
  },
}

const phoneSender: OutboxSender = {
  person: recordOwner,
  async send({ procedure, input, nonce }) {
    const answer = await sendRecord(procedure, input as InputOf<RecordName>, nonce)
    // A ticket lacks something, and a poster may have meant several events: somebody still has to say.
    return { answer, open: 'outcome' in answer && (answer.outcome === 'ticket' || answer.outcome === 'choose') }
  },
}

function randomFraction(): number {
  const [high = 0, low = 0] = randomBytes(4)
  return (high * 256 + low) / 65_536
}

/** Whoever has consented; before that nothing stored is sent in their name. */
function recordOwner(): string | null {
  const { person } = currentSession()
  return person?.consented ? person.id : null
}

const phoneParts: OutboxParts = {
  storage: phoneStorage,
  clock: {
    now,
    after(ms, run) {
      const stop = every(ms, () => {
        stop()
        run()
      })
      return stop
    },
  },
  sender: phoneSender,
  random: { nonce: makeNonce, fraction: randomFraction },
  network: { online: isOnline, onChange: onNetworkChange },
  files: { keep: keepFile, read: readKeptFile, remove: removeKeptFile, keys: keptFileKeys },
}

interface OutboxState {
  records: readonly OutboxRecord[]
  outbox: Outbox
  started: boolean
}

/** The records on this phone, as the views see them. */
export const useOutbox = create<OutboxState>((set) => ({
  records: [],
  outbox: createOutbox(phoneParts, (records) => set({ records })),
  started: false,
}))

/** Reads the stored records and begins to deliver. Called when the app starts; a second call does nothing. */
export function startOutbox(): void {
  if (useOutbox.getState().started) return
  useOutbox.setState({ started: true })
  void useOutbox.getState().outbox.start()
}

/** Delivers what is due: called when the app shows and after a log-in. */
export function wakeOutbox(): Promise<void> {
  return useOutbox.getState().outbox.wake()
}

/** 「现在就送」: everything of mine that waits is tried at once. */
export function hurryOutbox(): Promise<void> {
  return useOutbox.getState().outbox.hurry()
}

/** Keeps a record and sends it at once; `live` is the input of this first try where it differs. */
export function sendNow(draft: Draft, live?: unknown): Promise<Attempt> {
  return useOutbox.getState().outbox.sendNow(draft, live)
}

/** Keeps a record and lets it go by itself. Throws `Error('storage_full')`. */
export function keepRecord(draft: Draft): OutboxRecord {
  return useOutbox.getState().outbox.keep(draft)
}

/**
 * Keeps a picture (base64) so that a draft can name it in its `attachments`, and answers its key. Rejects with
 * `Error('storage_full')`. The outbox deletes it when its record has been answered or dismissed, or after a day without one.
 */
export function keepPicture(bytes: string): Promise<string> {
  return useOutbox.getState().outbox.keepPicture(bytes)
}

/** Forgets pictures of which no record was made. */
export function forgetPictures(keys: readonly string[]): Promise<void> {
  return useOutbox.getState().outbox.forgetPictures(keys)
}

/** Tries a waiting record again while the person waits. */
export function attemptRecord(nonce: string): Promise<Attempt> {
  return useOutbox.getState().outbox.attempt(nonce)
}

/** 「是我扫的」 */
export function adoptRecords(nonces: readonly string[]): void {
  useOutbox.getState().outbox.adopt(nonces)
}

/** 「再试」 */
export function retryRecord(nonce: string): void {
  useOutbox.getState().outbox.retry(nonce)
}

/** Forgets a record; also used where a person has just read, full screen, why it was refused. */
export function removeRecord(nonce: string): void {
  useOutbox.getState().outbox.remove(nonce)
}

/** What a list and a badge show: my records and those of nobody, newest first; others' are only counted. */
export interface OutboxView {
  mine: readonly { record: OutboxRecord; seen: Seen }[]
  savedCount: number
  needsActionCount: number
  /** Records that wait for another person's log-in. */
  othersCount: number
}

/** The outbox as whoever looks may see it. */
export function useOutboxView(): OutboxView {
  const records = useOutbox((state) => state.records)
  const person = useSession((state) => state.person?.id ?? null)
  const owner = useSession((state) => (state.person?.consented ? state.person.id : null))
  const mine = records.filter((record) => isVisibleTo(record, person)).sort((one, other) => other.createdAt - one.createdAt)
  const count = (seen: Seen) => mine.filter((record) => seenState(record, owner) === seen).length
  return {
    mine: mine.map((record) => ({ record, seen: seenState(record, owner) })),
    savedCount: count('saved'),
    needsActionCount: count('needs_action'),
    othersCount: records.filter((record) => !isVisibleTo(record, person) && record.state !== 'delivered').length,
  }
}
