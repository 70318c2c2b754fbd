import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { EventForm, PublishInput } from '@core/contract/events'
import type { Home } from '@core/contract/homes'
import { CLOSING_RULES } from '@core/rules/events/closing'
import { LONGEST_SERIES, seriesDays, shiftedTimes } from '@core/rules/events/series'
import { dayOf } from '@core/rules/shared/calendar'
import type { Ids } from '@cloud/services/ids'
import type { NewEvent } from '@cloud/store/events'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { categoryNameIn, checkCover, checkForm, checkPublicContent, isReviewed } from './form-checks'
import { linkOfEvent } from './link'
import { askForReview } from './reviewers'

/**
 * Publishes an event, on all days of a series and in several homes at once, each with its own secret and one row per place: all
 * of them, or none. Where the parent looks first, they wait for it and nobody sees them.
 */
export const publish = procedure('events.publish', async (call) => {
  const { input, person, now, store, services } = call
  await checkForm(store, input)
  await checkCover(store, input.cover, person.id, now)
  await checkPublicContent(call, input)
  const days = daysOf(input)
  const homes = await homesOf(store, input, person.id, now)
  if (days.length * homes.length > LONGEST_SERIES) throw new AppError('series_too_long')
  const events: NewEvent[] = []
  for (const home of homes) events.push(...(await eventsIn(store, services.ids, home, input, { days, personId: person.id, now })))
  await store.events.insert(events)
  if (input.cover && events.some(({ status }) => status === 'published')) await store.files.show([input.cover])
  for (const first of firstInEachHome(events))
    if (first.status === 'in_review') await askForReview(store, services.ids, { ...first, title: input.title }, now)
  const [first, ...others] = events
  return {
    id: first!.id,
    code: first!.code,
    link: linkOfEvent(services.publicUrl, first!.code),
    status: first!.status,
    others: others.map(({ id, code, homeId, startsAt }) => ({ id, code, homeId, startsAt })),
  }
})

function daysOf({ series, startsAt }: PublishInput): string[] {
  if (series === null) return [dayOf(startsAt)]
  const { every, count, until, except, skipHolidays } = series
  const found = seriesDays({ every, except, skipHolidays, from: dayOf(startsAt), ...(count && { count }), ...(until && { until }) })
  if ('refused' in found) throw new AppError(found.refused)
  return found.days
}

/** The homes that are meant, the first first. Throws not_found for that one, home_not_yours for any other. */
async function homesOf(store: Tables, input: PublishInput, personId: string, now: Instant): Promise<Home[]> {
  const first = await store.homes.byId(input.homeId)
  if (!first) throw new AppError('not_found')
  const homes = [first]
  for (const homeId of new Set(input.alsoHomes)) {
    if (homeId === first.id) continue
    const home = await store.homes.byId(homeId)
    if (!home || !(await store.people.actingOrg(personId, 'officer', { homeId }, now))) throw new AppError('home_not_yours')
    homes.push(home)
  }
  return homes
}

/** In whose name: the home's organization, or one that lives in the home and for which the caller acts. Throws home_not_yours. */
async function organizerOf(store: Tables, home: Home, orgId: string | null, personId: string, now: Instant): Promise<string> {
  if (orgId === null || orgId === home.orgId) return home.orgId
  const mayAct =
    (await store.orgs.livesIn(orgId, home.id, now)) && (await store.people.actingOrg(personId, 'officer', { orgId }, now)) !== null
  if (!mayAct) throw new AppError('home_not_yours')
  return orgId
}

/** The events of one home, ready to be written. */
async function eventsIn(
  store: Tables,
  ids: Ids,
  home: Home,
  form: EventForm,
  { days, personId, now }: { days: readonly string[]; personId: string; now: Instant },
): Promise<NewEvent[]> {
  const orgId = await organizerOf(store, home, form.orgId, personId, now)
  const common = {
    orgId,
    homeId: home.id,
    seriesId: days.length > 1 ? ids.uuid(now) : null,
    form,
    categoryName: await categoryNameIn(store, orgId, form.category, now),
    status: (await isReviewed(store, orgId, now)) ? ('in_review' as const) : ('published' as const),
    publishedBy: personId,
    ruleVersion: CLOSING_RULES,
    now,
  }
  return days.map((day) => ({
    ...common,
    ...timesOn(form, day),
    id: ids.uuid(now),
    code: ids.publicCode(),
    secret: ids.bytes(32),
    lotsSeed: form.byLots ? ids.secret(32) : null,
  }))
}

/** The form's times on another day: its shifts and its window of enrolling move along. */
function timesOn(form: EventForm, day: string): Pick<NewEvent, 'startsAt' | 'endsAt' | 'enrollFrom' | 'enrollUntil' | 'shifts'> {
  const { startsAt, endsAt } = shiftedTimes(form, day)
  const by = startsAt - form.startsAt
  return {
    startsAt,
    endsAt,
    enrollFrom: form.enrollFrom === null ? null : form.enrollFrom + by,
    enrollUntil: form.enrollUntil === null ? null : form.enrollUntil + by,
    shifts: form.shifts.map((shift) => ({ ...shift, from: shift.from + by, to: shift.to + by })),
  }
}

function firstInEachHome(events: readonly NewEvent[]): NewEvent[] {
  return events.filter((event, index) => events.findIndex((other) => other.homeId === event.homeId) === index)
}
