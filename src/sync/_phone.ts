/** A phone as it comes out of the box, for tests that go through the platform's fakes. */
import type { Answer } from '@core/contract/envelope'
import { AppError, type ErrorCode, type ErrorParams } from '@core/contract/errors'
import type { OutputOf, ProcedureName } from '@core/contract/procedures'
import { callFake } from '@/platform/call/fake'
import type { CallEnvelope } from '@/platform/call/types'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { calendarFake } from '@/platform/calendar/fake'
import { documentFake } from '@/platform/document/fake'
import { drawingFake } from '@/platform/drawing/fake'
import { galleryFake } from '@/platform/gallery/fake'
import { keptFilesFake } from '@/platform/kept-files/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { pictureFake } from '@/platform/picture/fake'
import { randomFake } from '@/platform/random/fake'
import { scanFake } from '@/platform/scan/fake'
import { sessionFake } from '@/platform/session/fake'
import { storageFake } from '@/platform/storage/fake'
import { subscriptionFake } from '@/platform/subscription/fake'
import { viewfinderFake } from '@/platform/viewfinder/fake'
import { useOutbox } from './outbox'
import { signIn, useSession } from './session'
import { forgetAnswers } from './use-query'

const FAKES = [
  ...[calendarFake, callFake, clockFake, displayFake, documentFake, drawingFake, galleryFake, keptFilesFake],
  ...[navigationFake, networkFake, pictureFake, randomFake, scanFake, sessionFake, storageFake, subscriptionFake, viewfinderFake],
]

/** Empties everything, memory and disk. */
export function newPhone(): void {
  for (const fake of FAKES) fake.reset()
  forgetAnswers()
  useSession.setState({ person: null })
  useOutbox.setState({ records: [], started: false })
}

/** Somebody is logged in. Ids are not checked on a phone. */
export function logInAs(id: string, consented = true): void {
  signIn({ id, consented }, `token-of-${id}`)
}

type Answers = { [N in ProcedureName]?: OutputOf<N> | Refused | ((envelope: CallEnvelope) => OutputOf<N> | Refused) }
interface Refused {
  refused: ErrorCode
  params?: ErrorParams
}

/** A refusal, as an answer of `serve`. */
export function refused(code: ErrorCode, params: ErrorParams = {}): Refused {
  return { refused: code, params }
}

/** A server that answers what it is told to, and nothing else. */
export function serve(answers: Answers): void {
  callFake.server = (envelope) => answerOf(answers, envelope)
}

function answerOf(answers: Answers, envelope: CallEnvelope): Answer<unknown> {
  const given = answers[envelope.name as ProcedureName] as unknown
  const answer = typeof given === 'function' ? (given as (envelope: CallEnvelope) => unknown)(envelope) : given
  if (answer === undefined) return { ok: false, code: 'unknown_procedure', hint: '', params: {}, requestId: 'test' }
  const refusal = answer as Partial<Refused>
  if (refusal.refused) return { ok: false, code: refusal.refused, hint: '', params: refusal.params ?? {}, requestId: 'test' }
  return { ok: true, data: answer }
}

/** No answer comes back, although the phone believes to have a network. */
export function goDark(code: 'timeout' | 'offline' | 'unavailable' = 'timeout'): void {
  callFake.server = () => {
    throw new AppError(code)
  }
}

/** What has been asked of the server, by name. */
export function callsOf(name: ProcedureName): CallEnvelope[] {
  return callFake.sent.filter((envelope) => envelope.name === name)
}
