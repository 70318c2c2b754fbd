import type { OutboxRecord, RecordName } from '@/sync/record'
import type { BookingOperation } from './linearizability'

/** What is known of a record besides what lies on the phone. */
export interface Kept {
  title: string
  procedure: RecordName
  /** Who was logged in when it was made; null: nobody. */
  owner: string | null
  phone: string
  /** The event it is about, whatever subject the phone has it under. */
  eventId: string
  nonces: Set<string>
  poisoned: boolean
  /** Whether a person has seen it on the display as 已存在手机. */
  seenSaved: boolean
  /** Its person has read what came of it and let it go, or it has been replaced by another record. */
  letGo: boolean
}

/** A wish for a place or to give it up, at an event. Times are logical. */
export type Operation = BookingOperation & { eventId: string; dropped: boolean }

/** Remembers what people saw and heard, to hold it against the tables at the end. */
export class Witness {
  readonly kept = new Map<string, Kept>()
  readonly operations: Operation[] = []
  readonly violations: string[] = []
  private moment = 0

  blame(violation: string): void {
    this.violations.push(violation)
  }

  /** A record is about to be made; answers its title, by which it is known from now on. */
  draft(about: Pick<Kept, 'procedure' | 'owner' | 'phone' | 'eventId' | 'poisoned'>): string {
    const title = `${about.procedure.split('.')[1]}-${this.kept.size + 1}`
    this.kept.set(title, { ...about, title, nonces: new Set(), seenSaved: false, letGo: false })
    return title
  }

  /** A phone shows its records. */
  saw(records: readonly OutboxRecord[]): void {
    for (const record of records) {
      const kept = this.kept.get(record.title)!
      kept.nonces.add(record.nonce)
      if (record.state === 'waiting') kept.seenSaved = true
    }
  }

  /** A record goes out: nothing of its person about the same event that was kept earlier may still wait. */
  sends(record: OutboxRecord, all: readonly OutboxRecord[]): void {
    const kept = this.kept.get(record.title)!
    if (record.person === null) return
    for (const other of all) {
      if (other.nonce === record.nonce) return
      const same = other.person === record.person && this.kept.get(other.title)!.eventId === kept.eventId
      if (same && other.state === 'waiting') this.blame(`${record.title} overtook ${other.title} of the same person and event`)
    }
  }

  /** The next moment of logical time. */
  tick(): number {
    return (this.moment += 1)
  }

  invoke(eventId: string, person: string, kind: BookingOperation['kind'], invokedAt = this.tick()): Operation {
    const operation: Operation = { eventId, person, kind, invokedAt, answeredAt: null, answer: null, dropped: false }
    this.operations.push(operation)
    return operation
  }

  /** The person hears what came of it. Null: a refusal that left everything as it was. */
  hear(operation: Operation, answer: BookingOperation['answer']): void {
    operation.answeredAt = this.tick()
    operation.answer = answer
    operation.dropped = answer === null
  }
}
