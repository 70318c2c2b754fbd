/** The page of a scan as it is composed, for tests: a person may or may not be there, and can log in. */
import { useEffect } from 'react'
import { render } from '@testing-library/react'
import type { AttendanceCard, ScanOutcome } from '@core/contract/attendance'
import { formatCode, stepOf } from '@core/rules/attendance/code'
import { clockFake } from '@/platform/clock/fake'
import { logInAs } from '@/sync/_phone'
import { useSession } from '@/sync/session'
import { ScanView } from './scan-view'
import { useScan } from './use-scan'

export const EVENT_CODE = '0123456789'

/** A code as the screen shows it now. */
export function codeNow(purpose: 'sign_in' | 'sign_out' = 'sign_in', eventCode = EVENT_CODE): string {
  return formatCode({ purpose, eventCode, step: stepOf(clockFake.time), mac: 'AAAAAAAAAAAAAAAA' })
}

export function attendanceOf(name = '晓雨', more: Partial<AttendanceCard> = {}): AttendanceCard {
  return {
    eventId: 'e1',
    eventCode: EVENT_CODE,
    title: '社区旧物改造工作坊',
    homeName: '东关青年之家',
    name,
    startsAt: clockFake.time,
    endsAt: clockFake.time + 3_600_000,
    signedInAt: clockFake.time,
    signedOutAt: null,
    tardyMinutes: 0,
    minutes: 0,
    signOut: true,
    ...more,
  }
}

export function ticketOf(need: 'login' | 'consent' | 'walk_in', more: Partial<Extract<ScanOutcome, { outcome: 'ticket' }>> = {}) {
  return {
    outcome: 'ticket' as const,
    need,
    purpose: 'sign_in' as const,
    ticket: `ticket-${need}`,
    expiresAt: clockFake.time + 600_000,
    places: 6,
    event: {
      eventId: 'e1',
      eventCode: EVENT_CODE,
      title: '社区旧物改造工作坊',
      homeName: '东关青年之家',
      startsAt: clockFake.time,
      endsAt: clockFake.time + 3_600_000,
    },
    ...more,
  }
}

function ScanPage({ entry, expected }: { entry: string | null; expected?: string }) {
  const loggedIn = useSession((state) => state.person?.consented === true)
  const model = useScan(expected, entry)
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a page loads once
  useEffect(() => void model.begin(), [])
  return (
    <ScanView
      model={model}
      loggedIn={loggedIn}
      entrance={(reason) => (
        <button id='log-in' onClick={() => logInAs('xiaoyu')}>
          {reason}
        </button>
      )}
    />
  )
}

/** Opens the page, with the code of a link or without one. */
export function openScan(entry: string | null, expected?: string) {
  return render(<ScanPage entry={entry} expected={expected} />)
}

/** What the full screen says. */
export function said(): [title: string | null | undefined, text: string | null | undefined] {
  return [document.getElementById('result-title')?.textContent, document.getElementById('result-text')?.textContent]
}

export function press(id: string): void {
  document.getElementById(id)!.click()
}
