/** Programs that a measurement starts: each in a process of its own, and none outlives the one that started it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { bundle } from '../postgres/bundle'

/** A program of ours that has said its first line. */
export interface Child {
  /** What it said when it was ready. */
  said: string
  pid: number
  /** Tells it one line and waits for one. Rejects when it ends instead. */
  ask(line: string): Promise<string>
  /** How it ended (`code 1`, `SIGKILL`); null while it runs. */
  end(): string | null
  /** Lets go of it: it ends by itself. */
  stop(): Promise<void>
}

const programs = new Map<string, string>()

/** The program of a TypeScript file, made once in a run. */
function programOf(entry: string): string {
  const made = programs.get(entry) ?? bundle(entry)
  programs.set(entry, made)
  return made
}

/** Starts one of our programs with `task` as its argument and waits for its first line. Throws when it ends instead. */
export async function startChild(entry: string, task: object, nodeOptions: readonly string[] = []): Promise<Child> {
  const child = spawn(process.execPath, [...nodeOptions, programOf(entry), JSON.stringify(task)], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const lines = createInterface(child.stdout)
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  child.stdin.on('error', () => undefined)
  async function nextLine(): Promise<string> {
    const line = hasEnded() ? null : await Promise.race([once(lines, 'line').then(([text]) => text as string), ended.then(() => null)])
    if (line === null) throw new Error(`${entry} ended with ${describeEnd(child)}`)
    return line
  }
  return {
    said: await nextLine(),
    pid: child.pid!,
    ask(line) {
      child.stdin.write(`${line}\n`)
      return nextLine()
    },
    end: () => (hasEnded() ? describeEnd(child) : null),
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}

/** Runs one of our programs to its end and answers what it said. Throws when it fails. */
export async function runChild(entry: string, task: object): Promise<string> {
  return runProgram(process.execPath, [programOf(entry), JSON.stringify(task)])
}

/** Runs a program to its end and answers its standard output. Throws with what it complained of when it fails. */
export async function runProgram(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let complaints = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part))
  child.stderr.setEncoding('utf8').on('data', (part: string) => (complaints += part))
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`${program} ended with ${describeEnd(child)}: ${complaints.trim() || out.trim()}`)
  return out
}

/** Whether a program is there to be run. */
export async function isInstalled(program: string, versionOption: string): Promise<boolean> {
  const child = spawn(program, [versionOption], { stdio: 'ignore' })
  return new Promise((resolve) => child.once('error', () => resolve(false)).once('spawn', () => resolve(true)))
}

function describeEnd({ exitCode, signalCode }: ChildProcess): string {
  return signalCode ?? `code ${exitCode}`
}
