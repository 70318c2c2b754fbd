import { renderHook, waitFor } from '@testing-library/react'
import { clockFake } from '@/platform/clock/fake'
import { keptFilesFake } from '@/platform/kept-files/fake'
import { networkFake } from '@/platform/network/fake'
import { sessionFake } from '@/platform/session/fake'
import { storageFake } from '@/platform/storage/fake'
import { settled } from './_outbox-fakes'
import { callsOf, goDark, logInAs, newPhone, serve } from './_phone'
import { keepAnswer } from './answers'
import { adoptRecords, keepPicture, keepRecord, sendNow, startOutbox, useOutbox, useOutboxView, wakeOutbox } from './outbox'
import { KEPT_DELIVERED, newRecord, readRecords, seenState, trimDelivered } from './record'
import { currentSession, signIn, signOff } from './session'

beforeEach(newPhone)

const draft = { procedure: 'attendance.scan', input: { code: 'c', delivery: 'stored' }, subject: 'event:a' } as const
const attendance = { title: '社区旧物改造工作坊' } as never
const signedIn = { outcome: 'signed_in' as const, attendance }

it('lies on the disk of the phone under one key, and goes with the token of its person', async () => {
  logInAs('xiaoyu')
  networkFake.set(false)
  keepRecord(draft)
  expect(JSON.parse(storageFake.entries.get('outbox')!)).toMatchObject([{ person: 'xiaoyu', subject: 'event:a', version: 1 }])
  networkFake.online = true
  serve({ 'attendance.scan': signedIn })
  await wakeOutbox()
  expect(callsOf('attendance.scan')).toMatchObject([{ token: 'token-of-xiaoyu', input: { delivery: 'stored' } }])
  expect(useOutbox.getState().records).toMatchObject([{ state: 'delivered', answer: signedIn }])
})

it('starts once, and delivers what was left from before', async () => {
  logInAs('xiaoyu')
  storageFake.entries.set('outbox', JSON.stringify([newRecord(draft, 'n'.repeat(22), 'xiaoyu', clockFake.time)]))
  serve({ 'attendance.scan': signedIn })
  startOutbox()
  startOutbox()
  await settled()
  expect(callsOf('attendance.scan')).toHaveLength(1)
})

it('takes the room of kept answers for a record when the phone is full', () => {
  logInAs('xiaoyu')
  networkFake.set(false)
  keepAnswer('answer/xiaoyu/homes.list/{}', { data: 1, fetchedAt: 1 })
  storageFake.full = true
  const room = jest.spyOn(storageFake.entries, 'delete').mockImplementation(function (this: Map<string, string>, key: string) {
    storageFake.full = false
    return Map.prototype.delete.call(this, key)
  })
  expect(() => keepRecord(draft)).not.toThrow()
  room.mockRestore()
  expect(useOutbox.getState().records).toHaveLength(1)
})

it('keeps nothing in the name of a person who has not consented', async () => {
  logInAs('xiaoyu', false)
  goDark()
  await sendNow(draft)
  expect(useOutbox.getState().records).toMatchObject([{ person: null }])
  serve({ 'attendance.scan': signedIn })
  signIn({ id: 'xiaoyu', consented: true }, 't')
  adoptRecords(useOutbox.getState().records.map((record) => record.nonce))
  await settled()
  expect(useOutbox.getState().records).toMatchObject([{ person: 'xiaoyu', state: 'delivered' }])
})

it('keeps a ticket in sight that came of a delivery', async () => {
  logInAs('xiaoyu')
  serve({ 'attendance.scan': { outcome: 'ticket', need: 'walk_in' } as never })
  await sendNow(draft)
  expect(useOutbox.getState().records).toMatchObject([{ state: 'aside', answer: { need: 'walk_in' } }])
})

it('keeps a picture in the files of the phone until its record has been delivered', async () => {
  logInAs('xiaoyu')
  networkFake.set(false)
  const key = await keepPicture('bytes')
  keepRecord({ ...draft, attachments: [{ path: 'photo', key }] })
  expect(keptFilesFake.files.get(key)).toBe('bytes')
  networkFake.online = true
  serve({ 'attendance.scan': signedIn })
  await wakeOutbox()
  expect(callsOf('attendance.scan')).toMatchObject([{ input: { delivery: 'stored', photo: 'bytes' } }])
  await settled()
  expect(keptFilesFake.files.size).toBe(0)
})

it('shows my records and those of nobody, and only counts those of others', async () => {
  networkFake.set(false)
  keepRecord(draft)
  logInAs('laowang')
  keepRecord(draft)
  logInAs('xiaoyu')
  keepRecord(draft)
  const { result } = renderHook(() => useOutboxView())
  await waitFor(() => expect(result.current).toMatchObject({ savedCount: 1, needsActionCount: 1, othersCount: 1 }))
  expect(result.current.mine.map(({ record, seen }) => [record.person, seen])).toEqual(
    expect.arrayContaining([
      ['xiaoyu', 'saved'],
      [null, 'needs_action'],
    ]),
  )
})

it('changes person and token so that another tab never sees one person beside the token of another', () => {
  logInAs('xiaoyu')
  const seen: unknown[] = []
  // What another tab would read after every single write of this one.
  const look = () => seen.push([sessionFake.token, currentSession().person?.id ?? null])
  const { set, delete: remove } = storageFake.entries
  storageFake.entries.set = function (key, value) {
    set.call(this, key, value)
    look()
    return this
  }
  storageFake.entries.delete = function (key) {
    const was = remove.call(this, key)
    look()
    return was
  }
  signIn({ id: 'laowang', consented: true }, 'token-of-laowang')
  Object.assign(storageFake.entries, { set, delete: remove })
  expect(seen).toEqual([
    ['token-of-xiaoyu', null],
    ['token-of-laowang', 'laowang'],
  ])
  signOff()
  expect(currentSession()).toEqual({ token: null, person: null })
})

describe('records', () => {
  const record = (changes: Partial<ReturnType<typeof newRecord>> = {}) => ({ ...newRecord(draft, 'n', 'xiaoyu', 1_000), ...changes })

  it('are seen in three states', () => {
    expect(seenState(record(), 'xiaoyu')).toBe('saved')
    expect(seenState(record({ state: 'aside' }), 'xiaoyu')).toBe('needs_action')
    expect(seenState(record({ state: 'delivered' }), 'xiaoyu')).toBe('delivered')
    expect(seenState(record({ person: null }), null)).toBe('saved')
    expect(seenState(record({ person: null }), 'xiaoyu')).toBe('needs_action')
  })

  it('that are delivered make room for newer ones, and nothing else does', () => {
    const many = Array.from({ length: KEPT_DELIVERED + 5 }, (_, index) =>
      record({ nonce: `d${index}`, state: 'delivered', settledAt: index }),
    )
    const others = [record({ nonce: 'w' }), record({ nonce: 'a', state: 'aside' })]
    const kept = trimDelivered([...others, ...many]).map(({ nonce }) => nonce)
    expect(kept).toHaveLength(KEPT_DELIVERED + 2)
    expect(kept).toEqual(expect.arrayContaining(['w', 'a', 'd24']))
    expect(kept).not.toContain('d4')
  })

  it('of before there were pictures have none', () => {
    const { attachments: _, ...old } = record()
    expect(readRecords([old])).toMatchObject([{ nonce: 'n', attachments: [] }])
  })

  it.each([null, 'x', 7, {}, [null, 1, 'x', {}, { nonce: 'n' }]])('that are none are left out: %p', (stored) => {
    expect(readRecords(stored)).toEqual([])
  })
})
