/** What people and officers do about sessions with their phones, one tap each; a refusal is an answer. */
import type { InputOf, NamesOf } from '@core/contract/procedures'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import { ask } from './habits'
import type { App } from './phone'
import type { SessionAct } from './session-plan'
import { HOME, type Town } from './town'

const MATTER = { topic: 'study', question: '想问问助学贷款', anonymous: false } as const

/** Asks the server for something. */
type Request = <N extends NamesOf<'request'>>(name: N, input: InputOf<N>) => Promise<unknown>

/** A tap that is one request. */
export function tap(request: Request, act: Exclude<SessionAct, { does: 'receive' }>, { people, sessions }: Town): Promise<unknown> {
  const { id: sessionId, startsAt } = sessions[act.session]!
  switch (act.does) {
    case 'book':
      return request('sessions.book', { sessionId, slotNo: act.slotNo, ...MATTER })
    case 'wait_for_session':
      return request('sessions.wait', { sessionId, ...MATTER })
    case 'stop_waiting_for_session':
      return request('sessions.stopWaiting', { sessionId })
    case 'cancel_booking':
      return request('sessions.cancelBooking', { sessionId })
    case 'answer_slot':
      return request('sessions.answerOffer', { sessionId, accept: act.accept })
    case 'answer_coming':
      return request('sessions.answerComing', { sessionId, coming: act.coming })
    case 'swap':
      return request('sessions.swap', { sessionId, otherId: sessions[act.other]!.id })
    case 'take_over':
      return request('sessions.takeOver', { sessionId, hostId: act.host === null ? null : people[act.host]!.id })
    case 'move':
      return request('sessions.move', { sessionId, homeId: HOME, startsAt: startsAt + act.byMinutes * MINUTE_MS, reason: '会议冲突' })
    case 'cancel_session':
      return request('sessions.cancel', { sessionId, reason: '下乡调研' })
    case 'fit_in':
      return request('sessions.walkIn', { sessionId, pass: null, name: '路过的青年', ...MATTER })
  }
}

/** Does what was planned, with its repetitions. */
export function actOutAtSession(app: App, act: SessionAct, town: Town): Promise<void> {
  if (act.does === 'receive') return receive(app, town.sessions[act.session]!.id)
  return ask(() => tap((name, input) => app.request(name, input), act, town))
}

/** Takes the first of the list who is not through: checks them in, receives them, and finishes. */
async function receive(app: App, sessionId: string): Promise<void> {
  await ask(async () => {
    const { items } = await app.call('sessions.reception', { sessionId })
    const next = items.find(({ state }) => state === 'booked' || state === 'checked_in' || state === 'met')
    if (!next) return
    const { bookingId, state } = next
    if (state === 'booked') await app.request('sessions.checkIn', { sessionId, bookingId })
    if (state !== 'met') await app.request('sessions.start', { sessionId, bookingId })
    await app.request('sessions.finish', { sessionId, bookingId, record: '当场答复' })
  })
}
