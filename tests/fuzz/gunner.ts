/** Sends shots to the host and brings the answers back. */
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { WireShot } from './broken-http'
import type { Reply } from './judge'
import type { Shot } from './shots'

/** Longer than the host allows itself. */
const PATIENCE_MS = 30_000
/** How long a broken request may wait for an answer that need not come. */
const SHORT_PATIENCE_MS = 1_000

export interface Gunner {
  /** The answer to a whole request. Rejects where none comes. */
  fire(shot: Shot): Promise<Reply>
  /** All that the host says to broken HTTP until one side closes; may be nothing. */
  fireWire(shot: WireShot): Promise<string>
  close(): void
}

/** Keeps at most `connections` for whole requests. */
export function createGunner(url: string, connections: number): Gunner {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: connections })

  function once({ method, path, headers, body }: Shot): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { hostname, port, agent, method, path, headers: { ...headers, 'content-length': body.length } },
        (incoming) => {
          const parts: Buffer[] = []
          incoming.on('data', (part: Buffer) => parts.push(part))
          incoming.on('error', reject)
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              contentType: incoming.headers['content-type'] ?? '',
              body: Buffer.concat(parts).toString('utf8'),
            }),
          )
        },
      )
      outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error('no answer in time')))
      outgoing.on('error', (error) => reject(Object.assign(error, { reused: outgoing.reusedSocket })))
      outgoing.end(body)
    })
  }

  return {
    async fire(shot) {
      for (;;) {
        try {
          return await once(shot)
        } catch (error) {
          // The host may end an idle connection just while a request is on its way: every client then tries a fresh one.
          const { code, reused } = error as { code?: string; reused?: boolean }
          if (!reused || (code !== 'ECONNRESET' && code !== 'EPIPE')) throw error
        }
      }
    },
    fireWire: ({ pieces, pauseMs }) =>
      new Promise((resolve) => {
        const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
        let said = ''
        const patience = setTimeout(() => socket.destroy(), SHORT_PATIENCE_MS)
        socket.on('data', (part) => (said += part.toString('utf8')))
        socket.on('end', () => socket.destroy())
        socket.on('error', () => undefined)
        socket.on('close', () => {
          clearTimeout(patience)
          resolve(said)
        })
        socket.on('connect', () => {
          void (async () => {
            for (const piece of pieces) {
              if (socket.destroyed) return
              socket.write(piece)
              if (pauseMs > 0) await pause(pauseMs)
            }
            socket.end()
          })()
        })
      }),
    close: () => agent.destroy(),
  }
}

/** The answers in what the host said to broken HTTP. A body is kept only for reading; where it ends is not asked. */
export function repliesIn(said: string): Reply[] {
  return said
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((text) => /^HTTP\/1\.1 \d{3} /.test(text))
    .map((text) => ({
      status: Number(text.slice(9, 12)),
      contentType: /^content-type: *(.+?)\r?$/im.exec(text)?.[1] ?? '',
      body: text.slice(text.indexOf('\r\n\r\n') + 4),
    }))
}
