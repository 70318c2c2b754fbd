import type { Reception, ReceptionLine } from '@core/contract/sessions'
import { isUnnamedTo, UNNAMED } from '@core/rules/sessions/reception'
import type { Secrecy } from '@cloud/services/secrecy'
import type { EarlierRow, ReceptionRow } from '@cloud/store/receptions'

/** Who looks at a session's list, and who receives there. */
export interface Look {
  officerId: string
  hostId: string
}

/** What an officer may call somebody on the list. */
export function nameFor({ officerId, hostId }: Look, { name, anonymous }: { name: string; anonymous: boolean }): string {
  return isUnnamedTo(officerId, { hostId, anonymous }) ? UNNAMED : name
}

/**
 * One line of the list. Nothing of it tells an officer who somebody unnamed is: neither a name nor an id of the person, nor what they
 * came with before.
 */
export function receptionLine(row: ReceptionRow, earlier: readonly EarlierRow[], look: Look, secrecy: Secrecy): ReceptionLine {
  return {
    bookingId: row.id,
    name: nameFor(look, row),
    anonymous: row.anonymous,
    slotNo: row.slotNo ?? 0,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    state: row.state,
    topic: row.topic,
    question: secrecy.open(row.questionEnc),
    walkIn: row.slotNo === null,
    comingAt: row.comingAt,
    checkedInAt: row.checkedInAt,
    metAt: row.metAt,
    finishedAt: row.finishedAt,
    record: opened(row.recordEnc, secrecy) ?? '',
    explanation: opened(row.explanationEnc, secrecy),
    excused: row.excusedAt !== null,
    earlier: isUnnamedTo(look.officerId, { ...look, anonymous: row.anonymous }) ? [] : earlierMatters(row.personId, earlier, secrecy),
  }
}

function earlierMatters(personId: string, earlier: readonly EarlierRow[], secrecy: Secrecy): Reception['items'][number]['earlier'] {
  return earlier
    .filter((matter) => matter.personId === personId)
    .map(({ at, topic, questionEnc, recordEnc, state }) => ({
      at,
      topic,
      question: secrecy.open(questionEnc),
      record: opened(recordEnc, secrecy) ?? '',
      state,
    }))
}

function opened(sealed: string | null, secrecy: Secrecy): string | null {
  return sealed === null ? null : secrecy.open(sealed)
}
