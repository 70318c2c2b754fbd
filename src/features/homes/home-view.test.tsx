import { act, render, screen, waitFor } from '@testing-library/react'
import type { HomePage } from '@core/contract/homes'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, goDark, newPhone, refused, serve } from '@/sync/_phone'
import { HomeView } from './home-view'
import { homeShareCard, homeShareText } from './share-home'
import { useHome, type HomeAddress } from './use-home'

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()
const card = (id: string, title: string): HomePage['next'][number] => ({
  id,
  code: id,
  title,
  category: 'study',
  categoryName: '学习成长',
  cover: null,
  audience: 'open',
  byLots: false,
  homeId: 'h1',
  homeName: '东关青年之家',
  startsAt: clockFake.time,
  endsAt: clockFake.time,
  status: 'published',
  places: null,
  free: null,
  givesHours: false,
  creditModule: null,
  creditHundredths: 0,
})

function pageOf(more: Partial<HomePage> = {}): HomePage {
  return {
    id: 'h1',
    name: '东关青年之家',
    orgId: 'o1',
    orgName: '东关街道团工委',
    address: '和平路 18 号',
    hours: '周二至周日 9:00–21:00',
    services: ['书吧', '自习'],
    dutyNote: '',
    about: '一楼是书吧',
    cover: null,
    standing: 'ordinary',
    next: [card('e1', '周末图书整理')],
    residents: [],
    lastShowcase: null,
    visitCount: 0,
    visitedToday: false,
    mayManage: false,
    ...more,
  }
}

function Page({ address = { homeId: 'h1' } }: { address?: HomeAddress }) {
  return (
    <HomeView
      home={useHome(address)}
      eventLine={(event) => <div key={event.id}>{event.title}</div>}
      showcase={(showcase) => <div>{showcase.text}</div>}
    />
  )
}

async function show(more: Partial<HomePage> = {}) {
  serve({ 'homes.get': pageOf(more) })
  render(<Page />)
  await waitFor(() => expect(byId('home-name')).toHaveTextContent('东关青年之家'))
}

beforeEach(newPhone)

describe('the page of a youth home', () => {
  it('says when it is open, where it is, what it offers and what comes next', async () => {
    await show()
    expect(byId('home-hours')).toHaveTextContent('周二至周日 9:00–21:00')
    expect(byId('home-next')).toHaveTextContent('周末图书整理')
    expect(document.body).toHaveTextContent('一楼是书吧')
    expect(screen.getByText('自习')).toBeInTheDocument()
    expect(byId('home-visits')).toBeNull()
    expect(byId('care-home')).toBeNull()
    act(() => press('home-address'))
    expect(navigationFake.copied).toBe('和平路 18 号')
  })

  it('says what to do where nothing is on and nothing was filled in', async () => {
    await show({ next: [], hours: '', address: '' })
    expect(byId('home-hours')).toHaveTextContent('去之前先问一声')
    expect(byId('home-address')).toHaveTextContent('地址还没填')
    act(() => press('home-next-empty-action'))
    expect(navigationFake.moves).toEqual([{ how: 'switchTab', url: '/pages/events/index' }])
  })

  it('shows who lives in it, with their own events', async () => {
    const resident = {
      id: 'r1',
      orgId: 'o2',
      name: '青禾公益',
      about: '教孩子做科学小实验',
      since: '2025-03-01',
      next: [card('e2', '小小实验课')],
    }
    await show({ residents: [resident] })
    expect(byId('resident-r1')).toHaveTextContent('青禾公益2025年3月 入驻教孩子做科学小实验小小实验课')
  })

  it('shows what the last event looked like, and leads to it', async () => {
    await show({ lastShowcase: { text: '修好了 31 件', pictures: [], at: 1, eventId: 'e9', title: '旧物改造', startsAt: 1 } })
    expect(byId('home-showcase')).toHaveTextContent('旧物改造修好了 31 件')
    act(() => press('home-showcase-more'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/events/detail/index?eventId=e9' }])
  })

  it.each([
    ['ordinary', false],
    ['model', true],
    ['delisting_proposed', true],
    ['delisted', false],
  ] as const)('%s: wears the plate of a model home: %s', async (standing, wears) => {
    await show({ standing })
    expect(byId('home-standing') !== null).toBe(wears)
  })

  it('remembers that I came today, and how many did', async () => {
    await show({ visitedToday: true, visitCount: 128 })
    expect(byId('home-visited')).toHaveTextContent('今天来过了')
    expect(byId('home-visits')).toHaveTextContent('近 30 天 128 人次到访')
  })

  it('leads to the secretary on duty, and its officers to their work', async () => {
    await show({ dutyNote: '每周三 19:00', mayManage: true })
    act(() => press('home-duty'))
    act(() => press('care-home'))
    expect(navigationFake.moves).toEqual([
      { how: 'switchTab', url: '/pages/meetings/index' },
      { how: 'open', url: '/packages/care/homes/index?homeId=h1' },
    ])
  })

  it('is found by the code of its poster', async () => {
    serve({ 'homes.get': pageOf() })
    render(<Page address={{ code: '0123456789' }} />)
    await waitFor(() => expect(byId('home-name')).toBeInTheDocument())
    expect(callsOf('homes.get')).toMatchObject([{ input: { code: '0123456789' } }])
  })

  it('says that it is not there, or that nothing came, and tries again', async () => {
    serve({ 'homes.get': refused('not_found') })
    const { unmount } = render(<Page />)
    await waitFor(() => expect(byId('error')).toHaveTextContent('没找到'))
    unmount()
    newPhone()
    goDark('offline')
    render(<Page />)
    await waitFor(() => expect(byId('error')).toHaveTextContent('没有网络'))
    serve({ 'homes.get': pageOf() })
    act(() => press('error-retry'))
    await waitFor(() => expect(byId('home-name')).toBeInTheDocument())
  })
})

it('is shared by its name, what is on, and its picture', () => {
  expect(homeShareCard(pageOf({ cover: 'a/b' }))).toEqual({
    title: '东关青年之家｜最近有 1 场活动',
    path: '/packages/homes/detail/index?homeId=h1',
    imageUrl: '/files/a/b',
  })
  expect(homeShareCard(pageOf({ next: [] }))).toEqual({ title: '东关青年之家｜来坐坐', path: '/packages/homes/detail/index?homeId=h1' })
  expect(homeShareCard(null).path).toBe('/pages/events/index')
  expect(homeShareText(pageOf())).toBe('东关青年之家\n和平路 18 号\n开放时间：周二至周日 9:00–21:00')
})
