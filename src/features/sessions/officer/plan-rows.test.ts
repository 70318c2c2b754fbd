import { instantOf } from '@core/rules/shared/calendar'
import { CHEN, idOf, LIN, NOW, ORG, planned, rota } from './_duty'
import { planRows, swapChoices, waysOf } from './plan-rows'

const planner = { personId: LIN.id, ownOrgIds: [ORG] }
const at = (day: string) => instantOf(day, '09:00')

describe('the lines of a plan', () => {
  it('have the days that a holiday takes among those that are held', () => {
    const plan = {
      items: [planned(1, { startsAt: at('2026-11-28') }), planned(2, { startsAt: at('2027-01-09') })],
      skipped: [{ rotaId: idOf(60), day: '2027-01-02', holiday: '元旦' }],
      unknownYear: null,
    }
    const pattern = rota(60)
    expect(planRows(plan, [pattern]).map(({ key, day }) => [key, day])).toEqual([
      [idOf(1), '2026-11-28'],
      [`${idOf(60)}-2027-01-02`, '2027-01-02'],
      [idOf(2), '2027-01-09'],
    ])
    expect(planRows(plan, [pattern])[1]).toMatchObject({ holiday: '元旦', rota: pattern })
    expect(planRows(plan, [])[1]).toMatchObject({ rota: null })
  })
})

describe('what may be done about a session', () => {
  it('is everything before it begins, except to stand in for oneself', () => {
    expect(waysOf(planned(1, { host: CHEN }), planner, NOW)).toEqual(['reception', 'take_over', 'change_host', 'swap', 'move', 'cancel'])
    expect(waysOf(planned(1, { host: LIN }), planner, NOW)).toEqual(['reception', 'change_host', 'swap', 'move', 'cancel'])
  })

  it('is only who receives once it has begun, and to look once it is over', () => {
    const session = planned(1, { host: CHEN })
    expect(waysOf(session, planner, session.startsAt)).toEqual(['reception', 'take_over', 'change_host'])
    expect(waysOf(session, planner, session.endsAt)).toEqual(['reception'])
  })

  it('leaves who comes, and standing in, to the officers of that very organization', () => {
    expect(waysOf(planned(1, { host: CHEN, orgId: idOf(90) }), planner, NOW)).toEqual(['change_host', 'swap', 'move', 'cancel'])
  })

  it('is nothing about a cancelled one', () => {
    expect(waysOf(planned(1, { cancelReason: '出差' }), planner, NOW)).toEqual([])
  })
})

it('can be exchanged with another host’s session of the same organization that has not begun', () => {
  const mine = planned(1)
  const other = planned(2, { host: CHEN, startsAt: at('2026-12-05') })
  const not = [
    planned(3, { startsAt: at('2026-12-12') }),
    planned(4, { host: CHEN, orgId: idOf(90), startsAt: at('2026-12-12') }),
    planned(5, { host: CHEN, cancelReason: '出差', startsAt: at('2026-12-12') }),
    planned(6, { host: CHEN, startsAt: at('2026-11-27') }),
  ]
  expect(swapChoices(mine, [mine, other, ...not], NOW)).toEqual([other])
})
