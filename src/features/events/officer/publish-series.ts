/** A series as the form shows it before anything is sent: its days, those that are left out and why, and how many events. Pure. */
import type { ErrorCode } from '@core/contract/errors'
import type { SeriesInput } from '@core/contract/events'
import { LONGEST_SERIES, seriesDays, type Series, type SeriesRhythm } from '@core/rules/events/series'
import { instantOf, weekdayOf } from '@core/rules/shared/calendar'
import { publicHolidayOn } from '@core/rules/shared/working-days'
import type { PublishForm } from './publish-form'

/** One day of the pattern. */
export interface SeriesDay {
  day: string
  /** The public holiday it falls on; null: none that is known. */
  holiday: string | null
  /** Whether there is an event on it. */
  held: boolean
  /** It was crossed out by hand, and can be put back. */
  crossedOut: boolean
}

export interface SeriesPreview {
  days: SeriesDay[]
  /** How many events will be published, in all homes. */
  events: number
  /** Why it cannot be published so; null: it can. */
  refused: ErrorCode | null
}

function ruleOf(form: PublishForm): Series | null {
  const { series } = form
  if (!series) return null
  const end = series.ends === 'count' ? { count: series.count } : { until: series.until }
  return { every: series.every, from: form.day, ...end, except: series.except, skipHolidays: series.skipHolidays }
}

/** The days of the form's series; null where the event is held once. At most 60 events are published together. */
export function seriesPreview(form: PublishForm): SeriesPreview | null {
  const rule = ruleOf(form)
  if (!rule) return null
  const pattern = seriesDays({ ...rule, except: [], skipHolidays: false })
  if ('refused' in pattern) return { days: [], events: 0, refused: pattern.refused }
  const days = pattern.days.map((day): SeriesDay => {
    const holiday = publicHolidayOn(day)
    const crossedOut = rule.except.includes(day)
    return { day, holiday, crossedOut, held: !crossedOut && !(rule.skipHolidays && holiday !== null) }
  })
  const events = days.filter((day) => day.held).length * (1 + form.alsoHomes.length)
  return { days, events, refused: events === 0 ? 'series_empty' : events > LONGEST_SERIES ? 'series_too_long' : null }
}

/** What is sent of a series; null where there is none. Exceptions that are no day of it any more stay behind. */
export function seriesInput(form: PublishForm): SeriesInput | null {
  const { series } = form
  const preview = seriesPreview(form)
  if (!series || !preview) return null
  return {
    every: series.every,
    ...(series.ends === 'count' ? { count: series.count } : { until: series.until }),
    except: preview.days.filter((day) => day.crossedOut).map(({ day }) => day),
    skipHolidays: series.skipHolidays,
  }
}

const PLACE_IN_MONTH = ['第一个', '第二个', '第三个', '第四个', '最后一个']

/** `每周六`, `每隔一周的周六`, `每月第三个周六`: how a rhythm is said of the day it begins on. */
export function rhythmName(every: SeriesRhythm, day: string): string {
  const weekday = weekdayOf(instantOf(day, '12:00'))
  if (every === 'week') return `每${weekday}`
  if (every === 'two_weeks') return `隔周${weekday}`
  return `每月${PLACE_IN_MONTH[Math.ceil(Number(day.slice(8)) / 7) - 1]}${weekday}`
}
