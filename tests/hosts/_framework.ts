import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DatabaseAddress } from '@cloud/store/open'

const ROOT = path.resolve(__dirname, '../..')

/** The address of a test database as `DATABASE_URL` says it. */
export function databaseUrl({ host, port, user, database }: DatabaseAddress): string {
  return host.startsWith('/')
    ? `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    : `postgres://${user}@${host}:${port}/${database}`
}

export interface DeployedFunction {
  /** Calls it as the platform does: the event is the body, headers come from the gateway. */
  call(event: unknown, headers?: Record<string, string>): Promise<{ status: number; json: unknown }>
  /** What it wrote so far. */
  output(): string
  stop(): Promise<void>
}

/** Runs a built function folder in CloudBase's own functions framework, on a free port of this machine. */
export async function deploy(folder: string, env: Record<string, string>): Promise<DeployedFunction> {
  const port = await freePort()
  const framework = path.join(ROOT, 'node_modules/@cloudbase/functions-framework/bin/tcb-ff.js')
  const child = spawn(
    process.execPath,
    [framework, `--port=${port}`, `--source=${folder}`, `--logDirname=${path.join(folder, 'logs')}`, '--logEventContext=false'],
    { cwd: folder, env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString('utf8')))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  while (!output.includes('Server listening on port')) {
    if (child.exitCode !== null) throw new Error(`the framework ended with ${child.exitCode}\n${output}`)
    await sleep(20)
  }
  return {
    async call(event, headers = {}) {
      const response = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(event),
      })
      const text = await response.text()
      return { status: response.status, json: text === '' ? null : JSON.parse(text) }
    },
    output: () => output,
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Puts a package beside a function, as the platform installs `wx-server-sdk`: with `body` for its code. */
export function installBeside(folder: string, name: string, body: string): void {
  const target = path.join(folder, 'node_modules', name)
  mkdirSync(target, { recursive: true })
  writeFileSync(path.join(target, 'index.js'), body)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
