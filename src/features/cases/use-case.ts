import { useState } from 'react'
import type { CaseDetail, CaseRating } from '@core/contract/cases'
import type { Instant } from '@core/contract/common'
import { now } from '@/platform/clock'
import { toast, vibrate } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import { useQuery, type Query } from '@/sync/use-query'
import { useAttachments, type Attachments } from './use-attachments'

export interface MyCaseModel extends Doing {
  query: Query<CaseDetail>
  now: Instant
  /** What is being written to whoever is in charge. */
  text: string
  setText(text: string): void
  attachments: Attachments
  say(): Promise<void>
  rate(rating: CaseRating): Promise<void>
  /** The sheet for what is still missing is open. */
  reopening: boolean
  askToReopen(open: boolean): void
  reopen(text: string): Promise<void>
}

/** A case of mine, and what I can do with it. */
export function useMyCase(caseId: string, loggedIn: boolean): MyCaseModel {
  const query = useQuery(loggedIn && caseId !== '' ? 'cases.get' : null, { caseId })
  const doing = useDoing(query.reload)
  const [text, setText] = useState('')
  const [reopening, setReopening] = useState(false)
  const attachments = useAttachments(loggedIn)

  async function say(): Promise<void> {
    if (text.trim() === '') return
    if (attachments.waiting !== null) return toast(attachments.waiting)
    await doing.act(async () => {
      await request('cases.say', { caseId, text: text.trim(), files: attachments.files })
      setText('')
      attachments.clear()
      toast('发给他们了')
    })
  }

  async function rate(rating: CaseRating): Promise<void> {
    await doing.act(async () => {
      await request('cases.rate', { caseId, rating })
      vibrate()
      toast('记下了，谢谢')
    })
  }

  function askToReopen(open: boolean): void {
    doing.forget()
    setReopening(open)
  }

  async function reopen(words: string): Promise<void> {
    await doing.act(async () => {
      await request('cases.reopen', { caseId, text: words.trim() })
      setReopening(false)
      vibrate()
      toast('又交上去了，重新算时间')
    })
  }

  return { ...doing, query, now: now(), text, setText, attachments, say, rate, reopening, askToReopen, reopen }
}
