import { useCallback, useRef, useState } from 'react'
import type { CheckedIn } from '@core/contract/sessions'
import { AppError } from '@core/contract/errors'
import { readScanned } from '@core/rules/attendance/scanned'
import { vibrate } from '@/platform/navigation'
import { decodePhoto, scanCode } from '@/platform/scan'
import { request } from '@/sync/calls'

/** What became of a scan. `unbooked`: theirs is a good pass, but they have not booked. */
export type PassVerdict =
  { kind: 'checked_in'; person: CheckedIn } | { kind: 'unbooked'; pass: string } | { kind: 'refused'; error: AppError }

export interface PassScan {
  busy: boolean
  verdict: PassVerdict | null
  /** A code that the camera sees; the same one again says nothing new. */
  see(text: string): void
  /** Without a camera in the page: the phone's own scanner, or a photo. */
  scanOne(): Promise<void>
  fromPhoto(): Promise<void>
}

/** Signs people in by the pass they show (我的码), one after the other. `onCame` hears of everybody who came. */
export function usePassScan(sessionId: string, onCame: () => void): PassScan {
  const [busy, setBusy] = useState(false)
  const [verdict, setVerdict] = useState<PassVerdict | null>(null)
  const running = useRef(false)
  const seen = useRef<string | null>(null)

  const take = useCallback(
    async (text: string) => {
      if (running.current) return
      running.current = true
      seen.current = text
      setBusy(true)
      const came = await judged(sessionId, text)
      vibrate()
      setVerdict(came)
      setBusy(false)
      running.current = false
      if (came.kind === 'checked_in') onCame()
    },
    [sessionId, onCame],
  )
  const read = useCallback(
    async (reader: () => Promise<string | null>) => {
      try {
        const text = await reader()
        if (text !== null) await take(text)
      } catch (thrown) {
        setVerdict({ kind: 'refused', error: thrown instanceof AppError ? thrown : new AppError('camera_refused') })
      }
    },
    [take],
  )

  return {
    busy,
    verdict,
    see: (text) => (text === seen.current ? undefined : void take(text)),
    scanOne: () => read(scanCode),
    fromPhoto: () => read(decodePhoto),
  }
}

/** Only passes are sent: what else a camera sees is nobody's business but the phone's. */
async function judged(sessionId: string, text: string): Promise<PassVerdict> {
  const scanned = readScanned(text)
  if (scanned?.kind !== 'pass' && scanned?.kind !== 'card') return { kind: 'refused', error: new AppError('pass_unreadable') }
  try {
    return { kind: 'checked_in', person: await request('sessions.checkInByPass', { sessionId, pass: text }) }
  } catch (thrown) {
    const error = thrown instanceof AppError ? thrown : new AppError('server_error')
    return error.code === 'not_booked' ? { kind: 'unbooked', pass: text } : { kind: 'refused', error }
  }
}
