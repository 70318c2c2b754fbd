/** What the clients of a run sent and were answered: what the tables are compared with. */
import type { Answer } from '@core/contract/envelope'
import type { HttpCall } from '../tools/http-phone'

/** A command and the answer that its client took as the last word. */
export interface Acknowledged {
  call: HttpCall
  answer: Answer<unknown>
}

export class Journal {
  /** The nonces of all commands that ever left a client. */
  readonly sent = new Set<string>()
  /** In the order in which the answers came; of one person that is the order of the commands. */
  readonly acknowledged: Acknowledged[] = []
  /** Answers that cannot be after what was acknowledged before. */
  readonly contradictions: string[] = []
  /** Tries that brought no answer, by what they brought. */
  readonly unanswered = { silence: 0, unavailable: 0, rate_limited: 0, server_error: 0 }
}

/** The answer in one word: the outcome or state that it says, or the code of the refusal. */
export function wordOf(answer: Answer<unknown>): string {
  if (!answer.ok) return answer.code
  const { outcome, state } = (answer.data ?? {}) as { outcome?: string; state?: string }
  return outcome ?? state ?? 'ok'
}
