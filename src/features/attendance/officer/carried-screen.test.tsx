import { act, render } from '@testing-library/react'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { clockFake } from '@/platform/clock/fake'
import { goDark, newPhone } from '@/sync/_phone'
import { ScreenView } from '../screen/screen-view'
import { askedTheTime, useServerClock } from '../server-clock'
import { EVENT, screenOf, START } from './_door'
import { openScreenOf } from './carried-screen'

const warning = () => document.getElementById('screen-uncalibrated')

async function openWithoutNetwork() {
  networkFake.set(false)
  goDark('offline')
  openScreenOf(screenOf())
  expect(navigationFake.moves.map(({ url }) => url)).toEqual([`/packages/screen/event/index?eventId=${EVENT}`])
  render(<ScreenView eventId={EVENT} />)
  await act(async () => undefined)
}

beforeEach(() => {
  newPhone()
  useServerClock.setState({ known: null })
  clockFake.time = START - HOUR_MS
})

test('a screen out of a pack turns by the offset that the phone measured while it packed, and vouches for it', async () => {
  await askedTheTime(async () => ({ now: clockFake.time + HOUR_MS }))
  await openWithoutNetwork()
  expect(document.getElementById('screen-qr')).not.toBeNull()
  expect(document.querySelector('.screen__time')).toHaveTextContent('签到到 16:00')
  expect(warning()).toBeNull()
})

test('a phone that has never heard the server’s time says that its clock is not calibrated', async () => {
  await openWithoutNetwork()
  expect(document.getElementById('screen-qr')).not.toBeNull()
  expect(warning()).toHaveTextContent('时钟未校准')
})
