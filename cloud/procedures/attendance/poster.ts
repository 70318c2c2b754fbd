import { AppError } from '@core/contract/errors'
import { stepOf } from '@core/rules/attendance/code'
import { provePoster } from '@core/rules/attendance/poster'
import { decidePresence, type Proof } from '@core/rules/attendance/scan'
import { sha256Hex } from '@cloud/services/ids'
import type { EventRow } from '@cloud/store/events'
import { procedure, type Call } from '../procedure'
import { presentCard, presentScannedEvent } from './present'
import { takePlaceAtDoor } from './take-place'

type PosterCall = Call<'attendance.poster'>

/**
 * The printed code of a home: signs in where one event there takes it now, asks where several do, and is a visit where none
 * does. Of lower assurance than a code that turns.
 */
export const poster = procedure('attendance.poster', async (call) => {
  const { input, person, now, nonce, store } = call
  const proof = provePoster(input, now)
  if (typeof proof === 'string') throw new AppError(proof)
  const home = await store.visits.homeByCode(input.code)
  if (!home) throw new AppError('poster_unknown')
  await store.people.lock([person.id])
  const events = await eventsMeant(call, home.id, proof)
  if (events.length === 1) return signIn(call, events[0]!, proof)
  const at = { homeId: home.id, homeName: home.name }
  if (events.length > 1) return { outcome: 'choose', ...at, events: events.map(presentScannedEvent) }
  return { outcome: 'visited', ...at, first: await store.visits.keep({ homeId: home.id, personId: person.id, at: proof.at, nonce }, now) }
})

/** The events that the poster could mean. Throws not_found where one was named that it cannot. */
async function eventsMeant({ input, store }: PosterCall, homeId: string, { at }: Proof): Promise<EventRow[]> {
  const eventIds = await store.attendance.posterEvents(homeId, at)
  const meant = input.eventId ? eventIds.filter((id) => id === input.eventId) : eventIds
  if (input.eventId && meant.length === 0) throw new AppError('not_found')
  const events = await Promise.all(meant.map((id) => store.events.byId(id)))
  return events.flatMap((event) => event ?? [])
}

async function signIn(call: PosterCall, event: EventRow, proof: Proof) {
  const { input, person, device, now, nonce, store } = call
  // A delayed scan needs no place: the officer decides at closing.
  if (event.walkIns && !proof.delayed) await takePlaceAtDoor(call, event, person.id)
  const { enrollment, signedIn, free } = await store.attendance.standing({ eventId: event.id, personId: person.id })
  const decision = decidePresence(event, 'sign_in', proof, { consented: person.consented, enrollment, signedIn }, free)
  if (decision.kind === 'refused') throw new AppError(decision.code, decision.params)
  const word = {
    nonce,
    personId: person.id,
    purpose: 'sign_in' as const,
    assurance: 'poster' as const,
    ...proof,
    step: stepOf(proof.at),
    tardyMinutes: decision.kind === 'sign_in' ? decision.tardyMinutes : 0,
    reason: '',
    payloadHash: sha256Hex(JSON.stringify(input)),
  }
  const arrived = await store.attendance.recordPresence({ eventId: event.id, byId: null, device }, [word], now)
  const first = arrived?.get(person.id)
  if (!first) throw new AppError('nonce_reused')
  const outcome = first.inNonce === nonce ? ('signed_in' as const) : ('repeat' as const)
  return { outcome, attendance: presentCard(event, person, first, null) }
}
