/** A line to a PostgreSQL that can be led to another one, held up, or cut, while its address stays the same. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseAddress } from '@cloud/store/open'

export interface Line {
  /** What to connect to instead of the server. */
  address: DatabaseAddress
  /** New connections go here from now on. */
  leadTo(target: DatabaseAddress): void
  /** Nothing more is carried either way, and nobody is told: as when a cable is pulled. New connections are carried. */
  strand(): void
  /** The same, for new connections too. */
  holdUp(): void
  /** Carries again what has been held up, as when the cable is put back. */
  release(): void
  close(): Promise<void>
}

/** Lays a line that begins at a socket of its own. */
export async function layLine(first: DatabaseAddress): Promise<Line> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qnyy-line-'))
  const sockets = new Set<Socket>()
  let target = first
  let heldUp = false

  function keep(socket: Socket): Socket {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    if (heldUp) socket.pause()
    return socket
  }

  function strand() {
    for (const socket of sockets) socket.pause()
  }

  const server = createServer((near) => {
    const far = connect(path.join(target.host, `.s.PGSQL.${target.port}`))
    for (const [from, to] of [
      [keep(near), far],
      [keep(far), near],
    ] as const) {
      from.on('data', (part) => to.write(part))
      from.on('close', () => to.destroy())
    }
  })
  server.listen(path.join(folder, '.s.PGSQL.5432'))
  await once(server, 'listening')
  return {
    address: { ...first, host: folder, port: 5432 },
    leadTo(other) {
      target = other
    },
    strand,
    holdUp() {
      heldUp = true
      strand()
    },
    release() {
      heldUp = false
      for (const socket of sockets) socket.resume()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
