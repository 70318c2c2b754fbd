import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Home } from '@core/contract/homes'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone } from '@/sync/_phone'
import type { Query } from '@/sync/use-query'
import type { OutputOf } from '@core/contract/procedures'
import { homePage, NOW } from './_homes'
import { HomesList } from './homes-list'

type Homes = Query<OutputOf<'homes.managed'>>
const home = (n: number): Home => ({ ...homePage(), id: `h${n}`, name: `第${n}青年之家` })
const query = (items: Home[] | null, part: Partial<Homes> = {}): Homes => ({
  data: items && { items, orgs: [] },
  fetchedAt: NOW,
  state: items ? 'ready' : 'loading',
  error: null,
  reload: () => Promise.resolve(),
  ...part,
})
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))

beforeEach(() => newPhone())

it('opens the home that is pressed', async () => {
  render(<HomesList homes={query([home(1), home(2)])} />)
  expect(document.getElementById('home-search')).toBeNull()
  await press('home-h2')
  expect(navigationFake.moves.map((move) => move.url)).toEqual(['/packages/care/homes/index?homeId=h2'])
})

it('finds one among a county’s thousand, drawn in parts', async () => {
  render(<HomesList homes={query(Array.from({ length: 1_042 }, (_, n) => home(n)))} />)
  expect(document.querySelectorAll('.cell')).toHaveLength(60)
  await press('home-more')
  expect(document.querySelectorAll('.cell')).toHaveLength(120)
  fireEvent.change(element('home-search'), { target: { value: '第1041' } })
  expect(document.querySelectorAll('.cell')).toHaveLength(1)
  fireEvent.change(element('home-search'), { target: { value: '没有的' } })
  expect(element('home-none')).toHaveTextContent('换个词试试')
})

it('is a table on a desk whose rows open by Enter', () => {
  displayFake.wide = true
  render(<HomesList homes={query([home(1)])} />)
  const row = element('home-h1')
  expect(row).toHaveTextContent('第1青年之家东关街道团工委每天 9:00–21:00自习')
  fireEvent.keyDown(row, { key: 'Enter' })
  expect(navigationFake.moves).toHaveLength(1)
})

it('says who makes homes where there is none, and why they did not come', async () => {
  const { unmount } = render(<HomesList homes={query([])} />)
  expect(element('no-homes')).toHaveTextContent('请平台的管理员登记一个')
  unmount()
  const reload = jest.fn(() => Promise.resolve())
  render(<HomesList homes={query(null, { state: 'failed', error: new AppError('offline'), reload })} />)
  await press('error-retry')
  expect(reload).toHaveBeenCalled()
})
