import type { Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import type { Rota } from '@core/contract/sessions'
import { spanName } from '@core/rules/shared/calendar'
import type { RotaRow } from '@cloud/store/sessions'
import type { Tables } from '@cloud/store/store'

/** The name of a home that an organization may receive in: its own, or one it lives in. Throws home_not_yours. */
export async function homeNameFor(store: Tables, orgId: string, homeId: string, now: Instant): Promise<string> {
  const home = await store.homes.byId(homeId)
  if (!home || (home.orgId !== orgId && !(await store.orgs.livesIn(orgId, homeId, now)))) throw new AppError('home_not_yours')
  return home.name
}

/** Throws host_unknown unless all of them are officers of that very organization. */
export async function checkHosts(store: Tables, orgId: string, hostIds: readonly string[], now: Instant): Promise<void> {
  const officers = new Set(await store.sessions.officersOf(orgId, now))
  if (!hostIds.every((hostId) => officers.has(hostId))) throw new AppError('host_unknown')
}

/** Throws host_busy where somebody receives elsewhere at that time, apart from these sessions. Lock the host first. */
export async function checkFree(
  store: Tables,
  hostId: string,
  span: { startsAt: Instant; endsAt: Instant },
  exceptIds: readonly string[],
  now: Instant,
): Promise<void> {
  const busy = await store.sessions.busyAt(hostId, span, exceptIds)
  if (busy === null) return
  const name = (await store.people.names([hostId])).get(hostId) ?? ''
  throw new AppError('host_busy', { name, time: spanName(busy.startsAt, busy.endsAt, now) })
}

/** A rota as its officers see it. */
export async function presentRota(store: Tables, rota: RotaRow, homeName: string): Promise<Rota> {
  return {
    id: rota.id,
    orgId: rota.orgId,
    homeId: rota.homeId,
    homeName,
    weekday: rota.weekday,
    from: rota.from,
    to: rota.to,
    slotMinutes: rota.slotMinutes,
    placesPerSlot: rota.placesPerSlot,
    hosts: await store.sessions.cards(rota.hostIds),
    startsOn: rota.startsOn,
  }
}
