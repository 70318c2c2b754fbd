import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { EventDetail } from '@core/contract/events'
import { instantOf } from '@core/rules/shared/calendar'
import { clockFake } from '@/platform/clock/fake'
import { networkFake } from '@/platform/network/fake'
import { callsOf, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { useOutbox } from '@/sync/outbox'
import { press } from './_scan-page'
import { ForgotSignOut, leaveInstant, mayProposeLeave } from './forgot-sign-out'

const at = (clock: string) => instantOf('2026-11-21', clock)
const event = {
  id: 'e1',
  code: '0123456789',
  title: '社区旧物改造工作坊',
  status: 'published',
  startsAt: at('09:00'),
  endsAt: at('11:00'),
  signOut: true,
  signOutClosesAt: at('12:00'),
  mine: { enrollment: 'enrolled', signedInAt: at('09:02'), signedOutAt: null, pending: false, proposedLeftAt: null },
} as EventDetail

beforeEach(() => {
  newPhone()
  logInAs('xiaoyu')
  clockFake.time = at('12:30')
})

function show(onSent = jest.fn()) {
  render(<ForgotSignOut event={event} now={clockFake.time} onSent={onSent} />)
  return onSent
}

it('is for who came, did not sign out, and where the event is over and not closed', () => {
  expect(mayProposeLeave(event, at('11:00'))).toBe(true)
  expect(mayProposeLeave(event, at('10:59'))).toBe(false)
  expect(mayProposeLeave({ ...event, status: 'closed' }, at('12:30'))).toBe(false)
  expect(mayProposeLeave({ ...event, signOut: false }, at('12:30'))).toBe(false)
  expect(mayProposeLeave({ ...event, mine: { ...event.mine, signedOutAt: at('11:00') } }, at('12:30'))).toBe(false)
  expect(mayProposeLeave({ ...event, mine: { ...event.mine, signedInAt: null } }, at('12:30'))).toBe(false)
})

it('takes a clock time after the sign-in, on the next day where the event ran past midnight', () => {
  expect(leaveInstant(at('09:02'), '10:45')).toBe(at('10:45'))
  expect(leaveInstant(at('22:00'), '00:30')).toBe(instantOf('2026-11-22', '00:30'))
  expect(leaveInstant(at('09:02') + 30_000, '09:02')).toBe(at('09:02') + 30_000)
})

it('tells the officer the chosen time through the outbox', async () => {
  serve({ 'attendance.proposeLeave': { eventId: 'e1', leftAt: at('10:45') } })
  const onSent = show()
  fireEvent.change(screen.getByTestId('picker'), { target: { value: '10:45' } })
  act(() => press('leave-submit'))
  await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1))
  expect(callsOf('attendance.proposeLeave')).toMatchObject([{ input: { eventId: 'e1', leftAt: at('10:45') } }])
  expect(useOutbox.getState().records).toMatchObject([{ subject: 'event:0123456789', state: 'delivered' }])
})

it('keeps it on the phone without a network and says so', async () => {
  networkFake.set(false)
  const onSent = show()
  act(() => press('leave-submit'))
  await waitFor(() => expect(document.getElementById('leave-saved')).toHaveTextContent('走的时间已存在手机'))
  expect(onSent).not.toHaveBeenCalled()
})

it('does not send a time that cannot be', async () => {
  show()
  fireEvent.change(screen.getByTestId('picker'), { target: { value: '12:20' } })
  act(() => press('leave-submit'))
  await screen.findByText('最晚填到 12:00')
  expect(callsOf('attendance.proposeLeave')).toEqual([])
})

it('says what the server does not accept, and leaves nothing behind', async () => {
  serve({ 'attendance.proposeLeave': refused('invalid_time') })
  show()
  act(() => press('leave-submit'))
  await screen.findByText('时间要在签到之后、现在之前')
  expect(useOutbox.getState().records).toEqual([])
})
