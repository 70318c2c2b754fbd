import { connect } from 'node:net'

export interface RawExchange {
  /** Everything the host answered. */
  answer: string
  /** How many bytes of the request had left this side when the answer was there. */
  sent: number
}

/**
 * Speaks HTTP by hand, for requests that no decent client sends. Writes the parts one after another as the line takes them,
 * and ends when the host has answered `until` or closed the connection.
 */
export function exchange(url: string, parts: Iterable<string | Buffer>, until: RegExp): Promise<RawExchange> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    const finish = () => {
      socket.destroy()
      resolve({ answer, sent: socket.bytesWritten - socket.writableLength })
    }
    socket.on('data', (part) => {
      answer += part.toString('utf8')
      if (until.test(answer)) finish()
    })
    socket.on('error', (error) => (answer === '' ? reject(error) : finish()))
    socket.on('close', finish)
    const queue = parts[Symbol.iterator]()
    const write = () => {
      for (;;) {
        const next = queue.next()
        if (next.done || socket.destroyed) return
        if (!socket.write(next.value)) return void socket.once('drain', write)
      }
    }
    socket.once('connect', write)
  })
}
