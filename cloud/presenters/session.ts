import type { Instant } from '@core/contract/common'
import type { Duty, MyBooking, MySession, MySessionWaiting, SessionCard, Slot } from '@core/contract/sessions'
import { dayOf } from '@core/rules/shared/calendar'
import { publicHolidayOn } from '@core/rules/shared/working-days'
import type { Secrecy } from '@cloud/services/secrecy'
import type { SessionRow } from '@cloud/store/sessions'
import type { BookingRow, MySessionRow, WaitingRow } from '@cloud/store/slots'

/** What lists show of a session. A booking that was cancelled is nothing one has of it. */
export function sessionCard(row: SessionRow): SessionCard {
  return {
    id: row.id,
    code: row.code,
    orgId: row.orgId,
    orgName: row.orgName,
    homeId: row.homeId,
    homeName: row.homeName,
    host: { id: row.host.id, name: row.host.name, post: row.host.post, helpsWith: row.host.helpsWith },
    substitute: row.host.id !== row.meantHostId,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    cancelReason: row.cancelReason,
    places: row.places,
    free: row.free,
    waitingCount: row.waitingCount,
    mine: row.mine?.state === 'cancelled' ? null : row.mine,
  }
}

/** A session for whoever receives there: with the public holiday that its day is. */
export function dutyCard(row: SessionRow): Duty {
  return { ...sessionCard(row), holiday: publicHolidayOn(dayOf(row.startsAt)) }
}

/** A slot as it can be booked now: a place of one that has begun is nobody's to take. */
export function slotNow(slot: Slot, now: Instant): Slot {
  return { no: slot.no, startsAt: slot.startsAt, endsAt: slot.endsAt, places: slot.places, free: now < slot.startsAt ? slot.free : 0 }
}

/** A booking for whoever made it, with what they wrote. */
export function myBooking(row: BookingRow, secrecy: Secrecy): MyBooking {
  return {
    sessionId: row.sessionId,
    slotNo: row.slotNo ?? 0,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    state: row.state,
    topic: row.topic,
    question: secrecy.open(row.questionEnc),
    anonymous: row.anonymous,
    comingAt: row.comingAt,
    late: row.late,
    explained: row.explanationEnc !== null && row.excusedAt === null,
    excused: row.excusedAt !== null,
    caseId: row.caseId,
  }
}

/** A place in the line for whoever waits, with what they wrote. */
export function myWaiting({ questionEnc, ...row }: WaitingRow, secrecy: Secrecy): MySessionWaiting {
  return { ...row, question: secrecy.open(questionEnc) }
}

/** A booking in a list of one's own, with whom and where. */
export function mySession(row: MySessionRow, secrecy: Secrecy): MySession {
  return {
    sessionId: row.sessionId,
    code: row.code,
    homeName: row.homeName,
    hostName: row.hostName,
    slotNo: row.slotNo ?? 0,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    state: row.state,
    topic: row.topic,
    question: secrecy.open(row.questionEnc),
    late: row.late,
    explained: row.explanationEnc !== null && row.excusedAt === null,
    excused: row.excusedAt !== null,
  }
}
