/** `npm run bench`: the whole product over HTTP beside what the database itself can do, in one run. */
import { leadingWord, oneOf, print, readOptions, runCommand, wholeNumber } from '../tools/command'
import { startThrowAway } from '../postgres/throw-away'
import { BOOKING_CASES } from './booking-kinds'
import { bookingBesideTheLimit } from './booking-report'
import { bestGenerator } from './http-load'
import { largeAtOnce } from './large-report'
import { bestLimitTool } from './limit'
import type { Tools, Verdict } from './report'
import { SMALLEST } from './scale'
import { asTablesGrow, besideTheLimit, CASES } from './sign-in-report'

const USAGE = [
  'npm run bench -- signin [--case hot|spread|burst|row-lock] [--scale [N]] [--rounds N] [--seconds S] [--write] [--profile FOLDER]',
  '       npm run bench -- booking [--case events|sessions] [--rounds N] [--seconds S] [--profile FOLDER]',
  '       npm run bench -- large',
].join('\n')
const BENCHES = ['signin', 'booking', 'large'] as const
const LARGEST = 10_000_000

const OPTIONS = {
  case: { type: 'string' },
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '5' },
  profile: { type: 'string' },
} as const

const SIGN_IN_OPTIONS = { ...OPTIONS, scale: { type: 'string' }, write: { type: 'boolean', default: false } } as const

/** Measures on a server; answers what the last line says behind the name of the bench. */
type Measure = (connection: Awaited<ReturnType<typeof startThrowAway>>['embedded']['connection']) => Promise<string>

async function main(): Promise<number> {
  const { word, rest } = leadingWord(BENCHES)
  const measure = await { signin: signIn, booking, large }[word](rest)
  const server = await startThrowAway({ durable: true, settings: { max_connections: '300' } })
  try {
    print(`bench=${word} ${await measure(server.embedded.connection)}`)
    return 0
  } finally {
    await server.stop()
  }
}

async function signIn(args: string[]): Promise<Measure> {
  const given = readOptions(SIGN_IN_OPTIONS, withScale(args))
  const only = given.case === undefined ? null : oneOf('case', given.case, CASES)
  const largest = given.scale === undefined ? null : wholeNumber('scale', given.scale, SMALLEST, 100_000_000)
  const tools = await toolsOf(given)
  if (largest !== null) return async () => lastWords(await asTablesGrow(tools, largest, given.write))
  return async (connection) => lastWords(await besideTheLimit(tools, connection, { only, profile: given.profile, write: given.write }))
}

async function booking(args: string[]): Promise<Measure> {
  const given = readOptions(OPTIONS, args)
  const only = oneOf('case', given.case ?? 'events', BOOKING_CASES)
  const tools = await toolsOf(given)
  return async (connection) => lastWords(await bookingBesideTheLimit(tools, connection, { only, profile: given.profile }))
}

async function large(args: string[]): Promise<Measure> {
  readOptions({}, args)
  return () => largeAtOnce()
}

function lastWords({ ours, limit, p99 }: Verdict): string {
  return `ours=${ours.toFixed(0)} limit=${limit.toFixed(0)} ratio=${(ours / limit).toFixed(2)} p99_ms=${p99.toFixed(1)}`
}

async function toolsOf(given: { rounds: string; seconds: string }): Promise<Tools> {
  const rounds = wholeNumber('rounds', given.rounds, 1, 100)
  // A code is good for a minute.
  const seconds = wholeNumber('seconds', given.seconds, 1, 30)
  return { generator: await bestGenerator(), limitTool: await bestLimitTool(), rounds, seconds }
}

/** `--scale` alone means the largest size. */
function withScale(args: string[]): string[] {
  return args.flatMap((arg, index) => (arg === '--scale' && !/^\d/.test(args[index + 1] ?? '') ? [arg, String(LARGEST)] : [arg]))
}

runCommand(USAGE, main)
