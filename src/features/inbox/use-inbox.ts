import { useState } from 'react'
import { AppError } from '@core/contract/errors'
import type { InboxMessage } from '@core/contract/inbox'
import { open } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { usePages, type Pages } from '@/sync/use-pages'
import { messageAction } from './message-action'

export interface InboxModel {
  pages: Pages<'inbox.list'>
  /** Read on this phone, whether or not the server knows it yet. */
  isRead(message: InboxMessage): boolean
  busy: boolean
  problem: AppError | null
  /** Opens what a message is about; from then on it is read. */
  openMessage(message: InboxMessage): void
  readAll(): Promise<void>
}

const PART = 20

/** My messages, newest first. */
export function useInbox(loggedIn: boolean): InboxModel {
  const pages = usePages(loggedIn ? 'inbox.list' : null, { limit: PART })
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)

  function openMessage(message: InboxMessage): void {
    const action = messageAction(message)
    if (!message.read) {
      setOpened((before) => new Set(before).add(message.id))
      // Whether the server learns of it does not matter to who reads: unheard, the message is unread again next time.
      request('inbox.read', { ids: [message.id] }).catch(() => undefined)
    }
    if (action) open(action.url)
  }

  async function readAll(): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await request('inbox.read', {})
      await pages.restart()
    } catch (thrown) {
      setProblem(thrown instanceof AppError ? thrown : new AppError('server_error'))
    } finally {
      setBusy(false)
    }
  }

  return { pages, isRead: (message) => message.read || opened.has(message.id), busy, problem, openMessage, readAll }
}
