/** A phone without hardware: a disk, a clock, a network, chance, and a server that knows every nonce it has answered. */
import { AppError } from '@core/contract/errors'
import type { ErrorCode } from '@core/contract/errors'
import type { OutboxParts, Posting, Reply } from './parts'
import type { Draft, OutboxRecord } from './record'

/** How one send goes. `lost_answer`: the server has done it, the phone never hears. */
export type Weather = 'fine' | 'lost_request' | 'lost_answer' | 'broken_server'

export class FakeServer {
  /** Who sent what, once per nonce: what the server has in its tables. */
  readonly accepted = new Map<string, { person: string | null; posting: Posting }>()
  readonly sends: { person: string | null; posting: Posting }[] = []
  readonly refusals = new Map<string, ErrorCode>()
  /** Subjects on which the server itself always fails. */
  readonly poisoned = new Set<string>()

  take(person: string | null, posting: Posting): Reply {
    this.sends.push({ person, posting })
    const subject = codeOf(posting.input)
    if (this.poisoned.has(subject)) throw new AppError('server_error')
    const refusal = this.refusals.get(subject)
    if (refusal) throw new AppError(refusal)
    const known = this.accepted.get(posting.nonce)
    if (known && known.person !== person) throw new AppError('nonce_reused')
    if (!known) this.accepted.set(posting.nonce, { person, posting })
    return { answer: { took: subject }, open: false }
  }

  /** How often a scan has come in under different nonces. */
  countOf(code: string): number {
    return [...this.accepted.values()].filter(({ posting }) => codeOf(posting.input) === code).length
  }

  ownersOf(code: string): (string | null)[] {
    return [...this.accepted.values()].filter(({ posting }) => codeOf(posting.input) === code).map(({ person }) => person)
  }
}

export class FakePhone {
  disk = '[]'
  full = false
  time = 1_795_233_600_000
  online = true
  person: string | null = null
  weather: () => Weather = () => 'fine'
  /** Pictures, by their keys. They lie elsewhere than the records and are full by themselves. */
  readonly files = new Map<string, string>()
  filesFull = false
  readonly listeners = new Set<(online: boolean) => void>()
  private timers: { at: number; run: () => void }[] = []
  private drawn = 0

  constructor(readonly server = new FakeServer()) {}

  parts(): OutboxParts {
    return {
      storage: {
        read: () => JSON.parse(this.disk) as OutboxRecord[],
        write: (records) => {
          if (this.full) throw new Error('storage_full')
          this.disk = JSON.stringify(records)
        },
      },
      clock: {
        now: () => this.time,
        after: (ms, run) => {
          const timer = { at: this.time + ms, run }
          this.timers.push(timer)
          return () => {
            this.timers = this.timers.filter((other) => other !== timer)
          }
        },
      },
      sender: {
        person: () => this.person,
        send: async (posting) => {
          const person = this.person
          const weather = this.weather()
          await Promise.resolve()
          if (weather === 'lost_request') throw new AppError('timeout')
          if (weather === 'broken_server') throw new AppError('unavailable')
          const reply = this.server.take(person, posting)
          if (weather === 'lost_answer') throw new AppError('timeout')
          return reply
        },
      },
      random: { nonce: () => `nonce-${(this.drawn += 1)}`, fraction: () => 0 },
      files: {
        keep: async (key, bytes) => {
          if (this.filesFull) throw new Error('storage_full')
          this.files.set(key, bytes)
        },
        read: async (key) => this.files.get(key) ?? null,
        remove: async (key) => void this.files.delete(key),
        keys: async () => [...this.files.keys()],
      },
      network: {
        online: () => this.online,
        onChange: (listener) => {
          this.listeners.add(listener)
          return () => this.listeners.delete(listener)
        },
      },
    }
  }

  /** Everything in memory is gone, as when the app is killed; the disk is not. */
  killApp(): void {
    this.timers = []
    this.listeners.clear()
  }

  setOnline(online: boolean): void {
    this.online = online
    for (const listener of this.listeners) listener(online)
  }

  /** Lets `ms` pass, timers and all that follows from them. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms
    await settled()
    for (;;) {
      const [due] = this.timers.filter((timer) => timer.at <= end).sort((one, other) => one.at - other.at)
      if (!due) break
      this.timers = this.timers.filter((timer) => timer !== due)
      this.time = Math.max(this.time, due.at)
      due.run()
      await settled()
    }
    this.time = end
  }
}

/** Lets all promises run that can. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
}

/** A scan as the outbox gets it; the subject is the event. */
export function scanOf(event: string, code = event): Draft {
  return { procedure: 'attendance.scan', input: { code, delivery: 'stored' }, subject: `event:${event}` }
}

function codeOf(input: unknown): string {
  return (input as { code: string }).code
}
