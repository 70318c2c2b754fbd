import { useSyncExternalStore } from 'react'

const wideQuery = () => window.matchMedia('(min-width: 1024px)')

export function isWide(): boolean {
  return wideQuery().matches
}

function follow(changed: () => void): () => void {
  const query = wideQuery()
  // Safari before 14 knows only the older name.
  if (!query.addEventListener) {
    query.addListener(changed)
    return () => query.removeListener(changed)
  }
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

export function useWide(): boolean {
  return useSyncExternalStore(follow, isWide)
}

/** The browser lets go of the lock whenever the page is hidden: it is asked for again when the page is back. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let over = false
  const ask = () => {
    if (over || document.visibilityState !== 'visible') return
    navigator.wakeLock?.request('screen').then(
      (granted) => {
        if (over) void granted.release()
        else lock = granted
      },
      () => undefined, // a low battery forbids it; the display then follows its own rule
    )
  }
  ask()
  document.addEventListener('visibilitychange', ask)
  return () => {
    over = true
    document.removeEventListener('visibilitychange', ask)
    void lock?.release()
  }
}

/** No page may touch the brightness of a display. */
export function brighten(): () => void {
  return () => undefined
}

export function fullscreen(): void {
  if (document.fullscreenElement) return
  document.documentElement.requestFullscreen?.().catch(() => undefined)
}
