import type { ScanOutcome } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import type { InputOf, NamesOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import { createOutbox, type Outbox } from '@/sync/delivery'
import type { OutboxParts } from '@/sync/parts'
import { readRecords, type Draft, type OutboxRecord, type RecordName } from '@/sync/record'
import { askUntilAnswered } from '@/sync/request'
import type { Guards } from './breaks'
import type { Chance } from './chance'
import type { Caller, Network } from './network'
import type { Server } from './server'
import type { SimulatedTime } from './simulated-time'
import type { Story } from './story'
import type { Person } from './town'
import type { Witness } from './witness'

/** All that a phone lives in. */
export interface Surroundings {
  time: SimulatedTime
  network: Network
  server: Server
  chance: Chance
  guards: Guards
  story: Story
  witness: Witness
}

/** The app was killed between two steps of its own: what was under way goes no further. */
export class Killed extends Error {}

const never = <T>() => new Promise<T>(() => undefined)

/**
 * A phone: a disk, a clock that is wrong, a network that comes and goes, and an app that can be killed. The disk and the
 * log-in outlive the app; everything else is gone with it.
 */
export class Phone {
  online = true
  full = false
  /** Records made now trip a fault of the server. */
  poisoning = false
  private disk = '[]'
  private app: App | null = null

  constructor(
    readonly name: string,
    readonly device: string,
    public person: Person | null,
    /** What its clock is ahead of the true time, in milliseconds. */
    readonly skew: number,
    readonly around: Surroundings,
  ) {}

  /** The running app; null where it was killed. */
  get running(): App | null {
    return this.app
  }

  records(): OutboxRecord[] {
    return readRecords(JSON.parse(this.disk))
  }

  write(records: readonly OutboxRecord[]): void {
    if (this.full) throw new Error('storage_full')
    this.disk = JSON.stringify(records)
  }

  start(): void {
    this.app = new App(this)
    void this.app.outbox.start()
  }

  kill(): void {
    const { app } = this
    this.app = null
    app?.die()
  }

  setOnline(online: boolean): void {
    this.online = online
    this.app?.noticeNetwork(online)
  }

  /** Another person logs in (null: logs out), and what waits of theirs goes. */
  logIn(person: Person | null): void {
    this.person = person
    if (person) void this.app?.outbox.wake()
  }
}

/** One life of the app on a phone. */
export class App implements Caller {
  readonly outbox: Outbox
  /** Something that its person does is under way. */
  busy = false
  /** So many halves of changes from now on it dies. */
  fuse: number | null = null
  private alive = true
  private readonly listeners = new Set<(online: boolean) => void>()
  /** The record that is being made. */
  private drafted = ''

  constructor(readonly phone: Phone) {
    const { witness } = phone.around
    this.outbox = createOutbox(this.parts(), (records) => {
      if (this.alive) witness.saw(records)
    })
  }

  get name(): string {
    return this.phone.name
  }

  isAlive(): boolean {
    return this.alive
  }

  isOnline(): boolean {
    return this.phone.online
  }

  noticeNetwork(online: boolean): void {
    for (const listener of this.listeners) listener(online)
  }

  die(): void {
    this.alive = false
    this.outbox.stop()
  }

  /** A draft whose way is followed. `eventId` is what it is really about. */
  draft<N extends RecordName>(procedure: N, input: InputOf<N>, event: { id: string; code: string }): Draft {
    const { witness, guards } = this.phone.around
    const { person, poisoning } = this.phone
    const owner = person?.id ?? null
    this.drafted = witness.draft({ procedure, owner, phone: this.phone.name, eventId: event.id, poisoned: poisoning })
    return { procedure, input, subject: guards.subject(`event:${event.code}`), title: this.drafted } as Draft
  }

  /** A request with its repetitions. Throws AppError. */
  request<N extends NamesOf<'request'>>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    return askUntilAnswered(
      this.nonce(),
      () => this.phone.online,
      (nonce) => this.call(name, input, nonce),
    )
  }

  /** One call, as `sync/calls` makes it. Throws AppError. */
  async call<N extends ProcedureName>(name: N, input: InputOf<N>, nonce?: string): Promise<OutputOf<N>> {
    if (!this.alive) return never()
    const { person, device, around } = this.phone
    const answer = await around.network.send(this, { name, input, nonce, device, token: person?.token })
    if (answer.ok) return answer.data as OutputOf<N>
    if (answer.code === 'not_logged_in' && person !== null && this.phone.person === person) this.phone.person = null
    throw new AppError(answer.code, answer.params)
  }

  private nonce(): string {
    return this.phone.around.chance.bytes(16).toString('base64url')
  }

  private parts(): OutboxParts {
    const { phone } = this
    const { time, chance, guards, server } = phone.around
    return {
      storage: { read: () => phone.records(), write: (records) => phone.write(records) },
      clock: {
        now: () => time.now + phone.skew,
        after: (ms, run) =>
          time.at(time.now + ms, () => {
            if (this.alive) run()
          }),
      },
      sender: { person: () => phone.person?.id ?? null, send: (posting) => this.post(posting.procedure, posting.input, posting.nonce) },
      random: {
        nonce: () => {
          const nonce = this.nonce()
          if (phone.poisoning) server.poisoned.add(nonce)
          return nonce
        },
        fraction: () => chance.fraction(),
      },
      network: {
        online: () => phone.online,
        onChange: (listener) => {
          this.listeners.add(listener)
          return () => this.listeners.delete(listener)
        },
      },
      commit: (toDisk, toMemory) => guards.commit(this.mortal(toDisk), this.mortal(toMemory)),
    }
  }

  /** A half of a change, before which the app may be killed. */
  private mortal(half: () => void): () => void {
    return () => {
      if (this.fuse !== null && this.fuse-- === 0) {
        this.phone.around.story.aside(this.name, () => 'is killed before this half of a change')
        this.phone.kill()
      }
      if (!this.alive) throw new Killed()
      half()
    }
  }

  private async post(procedure: RecordName, input: unknown, nonce: string) {
    if (!this.alive) return never<never>()
    const { witness } = this.phone.around
    const all = this.phone.records()
    const record = all.find((other) => other.nonce === nonce)
    if (record) witness.sends(record, all)
    witness.kept.get(record?.title ?? this.drafted)!.nonces.add(nonce)
    const answer = await this.call(procedure, input as InputOf<RecordName>, nonce)
    return { answer, open: 'outcome' in answer && (answer as ScanOutcome).outcome === 'ticket' }
  }
}
