import { useEffect, useState } from 'react'
import type { Instant } from '@core/contract/common'
import { every, now } from '@/platform/clock'

/** The phone's time at this drawing of the page. With `ms` the page draws itself anew that often, so that it stays true. */
export function useMoment(ms: number | null): Instant {
  const [, setTicks] = useState(0)
  useEffect(() => {
    if (ms === null) return
    return every(ms, () => setTicks((ticks) => ticks + 1))
  }, [ms])
  return now()
}
