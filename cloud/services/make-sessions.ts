import type { Instant } from '@core/contract/common'
import { AHEAD_DAYS, daysToMake, patternsOf, slotsOf, standInOrder, type Pattern } from '@core/rules/sessions/rota'
import { dateName, dayOf, dayStart } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'
import type { RotaRow } from '@cloud/store/sessions'
import type { Tables } from '@cloud/store/store'
import type { Ids } from './ids'

/** The sessions that a rota has still to make up to eight weeks ahead; none that has begun. Lock the rota first. */
export async function sessionsToMake(store: Tables, rota: RotaRow, now: Instant): Promise<Pattern[]> {
  const days = daysToMake(rota.madeUntil, dayOf(now))
  if (!days) return []
  const made = new Set(await store.sessions.daysOf(rota.id, days.from))
  return patternsOf(rota, days.from, days.until).filter(({ day, startsAt }) => startsAt > now && !made.has(day))
}

/**
 * Makes the sessions of a rota up to eight weeks ahead. Nobody is put in two places at once: for whoever receives elsewhere at that
 * time, or is no officer any more, the next in turn stands in; where nobody can, the officers are told that the day is empty. Lock
 * the hosts first, then the rota.
 */
export async function makeSessions(store: Tables, ids: Ids, rota: RotaRow, now: Instant): Promise<void> {
  const officers = new Set(await store.sessions.officersOf(rota.orgId, now))
  for (const pattern of await sessionsToMake(store, rota, now)) {
    const able = standInOrder(rota.hostIds, pattern.hostId).filter((id) => officers.has(id))
    const hostId = await firstFree(store, able, pattern)
    if (hostId === null) await tellNobodyReceives(store, ids, rota, pattern, now)
    else await makeOne(store, ids, rota, { ...pattern, hostId, meantHostId: officers.has(pattern.hostId) ? pattern.hostId : hostId }, now)
  }
  await store.sessions.setMadeUntil(rota.orgId, rota.id, addDays(dayOf(now), AHEAD_DAYS))
}

async function firstFree(store: Tables, hostIds: readonly string[], pattern: Pattern): Promise<string | null> {
  for (const hostId of hostIds) if ((await store.sessions.busyAt(hostId, pattern, [])) === null) return hostId
  return null
}

async function makeOne(store: Tables, ids: Ids, rota: RotaRow, made: Pattern & { meantHostId: string }, now: Instant): Promise<void> {
  const id = ids.uuid(now)
  const { startsAt, endsAt, slotMinutes, placesPerSlot } = made
  await store.sessions.insert({ ...made, id, code: ids.publicCode(), secret: ids.secret(32), orgId: rota.orgId, rotaId: rota.id }, now)
  await store.slots.lay(id, slotsOf(startsAt, endsAt, slotMinutes), placesPerSlot, now)
}

async function tellNobodyReceives(store: Tables, ids: Ids, rota: RotaRow, { startsAt }: Pattern, now: Instant): Promise<void> {
  const { personIds } = await store.officers.of(rota.orgId, 'officer', now)
  await tellDutyChanged(store, ids, personIds, startsAt, '轮值的人都没空，这一场没排上', now)
}

/**
 * Takes back the sessions of a rota that nobody has anything of, but those that stay: they keep their links. Hosts who had been told
 * of their duty are told `what`. Lock the rota first.
 */
export async function takeBackSessions(
  store: Tables,
  ids: Ids,
  rotaId: string,
  { stays, what }: { stays: (session: Pattern) => boolean; what: string },
  now: Instant,
): Promise<void> {
  const gone = (await store.sessions.untouched(rotaId, now)).filter((session) => !stays(session))
  await store.sessions.takeBack(gone.map(({ id }) => id))
  for (const { hostId, hostToldAt, day } of gone)
    if (hostToldAt !== null) await tellDutyChanged(store, ids, [hostId], dayStart(day), what, now)
}

/** Tells of a day on which there is no session to name. */
async function tellDutyChanged(
  store: Tables,
  ids: Ids,
  personIds: readonly string[],
  day: Instant,
  what: string,
  now: Instant,
): Promise<void> {
  await store.inbox.send(
    personIds.map((personId) => ({
      id: ids.uuid(now),
      personId,
      kind: 'duty_changed',
      params: { day: dateName(day), what },
      eventId: null,
      homeId: null,
      sessionId: null,
    })),
    now,
  )
}
