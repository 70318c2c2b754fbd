/**
 * What people do while the server is killed under them: they enroll, change their mind, sign in and out, come without an
 * enrollment. After each answer their next step may come to few things only; anything else contradicts what they were told.
 */
import { randomInt } from 'node:crypto'
import type { Purpose } from '@core/contract/attendance'
import type { Answer } from '@core/contract/envelope'
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import type { Somebody } from '../tools/town'
import { wordOf, type Journal } from './journal'
import { codeNow, type OpenEvent } from './open-event'
import type { PatientPhone } from './patient-phone'

/** An answer that cannot be: the person stops here. */
class Contradiction extends Error {}

/** One person's whole visit to an event. Throws GaveUp. */
export async function visit(phone: PatientPhone, who: Somebody, event: OpenEvent, journal: Journal): Promise<void> {
  const visitor = new Visitor(phone, who, event)
  try {
    await (perhaps(30) ? visitor.walkIn() : visitor.comeEnrolled())
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error
    journal.contradictions.push(error.message)
  }
}

const perhaps = (percent: number) => randomInt(100) < percent

class Visitor {
  private readonly story: string[] = []

  constructor(
    private readonly phone: PatientPhone,
    private readonly who: Somebody,
    private readonly event: OpenEvent,
  ) {}

  async comeEnrolled(): Promise<void> {
    if (!(await this.enroll())) return
    if (perhaps(25)) {
      await this.does('events.leave', { eventId: this.event.id }, ['left'])
      if (perhaps(30) || !(await this.enroll())) return
    }
    await this.scan('sign_in', ['signed_in', 'delayed'])
    await this.stay()
  }

  async walkIn(): Promise<void> {
    const full = this.event.places === null ? [] : ['not_enrolled_full', 'event_full']
    const scanned = await this.scan('sign_in', ['ticket', 'delayed', ...full])
    if (!scanned.ok) return
    if (scanned.data.outcome === 'ticket') {
      const { ticket } = scanned.data
      const came = await this.does('attendance.walkIn', { ticket }, ['signed_in', ...full])
      if (!came.ok) return
    }
    await this.stay()
  }

  private async stay(): Promise<void> {
    if (perhaps(30)) await this.scan('sign_in', ['repeat'])
    if (perhaps(10)) await this.does('events.leave', { eventId: this.event.id }, ['already_signed_in'])
    if (perhaps(60)) await this.scan('sign_out', ['signed_out', 'delayed'])
  }

  /** False where there was no place. */
  private async enroll(): Promise<boolean> {
    const answer = await this.does('events.enroll', { eventId: this.event.id }, [
      'enrolled',
      ...(this.event.places === null ? [] : ['event_full']),
    ])
    return answer.ok
  }

  private scan(purpose: Purpose, possible: readonly string[]) {
    return this.does('attendance.scan', { code: codeNow(this.event, purpose), delivery: 'live' }, possible)
  }

  private async does<N extends ProcedureName>(name: N, input: InputOf<N>, possible: readonly string[]): Promise<Answer<OutputOf<N>>> {
    const answer = await this.phone.command(this.who, name, input)
    const word = wordOf(answer)
    this.story.push(`${name} → ${word}`)
    if (!possible.includes(word)) throw new Contradiction(`${this.story.join(', ')} (possible: ${possible.join(', ')})`)
    return answer
  }
}
