import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { EditInput, EventForm, Shift } from '@core/contract/events'
import type { Home } from '@core/contract/homes'
import { helpsUntil } from '@core/rules/attendance/helping'
import { onlyWordsDiffer, readsDifferently, whatChanged, type Appointment } from '@core/rules/events/edit'
import { placesOf, type EventRow } from '@cloud/store/events'
import type { Served } from '@cloud/store/places'
import type { Tables } from '@cloud/store/store'
import { procedure, type Call } from '../procedure'
import { categoryNameIn, checkCover, checkForm, checkPublicContent, isReviewed } from './form-checks'
import { formOf } from './form-of'
import { tellOf, tellServed } from '@cloud/services/messages'
import { askForReview } from './reviewers'

type EditCall = Pick<Call<'events.edit'>, 'input' | 'person' | 'openid' | 'now' | 'store' | 'services'>

/** An event under change: as it was, with its shifts. Its row is locked. */
interface Edited {
  event: EventRow
  shifts: Shift[]
  before: EventForm
}

/**
 * Changes an event. Another time or place is told to everybody who counts on it; more places go to the line first; fewer than
 * those taken are refused with their number. Once it has begun only its words may be corrected. What a reviewer has returned goes
 * to review again; the words that a reviewer has approved are changed by those above alone. The organization in whose name it is
 * does not change.
 */
export const edit = procedure('events.edit', async (call) => {
  // Before anything is locked: the platform may take its time.
  await checkPublicContent(call, call.input)
  const edited = await load(call.store, call.input.eventId)
  const { event, before } = edited
  if (event.status === 'closed' || event.status === 'cancelled') throw new AppError('event_not_open')
  if (event.status === 'published' && readsDifferently(before, call.input)) await expectWordsAreTheirs(call, event)
  if (event.status !== 'published' || call.now < event.startsAt) return change(call, edited)
  if (!onlyWordsDiffer(before, call.input)) throw new AppError('event_started')
  return correctWords(call, event)
})

async function load(store: Tables, eventId: string): Promise<Edited> {
  await store.events.lock(eventId)
  const event = await store.events.byId(eventId)
  if (!event) throw new AppError('not_found')
  const shifts = await store.events.shifts(eventId)
  return { event, shifts, before: formOf(event, shifts, null) }
}

/** Throws words_reviewed where the organization above has looked at the words, and the caller does not act for it. */
async function expectWordsAreTheirs({ person, now, store }: EditCall, { orgId }: EventRow): Promise<void> {
  if (!(await isReviewed(store, orgId, now))) return
  const parentId = (await store.orgs.parentOf(orgId))!
  if ((await store.people.actingOrg(person.id, 'secretary', { orgId: parentId }, now)) === null) throw new AppError('words_reviewed')
}

async function correctWords({ input, person, now, store }: EditCall, event: EventRow) {
  if (input.cover !== event.cover) await checkCover(store, input.cover, person.id, now)
  await store.events.updateWords(event.id, input)
  await showCover(store, event.cover, input.cover)
  return { id: event.id, status: event.status, toldCount: 0 }
}

async function change(call: EditCall, edited: Edited) {
  const { input, person, now, store, services } = call
  const { event } = edited
  const home = await check(call, edited)
  const status = event.status === 'draft' ? ((await isReviewed(store, event.orgId, now)) ? 'in_review' : 'published') : event.status
  const shifts = numbered(input.shifts, edited.shifts)
  const served = await changePlaces(store, edited, input, shifts, now)
  const told = await tellChange(call, edited, { ...input, homeName: home.name, shifts })
  await store.events.update(event.id, {
    ...input,
    form: input,
    shifts,
    categoryName: input.category === event.category ? event.categoryName : await categoryNameIn(store, event.orgId, input.category, now),
    lotsSeed: input.byLots ? (event.lotsSeed ?? services.ids.secret(32)) : null,
    status,
    changedAt: event.status === 'published' && told.isChanged ? now : null,
    submitted: event.status === 'draft' ? { by: person.id, at: now } : null,
  })
  await tellServed(store, services.ids, { ...event, title: input.title }, served, now)
  if (event.startsAt !== input.startsAt) await store.events.askAgain(event.id)
  if (event.endsAt !== input.endsAt) await store.helpers.extend(event.id, helpsUntil(input.endsAt), now)
  if (status === 'published') await showCover(store, event.cover, input.cover)
  if (event.status === 'draft' && status === 'in_review')
    await askForReview(store, services.ids, { ...event, title: input.title, publishedBy: person.id }, now)
  return { id: event.id, status, toldCount: told.count }
}

/** Whether the event may become what the form says; answers the home it will be in. */
async function check({ input, person, now, store }: EditCall, { event, shifts }: Edited): Promise<Home> {
  await checkForm(store, input)
  const home = await store.homes.byId(input.homeId)
  const isMoved = input.homeId !== event.homeId
  const mayMove = !isMoved || (await store.people.actingOrg(person.id, 'officer', { homeId: input.homeId }, now)) !== null
  const isSameOrg = input.orgId === null || input.orgId === event.orgId
  if (!home || !mayMove || !isSameOrg) throw new AppError('home_not_yours')
  if (event.status === 'published' && input.startsAt !== event.startsAt && input.startsAt <= now) throw new AppError('invalid_time')
  if (input.cover !== event.cover) await checkCover(store, input.cover, person.id, now)
  if (input.shifts.some(({ n }) => n !== null && !shifts.some((shift) => shift.n === n))) throw new AppError('shift_unknown')
  const counting = await store.events.involved(event.id)
  if (input.byLots !== event.byLots && (event.drawnAt !== null || counting.length > 0))
    throw new AppError('conditions_wrong', { field: 'byLots' })
  return home
}

type NumberedShift = EventForm['shifts'][number] & { n: number }

/** Gives new shifts the smallest numbers that no other has. Throws conditions_wrong where two are the same one. */
function numbered(wanted: EventForm['shifts'], existing: readonly Shift[]): NumberedShift[] {
  const used = new Set([...existing, ...wanted].flatMap(({ n }) => n ?? []))
  const kept = wanted.flatMap(({ n }) => n ?? [])
  if (new Set(kept).size < kept.length) throw new AppError('conditions_wrong', { field: 'shifts' })
  return wanted.map((shift) => {
    let n = shift.n ?? 1
    if (shift.n === null) while (used.has(n)) n += 1
    used.add(n)
    return { ...shift, n }
  })
}

/**
 * Brings shifts and places to what the form says. Throws places_below_taken with the number of those who are in the way: of
 * more people than places, or of anybody who is in a shift that is to go.
 */
async function changePlaces(
  store: Tables,
  { event, shifts: existing }: Edited,
  form: EventForm,
  wanted: readonly NumberedShift[],
  now: Instant,
): Promise<Served[]> {
  const places = placesOf({ form, shifts: wanted })
  const target = { id: event.id, places, startsAt: form.startsAt }
  const served: Served[] = []
  const set = async (shift: number | null, count: number | null) => {
    const done = await store.places.setPlaces(target, shift, count, now)
    if ('tooFew' in done) throw new AppError('places_below_taken', { n: done.tooFew })
    served.push(...done.served)
  }
  const empty = async (shift: number | null) => {
    const inIt = (await store.events.involved(event.id)).filter((one) => one.shift === shift).length
    if (inIt > 0) throw new AppError('places_below_taken', { n: inIt })
    await set(shift, 0)
  }
  for (const { n } of existing.filter((shift) => !wanted.some((one) => one.n === shift.n))) {
    await empty(n)
    await store.events.dropShift(event.id, n)
  }
  if (wanted.length > 0 && existing.length === 0) await empty(null)
  for (const shift of wanted) {
    await store.events.setShift(event.id, { ...shift, places: places === null ? null : shift.places }, now)
    await set(shift.n, shift.places)
  }
  if (wanted.length === 0 && (existing.length > 0 || form.places !== event.places)) await set(null, form.places)
  return served
}

/** Tells everybody what has changed for them; answers how many, and whether time or place changed for anybody at all. */
async function tellChange({ input, now, store, services }: EditCall, { event, shifts }: Edited, after: Appointment) {
  const before: Appointment = { ...event, shifts }
  const people = event.status === 'published' ? await store.events.involved(event.id) : []
  const byChange = new Map<string, string[]>()
  for (const { personId, shift } of people) {
    const what = whatChanged(before, after, shift)
    if (what !== null) byChange.set(what, [...(byChange.get(what) ?? []), personId])
  }
  for (const [what, personIds] of byChange)
    await tellOf(store, services.ids, { ...event, title: input.title }, personIds, 'event_changed', { what }, now)
  const told = new Set([...byChange.values()].flat())
  return { count: told.size, isChanged: told.size > 0 || whatChanged(before, after, null) !== null }
}

async function showCover(store: Tables, before: EditInput['cover'], after: EditInput['cover']): Promise<void> {
  if (after !== null) await store.files.show([after])
  if (before !== null && before !== after) await store.files.hideUnused([before])
}
