/** Sessions, rotas and receptions as an officer's pages get them. */
import type { Home } from '@core/contract/homes'
import type { Duty, HostCard, PlannedSession, ReceptionLine, Rota, SessionCard } from '@core/contract/sessions'
import { instantOf, MINUTE_MS } from '@core/rules/shared/calendar'

/** Saturday morning, before anybody comes. */
export const NOW = instantOf('2026-11-28', '08:30')
export const ORG = '0190a000-0000-7000-8000-0000000000aa'
export const HOME = '0190a000-0000-7000-8000-0000000000bb'

/** The id of the n-th thing of a test. */
export function idOf(n: number): string {
  return `0190a000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`
}

export const LIN: HostCard = { id: idOf(71), name: '林书记', post: '团工委书记', helpsWith: '就业、创业的事都可以找我' }
export const CHEN: HostCard = { id: idOf(72), name: '陈静', post: '团工委干部', helpsWith: '' }
export const ZHAO: HostCard = { id: idOf(73), name: '赵明', post: '', helpsWith: '' }

export function sessionCard(n: number, part: Partial<SessionCard> = {}): SessionCard {
  const startsAt = part.startsAt ?? instantOf('2026-11-28', '09:00')
  return {
    id: idOf(n),
    code: `00000000${String(n).padStart(2, '0')}`,
    orgId: ORG,
    orgName: '东关街道团工委',
    homeId: HOME,
    homeName: '东关青年之家',
    host: LIN,
    substitute: false,
    startsAt,
    endsAt: startsAt + 150 * MINUTE_MS,
    cancelReason: null,
    places: 5,
    free: 2,
    waitingCount: 0,
    mine: null,
    ...part,
  }
}

/** A duty of mine. */
export function duty(n: number, part: Partial<Duty> = {}): Duty {
  return { ...sessionCard(n, part), holiday: null, ...part }
}

export function planned(n: number, part: Partial<PlannedSession> = {}): PlannedSession {
  return { ...duty(n, part), rotaId: idOf(60), bookedCount: 3, byHand: false, makeUpDay: false, ...part }
}

export function rota(n: number, part: Partial<Rota> = {}): Rota {
  return {
    id: idOf(n),
    orgId: ORG,
    homeId: HOME,
    homeName: '东关青年之家',
    weekday: 6,
    from: '09:00',
    to: '11:30',
    slotMinutes: 30,
    placesPerSlot: 1,
    hosts: [LIN, CHEN],
    startsOn: '2026-11-01',
    ...part,
  }
}

export function line(n: number, part: Partial<ReceptionLine> = {}): ReceptionLine {
  const startsAt = part.startsAt ?? instantOf('2026-11-28', '09:00')
  return {
    bookingId: idOf(n),
    name: '王旭',
    anonymous: false,
    slotNo: 1,
    startsAt,
    endsAt: startsAt + 30 * MINUTE_MS,
    state: 'booked',
    topic: 'work',
    question: '想摆摊，去哪里办手续',
    walkIn: false,
    comingAt: null,
    checkedInAt: null,
    metAt: null,
    finishedAt: null,
    record: '',
    explanation: null,
    excused: false,
    earlier: [],
    ...part,
  }
}

export function home(id: string, name: string): Home {
  return { id, name, orgId: ORG, orgName: '东关街道团工委', address: '和平路 18 号', hours: '', services: [], dutyNote: '' }
}
