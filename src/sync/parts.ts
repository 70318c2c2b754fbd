import type { Instant } from '@core/contract/common'
import type { OutboxRecord, RecordName } from './record'

/** Where records outlive the app. `write` is durable before it returns, and throws where it cannot keep them. */
export interface OutboxStorage {
  read(): OutboxRecord[]
  write(records: readonly OutboxRecord[]): void
}

export interface OutboxClock {
  now(): Instant
  /** Calls `run` once, after `ms`; answers how to call it off. */
  after(ms: number, run: () => void): () => void
}

/** What is sent of a record. */
export interface Posting {
  procedure: RecordName
  nonce: string
  input: unknown
}

/** What the server said. `open`: it has the record, and something is left for the person to do. */
export interface Reply {
  answer: unknown
  open: boolean
}

export interface OutboxSender {
  /** Under whose log-in a call would go out at this moment; null: nobody's. */
  person(): string | null
  /** Sends under the log-in of `person()`, read in the same instant. Throws AppError: a refusal, or that no answer came. */
  send(posting: Posting): Promise<Reply>
}

export interface OutboxRandom {
  /** 128 random bits, base64url. */
  nonce(): string
  /** 0 ≤ fraction < 1. */
  fraction(): number
}

export interface OutboxNetwork {
  online(): boolean
  onChange(listener: (online: boolean) => void): () => void
}

/** Where pictures outlive the app. Only `keep` may reject, with `Error('storage_full')`; it is durable when it resolves. */
export interface OutboxFiles {
  keep(key: string, bytes: string): Promise<void>
  /** The bytes, base64; null where there are none. */
  read(key: string): Promise<string | null>
  remove(key: string): Promise<void>
  keys(): Promise<string[]>
}

/** All that an outbox needs of the world. */
export interface OutboxParts {
  storage: OutboxStorage
  clock: OutboxClock
  sender: OutboxSender
  random: OutboxRandom
  network: OutboxNetwork
  /** An outbox without them keeps no pictures. */
  files?: OutboxFiles
  /**
   * The order of the two halves of every change. `diskFirst` is the only right one; a test turns it round to see what is
   * lost then.
   */
  commit?: Commit
}

export type Commit = (toDisk: () => void, toMemory: () => void) => void

/** Persist, then touch memory: what a person has seen on the display is on the disk. */
export function diskFirst(toDisk: () => void, toMemory: () => void): void {
  toDisk()
  toMemory()
}

/** Of an outbox that keeps no pictures. */
export const NO_FILES: OutboxFiles = {
  keep: () => Promise.reject(new Error('storage_full')),
  read: async () => null,
  remove: async () => undefined,
  keys: async () => [],
}
