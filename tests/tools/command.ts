/** What the commands that prove and measure have in common: how they read their options, and how they end. */
import { parseArgs, type ParseArgsConfig } from 'node:util'

/** The command was called wrongly: it says how it is meant and ends with 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads the options of a command line. Throws UsageError on an unknown option, a missing value or a stray word. */
export function readOptions<T extends Options>(options: T, args = process.argv.slice(2)) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** Takes the word that a command line must begin with, one of `words`; answers it and what follows. Throws UsageError. */
export function leadingWord<W extends string>(words: readonly W[], args = process.argv.slice(2)): { word: W; rest: string[] } {
  const word = words.find((each) => each === args[0])
  if (word === undefined) throw new UsageError(`the first word must be one of ${words.join(', ')}${args[0] ? `, not 「${args[0]}」` : ''}`)
  return { word, rest: args.slice(1) }
}

/** A whole number between `least` and `most` (both included). Throws UsageError. */
export function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} wants a whole number from ${least} to ${most}, not 「${text}」`)
  return value
}

/** One of a list of words. Throws UsageError. */
export function oneOf<W extends string>(name: string, text: string, words: readonly W[]): W {
  const found = words.find((word) => word === text)
  if (found === undefined) throw new UsageError(`--${name} wants one of ${words.join(', ')}, not 「${text}」`)
  return found
}

/** A line for whoever watches. The last line of a command is for machines. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs a command to its exit code: what `main` answers, 2 with a usage line where it was called wrongly, 1 with the error
 * where it failed itself.
 */
export function runCommand(usage: string, main: () => Promise<number>): void {
  // Should nothing be left to wait for although `main` has not ended, it has failed.
  process.exitCode = 1
  main().then(
    (code) => {
      process.exitCode = code
    },
    (error: unknown) => {
      const wrongly = error instanceof UsageError
      process.stderr.write(wrongly ? `${error.message}\nusage: ${usage}\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
      process.exitCode = wrongly ? 2 : 1
    },
  )
}
