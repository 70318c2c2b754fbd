import { act, render, waitFor } from '@testing-library/react'
import type { SessionCard } from '@core/contract/sessions'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, goDark, newPhone, serve } from '@/sync/_phone'
import { NINE, sessionOf } from './_sessions'
import { SessionListView } from './session-list-view'
import { useSessionList } from './use-session-list'
import { sessionWord } from './words'

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()
const chosen = jest.fn()

function List() {
  const list = useSessionList()
  return (
    <>
      <SessionListView
        list={list}
        homeName={list.homeId === null ? '' : '县青年中心'}
        onChooseHome={chosen}
        otherwise={<div id='besides' />}
      />
      <button id='narrow' onClick={() => list.narrow('h1')} />
    </>
  )
}

const show = (...items: SessionCard[]) => {
  serve({ 'sessions.list': { items, next: null } })
  return act(async () => render(<List />))
}

beforeEach(newPhone)

describe('the coming days', () => {
  it('show each session with its host, its time, its place and what is free', async () => {
    const other = sessionOf({ id: 's2', code: 'BBBBBBBBBB', homeName: '东关青年之家', free: 0, substitute: true })
    const later = sessionOf({ id: 's3', code: 'CCCCCCCCCC', startsAt: NINE + 7 * DAY_MS, endsAt: NINE + 7 * DAY_MS + HOUR_MS })
    await show(sessionOf(), other, later)
    expect(byId('session-AAAAAAAAAA')).toHaveTextContent('林书记团县委副书记就业创业、住房补贴09:00–12:00县青年中心余 2')
    expect(byId('session-BBBBBBBBBB')).toHaveTextContent('代班')
    expect(byId('session-BBBBBBBBBB')).toHaveTextContent('约满 · 可排队')
    expect(document.body).toHaveTextContent('11月28日 周六')
    expect(document.body).toHaveTextContent('12月5日 周六')
    expect(byId('besides')).toBeInTheDocument()
    act(() => press('session-BBBBBBBBBB'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/sessions/detail/index?code=BBBBBBBBBB' }])
  })

  it('are narrowed to one home, and say so where nothing is planned there', async () => {
    await show()
    expect(byId('sessions-empty')).toHaveTextContent('近期没有排上接待')
    await act(async () => press('narrow'))
    expect(callsOf('sessions.list')).toMatchObject([{ input: { limit: 20 } }, { input: { homeId: 'h1', limit: 20 } }])
    expect(byId('choose-home')).toHaveTextContent('县青年中心')
    expect(byId('sessions-empty')).toHaveTextContent('看看别的家')
    await act(async () => press('sessions-empty-action'))
    expect(byId('choose-home')).toHaveTextContent('全部青年之家')
    act(() => press('choose-home'))
    expect(chosen).toHaveBeenCalledTimes(1)
  })

  it('say what happened where nothing came, and try again', async () => {
    goDark()
    render(<List />)
    expect(byId('sessions-loading')).toBeInTheDocument()
    await waitFor(() => expect(byId('error-retry')).toBeInTheDocument())
    serve({ 'sessions.list': { items: [sessionOf()], next: null } })
    await act(async () => press('error-retry'))
    expect(byId('session-AAAAAAAAAA')).toBeInTheDocument()
  })
})

describe('a session in one word', () => {
  const word = (more: Partial<SessionCard>, now = clockFake.time) => sessionWord(sessionOf(more), now).text

  it('says what is left of it', () => {
    expect(word({})).toBe('余 2')
    expect(word({ free: 0 })).toBe('约满 · 可排队')
    expect(word({ free: 0 }, NINE)).toBe('接待中')
    expect(word({ free: 1 }, NINE)).toBe('余 1')
    expect(word({}, NINE + 3 * HOUR_MS)).toBe('已结束')
  })

  it('says before that what I have of it, and before all that it was called off', () => {
    const mine = { slotNo: 2, startsAt: NINE + HOUR_MS }
    expect(word({ mine: { ...mine, state: 'booked' } })).toBe('已约 10:00')
    expect(word({ mine: { ...mine, state: 'answered' } }, NINE + 9 * HOUR_MS)).toBe('谈过了')
    expect(word({ mine: { ...mine, state: 'no_show' } })).toBe('没来')
    expect(word({ mine: { ...mine, state: 'booked' }, cancelReason: '出差' })).toBe('取消了')
  })
})
