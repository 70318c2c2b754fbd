import type { EvidenceKind, OfficerAssurance, PresenceEntry, Purpose, Screen } from '@core/contract/attendance'
import type { ChosenPicture } from '@/platform/picture/types'
import type { Attempt } from '@/sync/delivery'
import { forgetPictures, keepPicture, keepRecord, sendNow } from '@/sync/outbox'
import { serverNow } from '../server-clock'

/** Everything of an event's door is one subject: a photo arrives before the roll call that it belongs to. */
export function doorSubject(eventId: string): string {
  return `door:${eventId}`
}

/** An entry of this moment. */
export function entryNow(purpose: Purpose, by: OfficerAssurance, who: { personId?: string; pass?: string }, reason = ''): PresenceEntry {
  return { purpose, by, at: serverNow(), reason, ...who }
}

/**
 * Records presence: on the phone when this returns its promise, at the server when there is a network. All entries are one
 * delivery: all of it is recorded, or nothing.
 */
export function recordPresence({ eventId, title }: Screen, entries: PresenceEntry[]): Promise<Attempt> {
  return sendNow({ procedure: 'attendance.record', input: { eventId, entries }, subject: doorSubject(eventId), title })
}

/** Keeps a photo as evidence, to be delivered before what is recorded after it. Rejects with `Error('storage_full')`. */
export async function recordEvidence({ eventId, title }: Screen, kind: EvidenceKind, { bytes }: ChosenPicture): Promise<void> {
  const key = await keepPicture(bytes)
  try {
    keepRecord({
      procedure: 'attendance.addEvidence',
      // The bytes take their place when it is sent.
      input: { eventId, kind, picture: '', note: '' },
      attachments: [{ path: 'picture', key }],
      subject: doorSubject(eventId),
      title,
    })
  } catch (error) {
    await forgetPictures([key])
    throw error
  }
}
