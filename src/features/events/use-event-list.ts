import { useCallback, useState } from 'react'
import type { Instant } from '@core/contract/common'
import type { Category } from '@core/contract/names'
import { DAY_MS, dayOf, dayStart } from '@core/rules/shared/calendar'
import { now } from '@/platform/clock'
import { usePages, type Pages } from '@/sync/use-pages'

/** What the list is narrowed to; undefined: everything. */
export interface EventFilter {
  homeId?: string
  category?: Category
  day?: string
}

export interface EventList {
  filter: EventFilter
  narrow(part: EventFilter): void
  clear(): void
  /** The two weeks of the strip, first today: `2026-11-21`. */
  days: readonly string[]
  pages: Pages<'events.list'>
  now: Instant
}

const STRIP_DAYS = 14
const PART = 20

/** The list of events with its filters. */
export function useEventList(): EventList {
  const [filter, setFilter] = useState<EventFilter>({})
  const pages = usePages('events.list', { ...filter, limit: PART })
  const narrow = useCallback((part: EventFilter) => setFilter((before) => ({ ...before, ...part })), [])
  const clear = useCallback(() => setFilter({}), [])
  const moment = now()
  const today = dayStart(dayOf(moment))
  const days = Array.from({ length: STRIP_DAYS }, (_, index) => dayOf(today + index * DAY_MS))
  return { filter, narrow, clear, days, pages, now: moment }
}
