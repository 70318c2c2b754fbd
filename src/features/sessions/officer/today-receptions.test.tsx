import { fireEvent, render } from '@testing-library/react'
import type { PlannedSession } from '@core/contract/sessions'
import { instantOf } from '@core/rules/shared/calendar'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone } from '@/sync/_phone'
import { CHEN, idOf, LIN, NOW, ORG, planned } from './_duty'
import { receptionsOn, TodayReceptions } from './today-receptions'

const today = (items: PlannedSession[]) => receptionsOn(items, [ORG], NOW)

beforeEach(() => {
  newPhone()
  clockFake.time = NOW
})

it('shows who receives today in one’s own organizations, and leads to the list', () => {
  const items = [
    planned(1),
    planned(2, { host: CHEN, startsAt: instantOf('2026-11-28', '14:00'), substitute: true }),
    planned(3, { startsAt: instantOf('2026-12-05', '09:00') }),
    planned(4, { cancelReason: '出差' }),
    planned(5, { orgId: idOf(90) }),
  ]
  render(<TodayReceptions sessions={today(items)} personId={LIN.id} />)
  expect([...document.querySelectorAll('[id^=reception-]')].map((cell) => cell.id)).toEqual([
    `reception-${idOf(1)}`,
    `reception-${idOf(2)}`,
  ])
  expect(document.getElementById(`reception-${idOf(1)}`)).toHaveTextContent('09:00–11:30 · 东关青年之家你接待 · 约了 3 / 5')
  expect(document.getElementById(`reception-${idOf(2)}`)).toHaveTextContent('陈静接待 · 约了 3 / 5代班')
  fireEvent.click(document.getElementById(`reception-${idOf(1)}`)!)
  expect(navigationFake.moves.map(({ url }) => url)).toEqual([`/packages/duty/reception/index?sessionId=${idOf(1)}`])
})

it('is about today only', () => {
  expect(today([planned(3, { startsAt: instantOf('2026-12-05', '09:00') })])).toEqual([])
  expect(today([planned(3)])).toHaveLength(1)
})
