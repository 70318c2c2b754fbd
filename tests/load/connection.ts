/** A keep-alive connection that speaks just enough HTTP to be fast: one request under way, whole answers with a length. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface HttpAnswer {
  status: number
  body: string
}

export interface Connection {
  /** Sends one request, whole as it goes over the wire, and answers when its answer is there whole. Rejects when it breaks. */
  ask(request: string): Promise<HttpAnswer>
  close(): void
}

interface Waiting {
  resolve: (answer: HttpAnswer) => void
  reject: (error: Error) => void
}

/** Opens a connection to `url`. Where the server ends it after an answer, as it may, the next request opens another. */
export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url)
  let waiting: Waiting | null = null
  let received: Buffer = Buffer.alloc(0)
  let socket = await dial()

  async function dial(): Promise<Socket> {
    const made = connect(Number(port), hostname)
    made.setNoDelay(true)
    await once(made, 'connect')
    made.on('data', take)
    made.on('error', () => undefined)
    made.on('close', () => {
      waiting?.reject(new Error('the connection broke before the answer was whole'))
      waiting = null
    })
    received = Buffer.alloc(0)
    return made
  }

  function take(part: Buffer) {
    received = received.length === 0 ? part : Buffer.concat([received, part])
    const headEnd = received.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = received.toString('latin1', 0, headEnd)
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1])
    if (!(received.length >= headEnd + 4 + length)) return
    const answer = { status: Number(head.slice(9, 12)), body: received.toString('utf8', headEnd + 4, headEnd + 4 + length) }
    received = Buffer.alloc(0)
    const { resolve } = waiting!
    waiting = null
    if (/^connection: *close/im.test(head)) socket.destroy()
    resolve(answer)
  }

  return {
    async ask(request) {
      if (socket.destroyed) socket = await dial()
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      })
    },
    close: () => void socket.destroy(),
  }
}
