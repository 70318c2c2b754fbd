/** A home, its rhythms and its standing as an officer's pages get them. */
import type { Clock, HomePage, ModelHome } from '@core/contract/homes'
import { instantOf } from '@core/rules/shared/calendar'

export const NOW = instantOf('2026-11-28', '15:00')
export const ORG = '0190a000-0000-7000-8000-0000000000aa'
export const HOME = '0190a000-0000-7000-8000-0000000000bb'

/** The id of the n-th thing of a test. */
export function idOf(n: number): string {
  return `0190a000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`
}

export function homePage(part: Partial<HomePage> = {}): HomePage {
  return {
    id: HOME,
    name: '东关青年之家',
    orgId: ORG,
    orgName: '东关街道团工委',
    address: '和平路 18 号',
    hours: '每天 9:00–21:00',
    services: ['自习'],
    dutyNote: '',
    about: '一楼能看书，二楼能开会',
    cover: null,
    standing: 'ordinary',
    next: [],
    residents: [],
    lastShowcase: null,
    visitCount: 42,
    visitedToday: false,
    mayManage: true,
    ...part,
  }
}

export function clock(n: number, part: Partial<Clock> = {}): Clock {
  return {
    id: idOf(n),
    orgId: ORG,
    orgName: '东关街道团工委',
    homeId: HOME,
    homeName: '东关青年之家',
    kind: 'study_society',
    name: '青年学习社',
    everyDays: null,
    warnDays: 14,
    startedOn: '2026-01-10',
    lastAt: instantOf('2026-09-19', '19:00'),
    daysSince: 70,
    dueOn: '2026-11-19',
    state: 'overdue',
    ...part,
  }
}

export function modelHome(n: number, part: Partial<ModelHome> = {}): ModelHome {
  return {
    homeId: idOf(n),
    name: `第${n}青年之家`,
    orgName: '东关街道团工委',
    standing: 'model',
    evidence: { lastAt: instantOf('2026-05-01', '17:00'), idleDays: 211, eventsInYear: 2, visitsInYear: 9 },
    history: [{ step: 'awarded', at: instantOf('2025-03-01', '09:00'), by: '林书记', reason: '一年办了 60 场', evidence: null }],
    maySupervise: true,
    mayObject: false,
    ...part,
  }
}
