import { act, render, waitFor } from '@testing-library/react'
import type { Home } from '@core/contract/homes'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone, serve } from '@/sync/_phone'
import { DutyHomes } from './duty-homes'
import { HomeSheet } from './home-sheet'
import { homeName, useHomes } from './use-homes'

const home = (id: string, dutyNote = ''): Home => ({
  id,
  name: `${id}青年之家`,
  orgId: 'o',
  orgName: '团工委',
  address: '和平路',
  hours: '',
  services: ['书吧'],
  dutyNote,
})
const byId = (id: string) => document.getElementById(id)

beforeEach(newPhone)

it('shows only where a secretary sits, and when', () => {
  const homes = [home('东关', '每周三 19:00–20:30'), home('城南')]
  const { rerender } = render(<DutyHomes homes={homes} homeId={null} />)
  expect(byId('duty-东关')).toHaveTextContent('每周三 19:00–20:30')
  expect(byId('duty-城南')).toBeNull()
  act(() => byId('duty-东关')!.click())
  expect(navigationFake.moves).toEqual([{ how: 'open', url: `/packages/homes/detail/index?homeId=${encodeURIComponent('东关')}` }])
  rerender(<DutyHomes homes={homes} homeId='城南' />)
  expect(byId('duty-homes')).toBeNull()
  expect(byId('duty-东关')).toBeNull()
})

it('chooses one home or all', async () => {
  serve({ 'homes.list': { items: [home('东关'), home('城南')] } })
  const chosen = jest.fn()
  function Choice() {
    return <HomeSheet open homes={useHomes()} value='东关' onChoose={chosen} onClose={() => undefined} />
  }
  render(<Choice />)
  await waitFor(() => expect(byId('home-城南')).toBeInTheDocument())
  act(() => byId('home-城南')!.click())
  act(() => byId('home-all')!.click())
  expect(chosen.mock.calls).toEqual([['城南'], [undefined]])
})

it('knows the name of a chosen home', () => {
  expect(homeName([home('东关')], '东关')).toBe('东关青年之家')
  expect(homeName(undefined, '东关')).toBe('')
})
