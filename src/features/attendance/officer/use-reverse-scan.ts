import { useCallback, useEffect, useRef, useState } from 'react'
import type { Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { screenPurpose } from '@core/rules/attendance/screen-clock'
import { every, now } from '@/platform/clock'
import { vibrate } from '@/platform/navigation'
import { decodePhoto, scanCode } from '@/platform/scan'
import { serverNow } from '../server-clock'
import type { KeptPack } from './kept-packs'
import type { DoorPerson } from './presence'
import { entryNow, recordPresence } from './record-presence'
import { judgeScan, type Holder, type Verdict } from './reverse-scan'

/** How long a verdict stands before the camera is to be seen again. */
const SHOWN_MS = 2_500
/** A code that is still held up says nothing new until it has been away for this long. */
const SAME_MS = 4_000
/** How many of the last ones stand below the camera. */
const RECENT = 5

/** What fills the screen. `unsaved`: the phone has no room, nothing was recorded. */
export type Shown = { kind: 'verdict'; text: string; verdict: Verdict } | { kind: 'unsaved'; holder: Holder }

/** Somebody who was recorded a moment ago. */
export interface Recent {
  personId: string
  name: string
  purpose: Purpose
  at: Instant
}

export interface ReverseScan {
  purpose: Purpose
  choose(purpose: Purpose): void
  shown: Shown | null
  recent: readonly Recent[]
  /** A code that the camera sees. */
  see(text: string): void
  /** Without the camera in the page: the phone's own scanner, or a photo. */
  scanOne(): Promise<void>
  fromPhoto(): Promise<void>
  /** 「让 TA 进」, for somebody who did not enroll. */
  letIn(): void
  /** Back to the camera. */
  dismiss(): void
}

/** One code after the other, each judged on the phone and recorded at once. */
export function useReverseScan(kept: KeptPack, people: readonly DoorPerson[]): ReverseScan {
  const { pack, passKeys } = kept
  const [purpose, setPurpose] = useState<Purpose>(() => screenPurpose(pack.screen, serverNow(), null) ?? 'sign_in')
  const [shown, setShown] = useState<Shown | null>(null)
  const [recent, setRecent] = useState<readonly Recent[]>([])
  const seen = useRef<{ text: string; at: Instant } | null>(null)

  const asking = shown?.kind === 'verdict' && shown.verdict.kind === 'ask'
  useEffect(() => {
    if (!shown || asking) return
    const stop = every(SHOWN_MS, () => {
      stop()
      setShown(null)
    })
    return stop
  }, [shown, asking])

  const record = useCallback(
    (holder: Holder, text: string) => {
      const entry = entryNow(purpose, holder.by, { pass: text })
      const { personId, name } = holder
      setRecent((before) => [{ personId, name, purpose, at: entry.at }, ...before].slice(0, RECENT))
      setShown({ kind: 'verdict', text, verdict: { kind: 'record', holder } })
      void recordPresence(pack.screen, [entry]).then((attempt) => {
        if (attempt.state !== 'unsaved' && attempt.state !== 'refused') return
        // What the server refused lies aside in the outbox as well: they may have gone in by now.
        setRecent((before) => before.filter((one) => one.personId !== personId || one.at !== entry.at))
        const { code, params } = attempt.error
        if (attempt.state === 'unsaved') setShown({ kind: 'unsaved', holder })
        else setShown({ kind: 'verdict', text, verdict: { kind: 'refused', holder, code, params } })
        vibrate()
      })
    },
    [pack.screen, purpose],
  )

  const take = useCallback(
    (text: string) => {
      vibrate()
      const verdict = judgeScan(text, purpose, { pack, passKeys, people }, serverNow())
      if (verdict.kind === 'record') record(verdict.holder, text)
      else setShown({ kind: 'verdict', text, verdict })
    },
    [pack, passKeys, people, purpose, record],
  )

  const see = useCallback(
    (text: string) => {
      const before = seen.current
      seen.current = { text, at: now() }
      if (asking || (before?.text === text && now() - before.at < SAME_MS)) return
      take(text)
    },
    [asking, take],
  )

  const read = useCallback(
    async (reader: () => Promise<string | null>) => {
      try {
        const text = await reader()
        if (text !== null) take(text)
      } catch (thrown) {
        const { code, params } = thrown instanceof AppError ? thrown : new AppError('camera_refused')
        setShown({ kind: 'verdict', text: '', verdict: { kind: 'refused', holder: null, code, params } })
      }
    },
    [take],
  )

  return {
    purpose,
    choose: (chosen) => {
      // The next sight of the same code is about something else.
      seen.current = null
      setPurpose(chosen)
    },
    shown,
    recent,
    see,
    scanOne: () => read(scanCode),
    fromPhoto: () => read(decodePhoto),
    letIn: () => {
      if (shown?.kind === 'verdict' && shown.verdict.kind === 'ask') record(shown.verdict.holder, shown.text)
    },
    dismiss: () => setShown(null),
  }
}
