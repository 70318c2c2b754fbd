import { useCallback, useEffect, useRef, useState } from 'react'
import type { Purpose } from '@core/contract/attendance'
import { every, monotonic, now } from '@/platform/clock'
import { onNetworkChange } from '@/platform/network'
import { query } from '@/sync/calls'
import { keepScreen, readKeptScreen } from './kept-screens'
import { runScreen, type ScreenEngine, type ScreenFace } from './screen-engine'

/** Which screen: the event, the pass of a link where nobody is logged in, and what the link says it is for. */
export interface ScreenKey {
  eventId: string
  pass?: string
  purpose?: Purpose
}

export interface ScreenHandle {
  face: ScreenFace
  choose(purpose: Purpose): void
  retry(): void
}

/** Keeps a screen going as long as the view stands. */
export function useScreen({ eventId, pass, purpose }: ScreenKey): ScreenHandle {
  const [face, setFace] = useState<ScreenFace>({ phase: 'opening' })
  const engine = useRef<ScreenEngine | null>(null)
  useEffect(() => {
    const input = { eventId, pass }
    const running = runScreen(
      {
        open: () => query('attendance.openScreen', input),
        state: () => query('attendance.screenState', input),
        read: () => ({ wall: now(), monotonic: monotonic() }),
        every,
        onNetworkChange,
        kept: () => readKeptScreen(eventId),
        keep: (kept) => keepScreen(eventId, kept),
      },
      purpose ?? null,
      setFace,
    )
    engine.current = running
    return () => running.stop()
  }, [eventId, pass, purpose])
  const choose = useCallback((chosen: Purpose) => engine.current?.choose(chosen), [])
  const retry = useCallback(() => engine.current?.retry(), [])
  return { face, choose, retry }
}
