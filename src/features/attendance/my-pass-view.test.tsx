import { act, cleanup, fireEvent, render, waitFor } from '@testing-library/react'
import type { Pass } from '@core/contract/attendance'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { qrPicture } from '@/components/qr-code/qr-picture'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { storageFake } from '@/platform/storage/fake'
import { settled } from '@/sync/_outbox-fakes'
import { callsOf, goDark, logInAs, newPhone, serve } from '@/sync/_phone'
import { signOff } from '@/sync/session'
import { useMyPass } from './my-pass'
import { MyPassCell } from './my-pass-cell'
import { MyPassView } from './my-pass-view'

const passNow = (): Pass => ({ pass: `https://qn.example/q/p/${clockFake.time}.x`, name: '李晓雨', expiresAt: clockFake.time + 7 * DAY_MS })
const element = (id: string) => document.getElementById(id)
async function show(active?: boolean) {
  const view = render(<MyPassView active={active} />)
  await act(settled)
  return view
}
/** As after the app was closed: what is on the disk is all there is. */
function reopen() {
  cleanup()
  useMyPass.setState({ kept: JSON.parse(storageFake.entries.get('attendance.pass') ?? 'null'), error: null })
}

beforeEach(async () => {
  newPhone()
  useMyPass.setState({ kept: null, error: null })
  serve({ 'attendance.pass': passNow })
  await act(async () => {
    logInAs('xiaoyu')
    await settled()
  })
})

it('is fetched with the log-in, so that it is there before anybody asks for it', () => {
  expect(callsOf('attendance.pass')).toHaveLength(1)
  expect(storageFake.entries.has('attendance.pass')).toBe(true)
})

it('shows name, code and until when', async () => {
  const pass = passNow()
  await show()
  expect(element('pass-name')).toHaveTextContent('李晓雨')
  expect(element('pass-qr')).toHaveAttribute('src', qrPicture(pass.pass))
  expect(element('pass-until')).toHaveTextContent('有效到 11月28日 周六 12:00')
})

it('works without a network from what is kept, for seven days', async () => {
  const { pass } = passNow()
  networkFake.set(false)
  goDark('offline')
  clockFake.time += 4 * DAY_MS
  reopen()
  await show()
  expect(element('pass-qr')).toHaveAttribute('src', qrPicture(pass))
  expect(element('pass-until')).not.toHaveTextContent('快到期了')
  cleanup()
  clockFake.time += 2 * DAY_MS
  await show()
  expect(element('pass-until')).toHaveTextContent('快到期了，连一次网就续上')
})

it('does not hold up a code that every phone would refuse', async () => {
  networkFake.set(false)
  clockFake.time += 7 * DAY_MS
  await show()
  expect(element('pass-expired')).toHaveTextContent('连上网会自动换新的')
  expect(element('pass-qr')).toBeNull()
  await act(async () => {
    networkFake.set(true)
    await settled()
  })
  expect(element('pass-qr')).toHaveAttribute('src', qrPicture(passNow().pass))
})

it('is fetched anew when it is older than twelve hours, and not before', async () => {
  await show()
  expect(callsOf('attendance.pass')).toHaveLength(1)
  cleanup()
  clockFake.time += 12 * HOUR_MS
  await show()
  expect(callsOf('attendance.pass')).toHaveLength(2)
  await waitFor(() => expect(element('pass-qr')).toHaveAttribute('src', qrPicture(passNow().pass)))
})

it('keeps the old one where the new one does not come', async () => {
  const { pass } = passNow()
  clockFake.time += DAY_MS
  goDark()
  await show()
  expect(element('pass-qr')).toHaveAttribute('src', qrPicture(pass))
})

it('says what to do where there is none yet', async () => {
  useMyPass.setState({ kept: null, error: null })
  networkFake.set(false)
  await show()
  expect(element('no-pass')).toHaveTextContent('连一次网就有了')
  cleanup()
  networkFake.set(true)
  goDark()
  await show()
  expect(element('error')).toHaveTextContent('网络太慢')
  serve({ 'attendance.pass': passNow })
  await act(async () => {
    fireEvent.click(element('error-retry')!)
    await settled()
  })
  expect(element('pass-qr')).toBeInTheDocument()
})

it('is bright and awake while it is looked at, and no longer', async () => {
  const { rerender, unmount } = await show()
  expect([displayFake.bright, displayFake.awake]).toEqual([1, 1])
  rerender(<MyPassView active={false} />)
  expect([displayFake.bright, displayFake.awake]).toEqual([0, 0])
  unmount()
  expect([displayFake.bright, displayFake.awake]).toEqual([0, 0])
})

it('goes with the log-in, and is nobody else’s', async () => {
  act(() => signOff())
  expect(useMyPass.getState().kept).toBeNull()
  expect(storageFake.entries.has('attendance.pass')).toBe(false)
})

it('is reached from 我的', () => {
  render(<MyPassCell />)
  fireEvent.click(element('open-pass')!)
  expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/attendance/pass/index' }])
})
