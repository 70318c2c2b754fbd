import { AppError } from '@core/contract/errors'
import { callFake } from '@/platform/call/fake'
import { networkFake } from '@/platform/network/fake'
import { sessionFake } from '@/platform/session/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from './_phone'
import { query, request, session } from './calls'
import { currentSession, signIn } from './session'

beforeEach(newPhone)

const EVENT = '0197c3a2-0000-7000-8000-000000000001'

it('asks again with the same nonce when no answer came to a request, at most three times in all', async () => {
  goDark()
  await expect(request('events.enroll', { eventId: EVENT })).rejects.toMatchObject({ code: 'timeout' })
  const sent = callsOf('events.enroll')
  expect(sent).toHaveLength(3)
  expect(new Set(sent.map((envelope) => envelope.nonce)).size).toBe(1)
})

it('takes the answer of the second try', async () => {
  const enrolled = { eventId: EVENT, state: 'enrolled' as const, at: 1 }
  callFake.server = () => {
    if (callFake.sent.length === 1) throw new AppError('timeout')
    return { ok: true, data: enrolled }
  }
  expect(await request('events.enroll', { eventId: EVENT })).toEqual(enrolled)
})

it('makes another nonce for another request', async () => {
  serve({ 'events.enroll': { eventId: EVENT, state: 'enrolled', at: 1, shift: null } })
  await request('events.enroll', { eventId: EVENT })
  await request('events.enroll', { eventId: EVENT })
  expect(new Set(callsOf('events.enroll').map((envelope) => envelope.nonce)).size).toBe(2)
})

it('takes a refusal as an answer', async () => {
  serve({ 'events.enroll': refused('event_full') })
  await expect(request('events.enroll', { eventId: EVENT })).rejects.toMatchObject({ code: 'event_full' })
  expect(callsOf('events.enroll')).toHaveLength(1)
})

it('does not try a request again without a network', async () => {
  goDark('offline')
  networkFake.set(false)
  await expect(request('events.enroll', { eventId: EVENT })).rejects.toMatchObject({ code: 'offline' })
  expect(callsOf('events.enroll')).toHaveLength(1)
})

it('logs in once, whatever comes of it', async () => {
  goDark()
  await expect(session('people.demoLogin', { personId: EVENT })).rejects.toMatchObject({ code: 'timeout' })
  expect(callsOf('people.demoLogin')).toHaveLength(1)
})

it('carries the token of the person who is logged in, and none of nobody', async () => {
  serve({ 'people.who': { me: null, demo: false } })
  await query('people.who', {})
  logInAs('xiaoyu')
  await query('people.who', {})
  expect(callsOf('people.who').map((envelope) => envelope.token)).toEqual([undefined, 'token-of-xiaoyu'])
})

it('ends the log-in that the server no longer knows', async () => {
  logInAs('xiaoyu')
  serve({ 'hours.mine': refused('not_logged_in') })
  await expect(query('hours.mine', {})).rejects.toMatchObject({ code: 'not_logged_in' })
  expect(currentSession()).toEqual({ token: null, person: null })
})

it('leaves a newer log-in alone when the answer to an older one comes late', async () => {
  logInAs('xiaoyu')
  callFake.server = () => {
    signIn({ id: 'laowang', consented: true }, 'newer')
    return { ok: false, code: 'not_logged_in', hint: '', params: {}, requestId: '' }
  }
  await expect(query('hours.mine', {})).rejects.toBeInstanceOf(AppError)
  expect(sessionFake.token).toBe('newer')
  expect(currentSession().person?.id).toBe('laowang')
})
