/** The server under test, as a program of its own. It ends when the program that started it lets go of it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLog } from '@cloud/hosts/log'
import { systemClock } from '@cloud/services/clock'
import type { DatabaseAddress } from '@cloud/store/open'
import { startRealHost } from '../tools/real-host'
import { createRowLockDispatch } from './row-lock'

export interface ServerTask {
  connection: DatabaseAddress
  /** The product; or the row-lock pattern behind the same host; or a bare HTTP server that knows nothing but an answer. */
  pattern: 'product' | 'row-lock' | 'bare'
}

function startHost({ connection, pattern }: ServerTask) {
  const log = createLog('warn', { write: (line) => void process.stderr.write(line) })
  if (pattern === 'product') return startRealHost({ connection, log })
  return startRealHost({ connection, log, exchange: (_, pool) => createRowLockDispatch({ clock: systemClock, pool }) })
}

/** What a load generator can do at most is measured against this. */
async function startBare() {
  const answer = JSON.stringify({ ok: true, data: { outcome: 'signed_in' } })
  const server = createServer((incoming, outgoing) => {
    incoming.resume()
    outgoing.setHeader('content-type', 'application/json').end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function main() {
  const task = JSON.parse(process.argv[2]!) as ServerTask
  const server = await (task.pattern === 'bare' ? startBare() : startHost(task))
  process.stdout.write(`${server.url}\n`)
  process.stdin.resume().once('end', () => {
    void server.close().then(() => process.exit(0))
  })
}

void main()
