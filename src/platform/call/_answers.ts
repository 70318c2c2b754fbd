import { AppError } from '@core/contract/errors'
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { callFake } from './fake'

type Answers = Partial<{ [N in ProcedureName]: (input: InputOf<N>) => OutputOf<N> }>

/**
 * Lets the server of a test answer each procedure by a function. One that throws an AppError refuses; whatever has no
 * answer is not found.
 */
export function answerCalls(answers: Answers): void {
  const byName = answers as Record<string, ((input: unknown) => unknown) | undefined>
  callFake.server = ({ name, input }) => {
    try {
      const answer = byName[name]
      if (!answer) throw new AppError('not_found')
      return { ok: true, data: answer(input) }
    } catch (thrown) {
      // No answer at all is thrown by the platform, a refusal is an answer.
      if (!(thrown instanceof AppError) || thrown.code === 'offline' || thrown.code === 'timeout') throw thrown
      return { ok: false, code: thrown.code, params: thrown.params, hint: errorSentence(thrown.code, thrown.params), requestId: 'test' }
    }
  }
}

/** What a procedure was called with, first to last. */
export function sentTo<N extends ProcedureName>(name: N): InputOf<N>[] {
  return callFake.sent.filter((call) => call.name === name).map((call) => call.input as InputOf<N>)
}
