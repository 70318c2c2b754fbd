import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { DemoPerson, Me } from '@core/contract/people'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { keepRecord, wakeOutbox } from '@/sync/outbox'
import { currentSession } from '@/sync/session'
import { Entrance } from './entrance'
import { givenName, greetingOf } from './greeting'
import { setLargeText, useLargeText } from './large-text'
import { useMe } from './me'
import { PageFrame } from './page-frame'
import { Settings } from './settings'

const ME: Me = {
  id: 'xiaoyu',
  name: '李晓雨',
  consented: true,
  orgName: '东关街道第三团支部',
  isMember: false,
  volunteerNo: null,
  birthMonth: null,
  grants: [],
}
const person = (id: string, name: string, role: DemoPerson['role'] = null): DemoPerson => ({
  id,
  name,
  orgName: '东关街道',
  role,
  note: '',
})
const scan = { procedure: 'attendance.scan', input: { code: 'c', delivery: 'stored' }, subject: 'event:a' } as const
const press = (id: string) => document.getElementById(id)!.click()
const byId = (id: string) => document.getElementById(id)

beforeEach(() => {
  newPhone()
  useMe.setState({ me: null, demo: true, ready: true })
  useLargeText.setState({ large: false })
})

describe('the way in', () => {
  const people = { items: [person('p1', '李晓雨'), person('p2', '王旭'), person('p3', '赵明', 'officer')] }

  it('is a person to choose in a demonstration: young people and officers apart, and a search', async () => {
    serve({ 'people.demoPeople': people })
    render(<Entrance />)
    await waitFor(() => expect(byId('demo-p1')).toBeInTheDocument())
    expect(screen.getByText('青年')).toBeInTheDocument()
    expect(screen.getByText('团干部')).toBeInTheDocument()
    fireEvent.change(byId('demo-search')!, { target: { value: '王' } })
    expect(byId('demo-p1')).toBeNull()
    expect(byId('demo-p2')).toBeInTheDocument()
    fireEvent.change(byId('demo-search')!, { target: { value: '不在' } })
    expect(screen.getByText('没找到这个人，换个字试试')).toBeInTheDocument()
  })

  it('leads through the consent the first time, and then on', async () => {
    const onDone = jest.fn()
    serve({
      'people.demoPeople': people,
      'people.demoLogin': { token: 'T'.repeat(43), me: { ...ME, name: '', consented: false } },
      'people.consent': ME,
    })
    render(<Entrance onDone={onDone} />)
    await waitFor(() => expect(byId('demo-p1')).toBeInTheDocument())
    act(() => press('demo-p1'))
    await waitFor(() => expect(byId('consent-submit')).toBeInTheDocument())
    expect(onDone).not.toHaveBeenCalled()
    act(() => press('consent-submit'))
    expect(await screen.findByText('写上名字，负责人好核对')).toBeInTheDocument()
    expect(callsOf('people.consent')).toEqual([])
    fireEvent.change(byId('consent-name')!, { target: { value: ' 李晓雨 ' } })
    act(() => press('consent-submit'))
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1))
    expect(callsOf('people.consent')).toMatchObject([{ input: { name: '李晓雨' } }])
  })

  it('says why it did not work', async () => {
    serve({ 'people.demoPeople': people, 'people.demoLogin': refused('not_found') })
    render(<Entrance />)
    await waitFor(() => expect(byId('demo-p1')).toBeInTheDocument())
    act(() => press('demo-p1'))
    await waitFor(() => expect(byId('login-error')).toHaveTextContent('没找到'))
  })

  it('tells a browser outside of a demonstration where to go', () => {
    useMe.setState({ demo: false })
    render(<Entrance />)
    expect(byId('login-elsewhere')).toHaveTextContent('微信')
    expect(byId('login-wechat')).toBeNull()
  })
})

describe('the frame of every page', () => {
  it('says on every page that this is a demonstration, and nothing of it elsewhere', () => {
    const { rerender } = render(<PageFrame>内容</PageFrame>)
    expect(byId('demo-banner')).toHaveTextContent('别填真实信息')
    act(() => useMe.setState({ demo: false }))
    rerender(<PageFrame>内容</PageFrame>)
    expect(byId('demo-banner')).toBeNull()
  })

  it('says from when the content is while there is no network', () => {
    const { rerender } = render(<PageFrame>内容</PageFrame>)
    expect(byId('network-banner')).toBeNull()
    act(() => networkFake.set(false))
    expect(byId('network-banner')).toHaveTextContent('扫码照样能存下来')
    rerender(<PageFrame stale={clockFake.time - 3_600_000}>内容</PageFrame>)
    expect(byId('network-banner')).toHaveTextContent('没有网络，显示的是 11:00 的内容')
    rerender(<PageFrame stale={clockFake.time - 86_400_000}>内容</PageFrame>)
    expect(byId('network-banner')).toHaveTextContent('没有网络，显示的是 昨天 12:00 的内容')
    act(() => networkFake.set(true))
    expect(byId('network-banner')).toHaveTextContent('没连上，已保存的都还在')
  })

  it('points to what could not be delivered', async () => {
    logInAs('xiaoyu')
    serve({ 'attendance.scan': refused('code_invalid') })
    keepRecord(scan)
    await act(() => wakeOutbox())
    render(<PageFrame>内容</PageFrame>)
    expect(byId('needs-action')).toHaveTextContent('有 1 条没办成，看看怎么处理')
    act(() => press('needs-action-action'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/attendance/outbox/index' }])
  })

  it('asks whose the scans of before the log-in are', () => {
    keepRecord(scan)
    logInAs('xiaoyu')
    render(<PageFrame>内容</PageFrame>)
    expect(byId('needs-action')).toHaveTextContent('登录前存了 1 条扫码，是你扫的吗？')
  })

  it('shows the desk’s page at a desk and the phone’s on a phone', () => {
    const { rerender } = render(<PageFrame wide='书桌'>手机</PageFrame>)
    expect(byId('page-frame')).toHaveTextContent('手机')
    displayFake.wide = true
    rerender(<PageFrame wide='书桌'>手机</PageFrame>)
    expect(byId('page-frame')).toHaveTextContent('书桌')
  })

  it('grows with the large text, which is kept on the phone', () => {
    render(<PageFrame>内容</PageFrame>)
    expect(byId('page-frame')).not.toHaveClass('large')
    act(() => setLargeText(true))
    expect(byId('page-frame')).toHaveClass('large')
  })
})

describe('the settings', () => {
  beforeEach(() => logInAs('xiaoyu'))

  it('say before logging out what stays and waits', async () => {
    goDark('offline')
    networkFake.set(false)
    keepRecord(scan)
    keepRecord({ ...scan, subject: 'event:b' })
    useMe.setState({ me: ME })
    render(<Settings me={ME} />)
    expect(byId('open-outbox')).toHaveTextContent('2 条没送达')
    await act(async () => press('logout'))
    expect(navigationFake.questions).toMatchObject([{ text: '还有 2 条没送达，会等你下次登录再送' }])
    await waitFor(() => expect(currentSession().person).toBeNull())
    expect(navigationFake.toasts).toEqual(['已退出'])
  })

  it('keep the log-in when somebody thinks again', async () => {
    navigationFake.answer = false
    render(<Settings me={ME} />)
    await act(async () => press('logout'))
    expect(currentSession().person?.id).toBe('xiaoyu')
  })

  it('show an officer the workbench, and nobody else', () => {
    const officer: Me = { ...ME, grants: [{ role: 'officer', orgId: 'a', orgName: '东关街道团工委', eventId: null }] }
    useMe.setState({ me: officer })
    const { unmount } = render(<Settings me={officer} />)
    expect(byId('open-workbench')).toHaveTextContent('东关街道团工委')
    unmount()
    useMe.setState({ me: ME })
    render(<Settings me={ME} />)
    expect(byId('open-workbench')).toBeNull()
  })

  it('switch the large text', () => {
    render(<Settings me={null} />)
    act(() => press('large-text'))
    expect(useLargeText.getState().large).toBe(true)
    expect(byId('logout')).toBeNull()
  })
})

it('greets by the hour and by the given name', () => {
  expect([4, 8, 11, 13, 17, 22].map(greetingOf)).toEqual(['夜深了', '早上好', '上午好', '中午好', '下午好', '晚上好'])
  expect(['李晓雨', '王旭', '欧阳晓雨', 'Ann', ' 赵明明 '].map(givenName)).toEqual(['晓雨', '王旭', '欧阳晓雨', 'Ann', '明明'])
})

it('greets whoever goes by a surname and a title by both', () => {
  expect(['林书记', ' 李老师', '陈主任', '小林'].map(givenName)).toEqual(['林书记', '李老师', '陈主任', '小林'])
  expect(['林书雨', '林记书'].map(givenName)).toEqual(['书雨', '记书'])
})
