/** Load over HTTP, by wrk where the machine has it, else by our own generator; both in a process of their own. */
import path from 'node:path'
import { ROOT } from '../postgres/throw-away'
import { isInstalled, runChild, runProgram } from './child'
import type { Arrivals, GeneratorTask, Measured, MeasuredBurst } from './generator'
import { roundDigits, STRIDE } from './numbered'

export type Generator = 'wrk' | 'own'

export async function bestGenerator(): Promise<Generator> {
  return (await isInstalled('wrk', '-v')) ? 'wrk' : 'own'
}

/** As many calls as `clients` manage in `seconds`, each of them one after another. */
export function callFor(generator: Generator, arrivals: Arrivals, clients: number, seconds: number): Promise<Measured> {
  return generator === 'wrk' ? byWrk(arrivals, clients, seconds) : byOwn({ ...arrivals, clients, seconds })
}

/** `size` calls at once over `clients` connections that stand already. */
export function callAtOnce(arrivals: Arrivals, clients: number, size: number): Promise<MeasuredBurst> {
  return byOwn({ ...arrivals, clients, burst: size }) as Promise<MeasuredBurst>
}

/** Exactly `requests` calls. */
export function callCounted(arrivals: Arrivals, clients: number, requests: number): Promise<Measured> {
  return byOwn({ ...arrivals, clients, requests })
}

async function byOwn(task: GeneratorTask): Promise<Measured> {
  return JSON.parse(await runChild('tests/load/generator.ts', task)) as Measured
}

async function byWrk({ url, procedure, round, first, people, inputs }: Arrivals, clients: number, seconds: number): Promise<Measured> {
  const script = path.join(ROOT, 'tests/load/calls.lua')
  const how = ['-t1', `-c${clients}`, `-d${seconds}s`, '--timeout', '20s', '-s', script]
  const who = [procedure, roundDigits(round), String(first), String(people), String(STRIDE)]
  return readWrk(await runProgram('wrk', [...how, url, '--', ...who, ...inputs]))
}

/** Reads the line that calls.lua writes at the end. Throws where there is none. */
export function readWrk(output: string): Measured {
  const line = /^measured (.+)$/m.exec(output)?.[1]
  if (line === undefined) throw new Error(`wrk did not say what it measured:\n${output}`)
  const read = Object.fromEntries(line.split(' ').map((pair) => [pair.split('=')[0], Number(pair.split('=')[1])]))
  const { requests, refused, failed, microseconds, p50, p99, max } = read as Record<string, number>
  return {
    requests: requests!,
    refused: refused!,
    failed: failed!,
    seconds: microseconds! / 1e6,
    p50: p50! / 1000,
    p99: p99! / 1000,
    max: max! / 1000,
  }
}
