import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { MyWholePart } from '@core/contract/events'
import { presenceWindow } from '@core/rules/attendance/scan'
import { askComingFrom, asksComing, leaveIsOnLeave } from '@core/rules/events/enrolling'
import { seedHash } from '@core/rules/events/lots'
import { OBJECTION_MS } from '@core/rules/events/objection'
import { behindUntil, BEHIND_MS } from '@core/rules/events/waiting'
import type { Person } from '@cloud/store/people'
import type { EventRow } from '@cloud/store/events'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { refusalOf } from './conditions'

const NOTHING: MyWholePart = {
  enrollment: null,
  shift: null,
  comingAt: null,
  signedInAt: null,
  signedOutAt: null,
  pending: false,
  proposedLeftAt: null,
  waiting: null,
  enrolledAt: null,
  refusal: null,
  askComing: false,
  leaveNeedsWord: false,
  mayLeave: false,
  mayRate: false,
  rating: null,
  mayObject: false,
  objection: null,
  behindUntil: null,
}

/** What the caller has to do with an event: enrollment, the line, presence, and what they may do now. */
async function myPart(store: Tables, event: EventRow, person: Person | null, now: Instant): Promise<MyWholePart> {
  if (!person?.consented) return NOTHING
  const pair = { eventId: event.id, personId: person.id }
  const [attendance, enrollment, waiting, refusal, missedAt, rating, objection] = await Promise.all([
    store.attendance.of(pair),
    store.places.enrollment(event.id, person.id),
    store.places.waitingOf(event.id, person.id),
    refusalOf(store, event, person.id, now),
    store.people.missedAt(person.id, now - BEHIND_MS),
    store.afterwards.myRating(event.id, person.id),
    store.afterwards.objectionOf(event.id, person.id),
  ])
  const state = enrollment?.state ?? null
  const holds = state === 'enrolled' || state === 'applied'
  const closed = event.closedAt !== null
  const concerned = attendance !== null || state === 'absent' || state === 'attended'
  return {
    enrollment: state,
    shift: enrollment?.shift ?? null,
    comingAt: enrollment?.comingAt ?? null,
    signedInAt: attendance?.signedInAt ?? null,
    signedOutAt: attendance?.signedOutAt ?? null,
    pending: attendance?.pending ?? false,
    proposedLeftAt: attendance?.proposedLeftAt ?? null,
    waiting,
    refusal: refusal?.code ?? null,
    enrolledAt: enrollment?.at ?? null,
    // Who enrolls after everybody was asked has just said so.
    askComing: state === 'enrolled' && attendance === null && asksComing(event, now) && enrollment!.at < askComingFrom(event.startsAt),
    leaveNeedsWord: leaveIsOnLeave(event, now),
    mayLeave: holds && attendance === null && event.status === 'published' && now < event.startsAt,
    mayRate: attendance !== null && (closed || now >= event.endsAt) && event.status !== 'cancelled',
    rating,
    mayObject: closed && concerned && objection?.state !== 'open' && now <= event.closedAt! + OBJECTION_MS,
    objection,
    behindUntil: behindUntil(missedAt, now),
  }
}

/** All about one event, and what the caller has to do with it. What no reviewer has seen is shown to its officers alone. */
export const get = procedure('events.get', async ({ input, person, now, store }) => {
  const event = input.eventId ? await store.events.byId(input.eventId) : await store.events.byCode(input.code ?? '')
  if (!event) throw new AppError('not_found')
  const acting = async (role: 'helper' | 'officer') =>
    person?.consented ? (await store.people.actingOrg(person.id, role, { eventId: event.id }, now)) !== null : false
  const [mayManage, mayEdit] = await Promise.all([acting('helper'), acting('officer')])
  if ((event.status === 'draft' || event.status === 'in_review') && !mayEdit) throw new AppError('not_found')
  const [card, enrolledCount, waitingCount, shifts, audienceOrgName, showcase, rating, mine] = await Promise.all([
    store.events.card(event.id),
    store.events.enrolledCount(event.id),
    store.places.waitingCount(event.id),
    event.hasShifts ? store.events.shifts(event.id) : [],
    event.audienceOrgId ? store.people.nameOfOrg(event.audienceOrgId) : null,
    store.afterwards.showcase(event.id),
    store.afterwards.rating(event.id),
    myPart(store, event, person, now),
  ])
  return {
    ...card,
    summary: event.summary,
    contact: event.contact,
    orgId: event.orgId,
    orgName: event.orgName,
    address: event.address,
    signOut: event.signOut,
    dropIn: event.dropIn,
    ...presenceWindow(event),
    cancelReason: event.cancelReason,
    enrolledCount,
    waitingCount,
    enrollFrom: event.enrollFrom,
    enrollUntil: event.enrollUntil,
    audienceOrgName,
    ageFrom: event.ageFrom,
    ageTo: event.ageTo,
    walkIns: event.walkIns,
    poster: event.poster,
    firstTimerPercent: event.firstTimerPercent,
    lotsSeedHash: event.lotsSeed === null ? null : seedHash(event.lotsSeed),
    lotsSeed: event.drawnAt === null ? null : event.lotsSeed,
    drawnAt: event.drawnAt,
    shifts,
    seriesId: event.seriesId,
    changedAt: event.changedAt,
    closedAt: event.closedAt,
    objectUntil: event.closedAt === null ? null : event.closedAt + OBJECTION_MS,
    showcase,
    rating,
    version: event.version,
    reviewNote: mayEdit ? event.reviewNote : null,
    mine,
    mayManage,
    mayEdit,
  }
})
