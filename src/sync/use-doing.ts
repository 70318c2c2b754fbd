import { useState } from 'react'
import { AppError } from '@core/contract/errors'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'

/** Doing one thing at a time that the server decides. */
export interface Doing {
  busy: boolean
  /** Why the last thing did not work. */
  problem: AppError | null
  /** Does a thing; a press while another is under way does nothing. Never throws. */
  act(work: () => Promise<void>): Promise<void>
  /** The problem has been read. */
  forget(): void
}

/** `afterwards` brings the truth of the server, whether the thing worked or not. */
export function useDoing(afterwards: () => Promise<unknown>): Doing {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)

  async function act(work: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : new AppError('server_error')
      if (error.code === 'not_logged_in' || error.code === 'consent_needed') open(routes.login())
      else setProblem(error)
    } finally {
      await afterwards()
      setBusy(false)
    }
  }

  return { busy, problem, act, forget: () => setProblem(null) }
}
