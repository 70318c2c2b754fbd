import { useCallback, useEffect, useState } from 'react'
import { AppError } from '@core/contract/errors'
import type { SessionSecret } from '@core/contract/sessions'
import { fixClock, isUncalibrated, screenStep, serverTime, type ClockFix } from '@core/rules/attendance/screen-clock'
import { dutyCodeFor } from '@core/rules/sessions/duty-code-mac'
import { fromBase64url } from '@core/rules/shared/bytes'
import { every, monotonic, now } from '@/platform/clock'
import { query } from '@/sync/calls'

/** How often the phone looks whether the code is to turn. */
const TICK_MS = 500

/** What the phone of whoever receives shows. `leftMs`: until the next code. */
export type DutyCodeFace = { phase: 'opening' } | { phase: 'refused'; error: AppError } | { phase: 'turning'; link: string; leftMs: number }

interface Opened {
  session: SessionSecret
  secret: Uint8Array
  fix: ClockFix
}

/**
 * The code of a session as it turns: the secret is asked for once, then the phone turns the code by itself on its monotonic clock
 * with the server's time. A phone that has slept meanwhile asks again.
 */
export function useDutyCode(sessionId: string): { face: DutyCodeFace; retry(): void } {
  const [face, setFace] = useState<DutyCodeFace>({ phase: 'opening' })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let opened: Opened | null = null
    let gone = false
    const read = () => ({ wall: now(), monotonic: monotonic() })

    async function ask() {
      const sent = read()
      try {
        const session = await query('sessions.openCode', { sessionId })
        const secret = fromBase64url(session.secret)
        if (!secret?.length) throw new AppError('server_error')
        opened = { session, secret, fix: fixClock(session.now, sent, read()) }
        tick()
      } catch (thrown) {
        if (!gone) setFace({ phase: 'refused', error: thrown instanceof AppError ? thrown : new AppError('server_error') })
      }
    }

    function tick() {
      if (opened === null || gone) return
      const reading = read()
      if (isUncalibrated(opened.fix, reading)) {
        opened = null
        setFace({ phase: 'opening' })
        void ask()
        return
      }
      const { session, secret, fix } = opened
      const { step, leftMs } = screenStep(serverTime(fix, reading.monotonic))
      const code = dutyCodeFor(secret, { id: session.sessionId, code: session.code }, step)
      setFace({ phase: 'turning', link: `${session.publicUrl}/q/${code}`, leftMs })
    }

    void ask()
    const stop = every(TICK_MS, tick)
    return () => {
      gone = true
      stop()
    }
  }, [sessionId, attempt])

  const retry = useCallback(() => {
    setFace({ phase: 'opening' })
    setAttempt((tried) => tried + 1)
  }, [])
  return { face, retry }
}
