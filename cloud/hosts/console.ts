/** What commands say in the terminal. The log of the server is another matter: see log.ts. */
import { OperatorError } from '../store/operator-error'

/** A line on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Why a command failed, on standard error: one sentence in Chinese and one in English; for what nobody foresaw also where. */
export function tellFailure(error: unknown): void {
  const sentences =
    error instanceof OperatorError
      ? [error.zh, error.en]
      : ['出现了没有预料到的错误，请把以下内容反馈给维护者。', 'Something unforeseen happened; please report what follows.', trace(error)]
  process.stderr.write(`${sentences.join('\n')}\n`)
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
