import { useCallback, useState } from 'react'
import type { Instant } from '@core/contract/common'
import type { CategoryItem } from '@core/contract/people'
import { CATEGORIES, CATEGORY_NAMES } from '@core/contract/names'
import { DAY_MS, dayOf, dayStart } from '@core/rules/shared/calendar'
import { now } from '@/platform/clock'
import { usePages, type Pages } from '@/sync/use-pages'
import { useQuery } from '@/sync/use-query'

/** What the list is narrowed to; undefined: everything. */
export interface EventFilter {
  homeId?: string
  category?: string
  day?: string
}

export interface EventList {
  filter: EventFilter
  narrow(part: EventFilter): void
  clear(): void
  /** The two weeks of the strip, first today: `2026-11-21`. */
  days: readonly string[]
  /** Those of the chosen home's organization, or of the installation. */
  categories: readonly CategoryItem[]
  pages: Pages<'events.list'>
  now: Instant
}

const STRIP_DAYS = 14
const PART = 20
/** Until the organization's own list is here, and where it cannot be had. */
const USUAL: readonly CategoryItem[] = CATEGORIES.map((code) => ({ code, name: CATEGORY_NAMES[code] }))

/** The list of events with its filters. Another home may have other categories: the chosen one does not go along. */
export function useEventList(): EventList {
  const [filter, setFilter] = useState<EventFilter>({})
  const pages = usePages('events.list', { ...filter, limit: PART })
  const { data } = useQuery('events.categories', filter.homeId === undefined ? {} : { homeId: filter.homeId })
  const narrow = useCallback((part: EventFilter) => setFilter((before) => narrowed(before, part)), [])
  const clear = useCallback(() => setFilter({}), [])
  const moment = now()
  const today = dayStart(dayOf(moment))
  const days = Array.from({ length: STRIP_DAYS }, (_, index) => dayOf(today + index * DAY_MS))
  return { filter, narrow, clear, days, categories: data?.items ?? USUAL, pages, now: moment }
}

function narrowed(before: EventFilter, part: EventFilter): EventFilter {
  const moved = 'homeId' in part && part.homeId !== before.homeId
  return { ...before, ...(moved ? { category: undefined } : {}), ...part }
}
