import { act, render, renderHook, waitFor } from '@testing-library/react'
import { MESSAGE_KINDS, type InboxMessage } from '@core/contract/inbox'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { InboxCell } from './inbox-cell'
import { InboxView } from './inbox-view'
import { messageAction } from './message-action'
import { useInbox } from './use-inbox'
import { useUnread } from './use-unread'

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()
const messageOf = (id: string, more: Partial<InboxMessage> = {}): InboxMessage => ({
  id,
  kind: 'offer',
  text: '「旧物改造」有空位了，为你留到 14:30',
  eventId: 'e1',
  homeId: null,
  sessionId: null,
  caseId: null,
  at: clockFake.time,
  read: false,
  ...more,
})

function Inbox({ loggedIn = true }: { loggedIn?: boolean }) {
  return <InboxView model={useInbox(loggedIn)} now={clockFake.time} />
}

beforeEach(() => {
  newPhone()
  logInAs('xiaoyu')
})

describe('my messages', () => {
  it('say what happened and when, and lead to the one thing to do', async () => {
    serve({
      'inbox.list': { items: [messageOf('m1'), messageOf('m2', { read: true })], next: null, unreadCount: 1 },
      'inbox.read': { unreadCount: 0 },
    })
    render(<Inbox />)
    expect(byId('inbox-loading')).toBeInTheDocument()
    await waitFor(() => expect(byId('message-m1')).toHaveTextContent('「旧物改造」有空位了，为你留到 14:30今天 12:00去不去'))
    expect(byId('message-m1')).toHaveAccessibleName('没看过，「旧物改造」有空位了，为你留到 14:30，今天 12:00，去不去')
    expect(byId('unread-m1')).toBeInTheDocument()
    expect(byId('unread-m2')).toBeNull()
    await act(async () => press('message-m1'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/events/detail/index?eventId=e1' }])
    expect(callsOf('inbox.read')).toMatchObject([{ input: { ids: ['m1'] } }])
    expect(byId('unread-m1')).toBeNull()
  })

  it('open although the server does not learn of it, and one that was read before is not told again', async () => {
    serve({ 'inbox.list': { items: [messageOf('m1'), messageOf('m2', { read: true })], next: null, unreadCount: 1 } })
    render(<Inbox />)
    await waitFor(() => expect(byId('message-m1')).toBeInTheDocument())
    goDark('offline')
    await act(async () => press('message-m1'))
    await act(async () => press('message-m2'))
    expect(navigationFake.moves).toHaveLength(2)
    expect(callsOf('inbox.read').every(({ input }) => (input as { ids: string[] }).ids[0] === 'm1')).toBe(true)
  })

  it('are all read with one press', async () => {
    let read = false
    serve({
      'inbox.list': () => ({ items: [messageOf('m1', { read })], next: null, unreadCount: read ? 0 : 1 }),
      'inbox.read': () => {
        read = true
        return { unreadCount: 0 }
      },
    })
    render(<Inbox />)
    await waitFor(() => expect(byId('read-all')).toBeInTheDocument())
    await act(async () => press('read-all'))
    expect(callsOf('inbox.read')).toMatchObject([{ input: {} }])
    await waitFor(() => expect(byId('unread-m1')).toBeNull())
    expect(byId('read-all')).toBeNull()
  })

  it('say why they could not be marked', async () => {
    serve({ 'inbox.list': { items: [messageOf('m1')], next: null, unreadCount: 1 }, 'inbox.read': refused('rate_limited') })
    render(<Inbox />)
    await waitFor(() => expect(byId('read-all')).toBeInTheDocument())
    await act(async () => press('read-all'))
    expect(byId('inbox-problem')).toHaveTextContent('点得太快了')
  })

  it('come in parts', async () => {
    serve({
      'inbox.list': ({ input }) =>
        (input as { after?: string }).after
          ? { items: [messageOf('m2')], next: null, unreadCount: 2 }
          : { items: [messageOf('m1')], next: 'n', unreadCount: 2 },
    })
    render(<Inbox />)
    await waitFor(() => expect(byId('inbox-more')).toHaveTextContent('更早的'))
    await act(async () => press('inbox-more'))
    await waitFor(() => expect(byId('message-m2')).toBeInTheDocument())
    expect(byId('inbox-more')).toBeNull()
  })

  it('say what they are for while there are none', async () => {
    serve({ 'inbox.list': { items: [], next: null, unreadCount: 0 } })
    render(<Inbox />)
    await waitFor(() => expect(byId('inbox-empty')).toHaveTextContent('消息会在这里'))
  })

  it('say that nothing came, and try again', async () => {
    goDark('offline')
    render(<Inbox />)
    await waitFor(() => expect(byId('error')).toHaveTextContent('没有网络'))
    serve({ 'inbox.list': { items: [messageOf('m1')], next: null, unreadCount: 1 } })
    act(() => press('error-retry'))
    await waitFor(() => expect(byId('message-m1')).toBeInTheDocument())
  })
})

describe('the one thing to do', () => {
  it.each(MESSAGE_KINDS)('about %s has a word and a place', (kind) => {
    const action = messageAction({ kind, eventId: 'e1', homeId: 'h1', sessionId: 's1', caseId: 'c1' })
    expect(action?.url).toMatch(/^\/packages\//)
    expect(action?.text.length).toBeGreaterThan(1)
  })

  it('about a whistle is done where officers work, about an own case where its person reads it', () => {
    const about = { eventId: null, homeId: null, sessionId: null, caseId: 'c1' }
    expect(messageAction({ kind: 'case_whistled', ...about })?.url).toBe('/packages/casework/detail/index?caseId=c1')
    expect(messageAction({ kind: 'case_answered', ...about })?.url).toBe('/packages/cases/detail/index?caseId=c1')
  })

  it('is nothing where what it is about is not named', () => {
    expect(messageAction({ kind: 'offer', eventId: null, homeId: null, sessionId: null, caseId: null })).toBeNull()
    expect(messageAction({ kind: 'delisting_decided', eventId: null, homeId: null, sessionId: null, caseId: null })).toBeNull()
  })
})

describe('what is unread', () => {
  it('is a dot on 我的 until all is read, and asked of nobody who is not logged in', async () => {
    serve({ 'inbox.unread': { unreadCount: 2 } })
    const { result, rerender } = renderHook(({ loggedIn }) => useUnread(loggedIn), { initialProps: { loggedIn: false } })
    expect(callsOf('inbox.unread')).toEqual([])
    rerender({ loggedIn: true })
    await waitFor(() => expect([...navigationFake.dots]).toEqual(['/pages/me/index']))
    serve({ 'inbox.unread': { unreadCount: 0 } })
    await act(() => result.current.reload())
    expect([...navigationFake.dots]).toEqual([])
  })

  it('goes with the log-in', async () => {
    serve({ 'inbox.unread': { unreadCount: 2 } })
    const { rerender } = renderHook(({ loggedIn }) => useUnread(loggedIn), { initialProps: { loggedIn: true } })
    await waitFor(() => expect(navigationFake.dots.size).toBe(1))
    rerender({ loggedIn: false })
    expect(navigationFake.dots.size).toBe(0)
  })

  it.each([
    [0, '消息', '消息'],
    [3, '消息3 条没看', '消息，3 条没看'],
    [120, '消息99+', '消息，120 条没看'],
  ])('%s of it stands on the way to the messages', (count, seen, heard) => {
    render(<InboxCell unreadCount={count} />)
    expect(byId('open-inbox')).toHaveTextContent(seen)
    expect(byId('open-inbox')).toHaveAccessibleName(heard)
    act(() => press('open-inbox'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/inbox/list/index' }])
  })
})
