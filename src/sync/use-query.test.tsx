import { act, renderHook, waitFor } from '@testing-library/react'
import type { Answer } from '@core/contract/envelope'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { sessionFake } from '@/platform/session/fake'
import { storageFake } from '@/platform/storage/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from './_phone'
import { usePages } from './use-pages'
import { forgetAnswers, staleSince, useQuery } from './use-query'

beforeEach(newPhone)

const home = (name: string) => ({ id: name, name, orgId: 'o', orgName: '', address: '', hours: '', services: [], dutyNote: '' })
const homes = (...names: string[]) => ({ items: names.map(home) })

/** A new app over the same disk. */
function reopen(): void {
  const kept = new Map(storageFake.entries)
  forgetAnswers()
  storageFake.entries = kept
}

it('shows what was kept at once, and then the truth', async () => {
  serve({ 'homes.list': homes('东关') })
  const first = renderHook(() => useQuery('homes.list', {}))
  expect(first.result.current.state).toBe('loading')
  await waitFor(() => expect(first.result.current.data).toEqual(homes('东关')))
  first.unmount()
  reopen()
  serve({ 'homes.list': homes('东关', '城南') })
  const second = renderHook(() => useQuery('homes.list', {}))
  expect(second.result.current).toMatchObject({ state: 'ready', data: homes('东关') })
  await waitFor(() => expect(second.result.current.data).toEqual(homes('东关', '城南')))
})

it('says from when the content is while no answer comes', async () => {
  serve({ 'homes.list': homes('东关') })
  const { result } = renderHook(() => useQuery('homes.list', {}))
  await waitFor(() => expect(result.current.state).toBe('ready'))
  const fetched = clockFake.time
  clockFake.advance(3_600_000)
  goDark()
  await act(() => result.current.reload())
  expect(result.current).toMatchObject({ state: 'stale', data: homes('东关'), fetchedAt: fetched, error: { code: 'timeout' } })
  expect(staleSince(result.current)).toBe(fetched)
})

it('has nothing to show where nothing was kept and no answer comes', async () => {
  goDark('unavailable')
  const { result } = renderHook(() => useQuery('homes.list', {}))
  await waitFor(() => expect(result.current).toMatchObject({ state: 'failed', data: null, error: { code: 'unavailable' } }))
})

it('drops what was kept when the server refuses: the refusal is the truth', async () => {
  logInAs('xiaoyu')
  serve({ 'homes.list': homes('东关') })
  const { result } = renderHook(() => useQuery('homes.list', {}))
  await waitFor(() => expect(result.current.state).toBe('ready'))
  serve({ 'homes.list': refused('not_found') })
  await act(() => result.current.reload())
  expect(result.current).toMatchObject({ state: 'failed', data: null })
})

it('asks once however many ask at the same time', async () => {
  serve({ 'homes.list': homes('东关') })
  const { result } = renderHook(() => [useQuery('homes.list', {}), useQuery('homes.list', {})] as const)
  await act(() => Promise.all([result.current[0].reload(), result.current[1].reload()]))
  expect(callsOf('homes.list')).toHaveLength(1)
})

it('never shows one person what another one saw', async () => {
  logInAs('xiaoyu')
  serve({ 'homes.list': homes('小雨的') })
  const { result } = renderHook(() => useQuery('homes.list', {}))
  await waitFor(() => expect(result.current.state).toBe('ready'))
  goDark()
  act(() => logInAs('laowang'))
  await waitFor(() => expect(result.current).toMatchObject({ state: 'failed', data: null }))
})

it('does not ask as one person what the token of another would answer: another tab has changed the log-in', async () => {
  logInAs('xiaoyu')
  serve({ 'homes.list': ({ token }) => homes(String(token)) })
  const { result } = renderHook(() => useQuery('homes.list', {}))
  await waitFor(() => expect(result.current.data).toEqual(homes('token-of-xiaoyu')))
  storageFake.entries.set('session.person', JSON.stringify({ id: 'laowang', consented: true }))
  sessionFake.token = 'token-of-laowang'
  await act(() => result.current.reload())
  await waitFor(() => expect(result.current.data).toEqual(homes('token-of-laowang')))
  expect(storageFake.entries.get('answer/xiaoyu/homes.list/{}')).toContain('token-of-xiaoyu')
})

it('asks nothing without a name', () => {
  const { result } = renderHook(() => useQuery(null, {}))
  expect(result.current).toMatchObject({ data: null, state: 'loading' })
  expect(callFake.sent).toEqual([])
})

it('keeps forty answers, the newest, and gives way when the phone is full', async () => {
  serve({ 'homes.list': homes('东关') })
  for (let index = 0; index < 45; index += 1) {
    act(() => logInAs(`person-${index}`))
    const { result, unmount } = renderHook(() => useQuery('homes.list', {}))
    await waitFor(() => expect(result.current.state).toBe('ready'))
    unmount()
  }
  expect([...storageFake.entries.keys()].filter((key) => key.startsWith('answer/'))).toHaveLength(40)
  storageFake.full = true
  const { result } = renderHook(() => useQuery('people.who', {}))
  await waitFor(() => expect(result.current.state).toBe('failed'))
})

describe('a list in parts', () => {
  const card = (id: string) => ({ id })
  const parts: Record<string, { items: ReturnType<typeof card>[]; next: string | null }> = {
    '': { items: [card('a'), card('b')], next: 'b' },
    b: { items: [card('c')], next: null },
  }
  const server = (): void => {
    callFake.server = ({ input }): Answer<unknown> => ({ ok: true, data: parts[(input as { after?: string }).after ?? ''] })
  }
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id)

  it('reads on where the last part ended, until the end', async () => {
    server()
    const { result } = renderHook(() => usePages('events.list', { limit: 2 }))
    await waitFor(() => expect(ids(result.current.items)).toEqual(['a', 'b']))
    expect(result.current.hasMore).toBe(true)
    await act(() => result.current.more())
    expect(ids(result.current.items)).toEqual(['a', 'b', 'c'])
    expect(result.current.hasMore).toBe(false)
    await act(() => result.current.more())
    expect(callsOf('events.list')).toHaveLength(2)
  })

  it('keeps what it has when the next part does not come, and tries again', async () => {
    server()
    const { result } = renderHook(() => usePages('events.list', { limit: 2 }))
    await waitFor(() => expect(result.current.state).toBe('ready'))
    goDark()
    await act(() => result.current.more())
    expect(ids(result.current.items)).toEqual(['a', 'b'])
    expect(result.current.moreError).toMatchObject({ code: 'timeout' })
    server()
    await act(() => result.current.more())
    expect(ids(result.current.items)).toEqual(['a', 'b', 'c'])
  })

  it('lets go of the later parts when the first one ends elsewhere', async () => {
    server()
    const { result } = renderHook(() => usePages('events.list', { limit: 2 }))
    await waitFor(() => expect(result.current.state).toBe('ready'))
    await act(() => result.current.more())
    callFake.server = () => ({ ok: true, data: { items: [card('x'), card('a')], next: 'a' } })
    await act(() => result.current.reload())
    expect(ids(result.current.items)).toEqual(['x', 'a'])
  })

  it('starts over for another filter', async () => {
    server()
    const { result, rerender } = renderHook(({ day }: { day: string | undefined }) => usePages('events.list', { day, limit: 2 }), {
      initialProps: { day: undefined as string | undefined },
    })
    await waitFor(() => expect(result.current.state).toBe('ready'))
    await act(() => result.current.more())
    rerender({ day: '2026-11-21' })
    await waitFor(() => expect(ids(result.current.items)).toEqual(['a', 'b']))
  })
})
