import type { Me } from '@core/contract/people'
import { callFake } from '@/platform/call/fake'
import { sessionFake } from '@/platform/session/fake'
import { storageFake } from '@/platform/storage/fake'
import { callsOf, goDark, newPhone, refused, serve } from '@/sync/_phone'
import { keepAnswer } from '@/sync/answers'
import { keepRecord, useOutbox } from '@/sync/outbox'
import { settled } from '@/sync/_outbox-fakes'
import { currentSession, noticeOtherTabs, signOff } from '@/sync/session'
import { giveConsent, loadMe, loginDemo, loginWechat, logout, useMe } from './me'
import { workOrgsOf } from './work-org'

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
const TOKEN = 'T'.repeat(43)
const scan = { procedure: 'attendance.scan', input: { code: 'c', delivery: 'stored' }, subject: 'event:a' } as const

beforeEach(() => {
  newPhone()
  useMe.setState({ me: null, demo: false, ready: false })
})

it('learns from the server who is logged in and whether this is a demonstration', async () => {
  sessionFake.token = TOKEN
  serve({ 'people.who': { me: ME, demo: true } })
  await loadMe()
  expect(useMe.getState()).toEqual({ me: ME, demo: true, ready: true })
  expect(currentSession().person).toEqual({ id: 'xiaoyu', consented: true })
})

it('keeps what it knew without a network', async () => {
  useMe.setState({ me: ME, demo: true })
  goDark()
  await loadMe()
  expect(useMe.getState()).toEqual({ me: ME, demo: true, ready: true })
})

it('ends the log-in here when the server does not know it', async () => {
  serve({ 'people.demoLogin': { token: TOKEN, me: ME }, 'people.who': { me: null, demo: true } })
  await loginDemo('xiaoyu')
  await loadMe()
  expect(useMe.getState().me).toBeNull()
  expect(currentSession()).toEqual({ token: null, person: null })
})

it('does not undo a log-in that happened while it was asking', async () => {
  serve({ 'people.demoLogin': { token: TOKEN, me: ME } })
  const slow = callFake.server
  callFake.server = async (envelope) => {
    if (envelope.name !== 'people.who') return slow(envelope)
    await loginDemo('xiaoyu')
    return { ok: true, data: { me: null, demo: true } }
  }
  await loadMe()
  expect(useMe.getState().me).toEqual(ME)
  expect(sessionFake.token).toBe(TOKEN)
})

it('does not undo a consent that was given while it was asking', async () => {
  serve({ 'people.demoLogin': { token: TOKEN, me: { ...ME, consented: false } }, 'people.consent': ME })
  await loginDemo('xiaoyu')
  const fast = callFake.server
  callFake.server = async (envelope) => {
    if (envelope.name !== 'people.who') return fast(envelope)
    await giveConsent('李晓雨')
    return { ok: true, data: { me: { ...ME, consented: false }, demo: true } }
  }
  await loadMe()
  expect(useMe.getState().me?.consented).toBe(true)
  expect(currentSession().person?.consented).toBe(true)
})

it('asks who it is when another tab has logged somebody else in', async () => {
  const OTHER = { ...ME, id: 'laowang', name: '王旭' }
  serve({ 'people.demoLogin': { token: TOKEN, me: ME }, 'people.who': { me: OTHER, demo: true } })
  await loginDemo('xiaoyu')
  expect(callsOf('people.who')).toEqual([])
  storageFake.entries.set('session.person', JSON.stringify({ id: 'laowang', consented: true }))
  sessionFake.token = 'another'
  expect(noticeOtherTabs()).toBe(true)
  expect(useMe.getState().me).toBeNull()
  await settled()
  expect(useMe.getState().me).toEqual(OTHER)
})

it('is no log-in where the phone has no room to keep it', async () => {
  serve({ 'people.demoLogin': { token: TOKEN, me: ME } })
  storageFake.full = true
  await expect(loginDemo('xiaoyu')).rejects.toThrow('storage_full')
  expect(useMe.getState().me).toBeNull()
  expect(currentSession()).toEqual({ token: null, person: null })
})

it('forgets what the last person saw when another one logs in', async () => {
  keepAnswer('answer/laowang/hours.mine/{}', { data: 1, fetchedAt: 1 })
  serve({ 'people.demoLogin': { token: TOKEN, me: ME } })
  await loginDemo('xiaoyu')
  expect([...storageFake.entries.keys()].filter((key) => key.startsWith('answer'))).toEqual([])
})

it('logs in with the code of WeChat, and says when WeChat gives none', async () => {
  serve({ 'people.wechatLogin': { token: TOKEN, me: ME } })
  await expect(loginWechat()).rejects.toMatchObject({ code: 'login_unavailable' })
  sessionFake.wechatCode = 'code-of-wechat'
  await loginWechat()
  expect(callsOf('people.wechatLogin')).toMatchObject([{ input: { code: 'code-of-wechat' } }])
  expect(useMe.getState().me).toEqual(ME)
})

it('keeps the name and the version of what was agreed to', async () => {
  serve({ 'people.demoLogin': { token: TOKEN, me: { ...ME, consented: false } }, 'people.consent': ME })
  await loginDemo('xiaoyu')
  expect(currentSession().person?.consented).toBe(false)
  await giveConsent('李晓雨')
  expect(callsOf('people.consent')).toMatchObject([{ input: { name: '李晓雨', privacyVersion: 1 } }])
  expect(currentSession().person?.consented).toBe(true)
})

it('logs out without a network as well, and keeps the records that wait', async () => {
  serve({ 'people.demoLogin': { token: TOKEN, me: ME } })
  await loginDemo('xiaoyu')
  goDark('offline')
  keepRecord(scan)
  await logout()
  expect(useMe.getState().me).toBeNull()
  expect(currentSession()).toEqual({ token: null, person: null })
  expect(useOutbox.getState().records).toMatchObject([{ person: 'xiaoyu', state: 'waiting' }])
})

it('shows nobody once a call has found the log-in ended', () => {
  useMe.setState({ me: ME })
  signOff()
  expect(useMe.getState().me).toBeNull()
})

it('lets a refused log-in be known', async () => {
  serve({ 'people.demoLogin': refused('demo_only') })
  await expect(loginDemo('xiaoyu')).rejects.toMatchObject({ code: 'demo_only' })
  expect(useMe.getState().me).toBeNull()
})

it('works in the name of organisations, once each, not of single events', () => {
  const grants: Me['grants'] = [
    { role: 'helper', orgId: null, orgName: '', eventId: 'e' },
    { role: 'officer', orgId: 'a', orgName: '东关街道团工委', eventId: null },
    { role: 'secretary', orgId: 'a', orgName: '东关街道团工委', eventId: null },
    { role: 'secretary', orgId: 'b', orgName: '团县委', eventId: null },
  ]
  expect(workOrgsOf({ ...ME, grants })).toEqual([
    { orgId: 'a', orgName: '东关街道团工委' },
    { orgId: 'b', orgName: '团县委' },
  ])
  expect(workOrgsOf(null)).toEqual([])
})
