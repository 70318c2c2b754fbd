import { useState } from 'react'
import { AppError } from '@core/contract/errors'
import type { Closing } from '@core/contract/events'
import { errorSentence } from '@core/contract/wording'
import { now } from '@/platform/clock'
import { confirm, toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import type { Query } from '@/sync/use-query'
import {
  buttonText,
  closeInput,
  closingAdvice,
  hasChoices,
  NO_CHOICES,
  overrunError,
  planClosing,
  questionText,
  sumClosing,
  type ClosingChoices,
  type ClosingSum,
  type PlannedLine,
} from './closing-lines'

/** A closing while its officer works on it. */
export interface ClosingWork {
  closing: Closing
  choices: ClosingChoices
  lines: PlannedLine[]
  sum: ClosingSum
  advice: ReturnType<typeof closingAdvice>
  /** Why it may not be sent as it is, in words. */
  wrong: string | null
  busy: boolean
  button: string
  /** Whether the button does something: always before closing, afterwards only with something new. */
  mayClose: boolean
  set(choices: ClosingChoices): void
  close(): Promise<void>
}

/** `closerId`: the officer, whose own line is held. Null until the closing is known. */
export function useClosing(query: Query<Closing>, closerId: string): ClosingWork | null {
  const [choices, setChoices] = useState(NO_CHOICES)
  /** What closing answered, in place of what was known before: it stands until the question has been answered anew. */
  const [answer, setAnswer] = useState<{ closing: Closing; instead: Closing | null } | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const closing = answer && answer.instead === query.data ? answer.closing : query.data
  if (!closing) return null

  const at = now()
  const lines = planClosing(closing, choices, closerId)
  const sum = sumClosing(lines)
  const advice = closingAdvice(closing, at)

  function set(next: ClosingChoices) {
    setWrong(null)
    setChoices(next)
  }

  async function close(of: Closing) {
    const overrun = overrunError(choices)
    if (overrun) {
      setWrong(overrun)
      return
    }
    const again = of.closedAt !== null
    const title = again ? '补记这些？' : '完结这场活动？'
    if (!(await confirm({ title, text: questionText(of, sum), ok: again ? '补记' : '完结并入账' }))) return
    setBusy(true)
    try {
      setAnswer({ closing: await request('events.close', closeInput(of, choices)), instead: query.data })
      setChoices(NO_CHOICES)
      setWrong(null)
      toast(again ? '补记好了' : '已完结')
      void query.reload()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setWrong(code === 'invalid_time' ? '有人的离开时间不对：要在签到之后、签退结束之前' : errorSentence(code, params))
    }
    setBusy(false)
  }

  return {
    closing,
    choices,
    lines,
    sum,
    advice,
    wrong,
    busy,
    button: buttonText(closing, sum),
    mayClose: closing.mayClose && !advice?.blocked && (closing.closedAt === null || hasChoices(choices) || sum.posts.people > 0),
    set,
    close: () => close(closing),
  }
}
