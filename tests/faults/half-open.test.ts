import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ChildServer, makeServerFolder, type ServerFolder } from '../tools/child-server'
import { HttpPhone } from '../tools/http-phone'
import { buildServer } from '../tools/run-product'

const CONNECTIONS = 200

/** How far somebody comes who then falls silent: nothing, half a request line, half a header, half a body, half a chunk. */
const HALVES = [
  '',
  'POST /api/events.li',
  'POST /api/events.list HTTP/1.1\r\nhost: localhost\r\ncontent-ty',
  'POST /api/events.list HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 4000\r\n\r\n{"input":{"li',
  'POST /api/events.list HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n3e8\r\n{"input":{"li',
]

let folder: ServerFolder
let server: ChildServer

beforeAll(buildServer)
beforeEach(async () => {
  folder = makeServerFolder()
  server = await ChildServer.start(folder.dataDir)
})
afterEach(async () => {
  await server.stop()
  await folder.remove()
})

/** How many sockets a process holds. Linux. */
function socketsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('socket:')
    } catch {
      return false
    }
  }).length
}

/** Bytes that a process holds in memory. Linux. */
function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024
}

function halfOpen(index: number): Promise<{ closed: Promise<void>; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const { port, hostname } = new URL(server.url)
    const socket = connect({ port: Number(port), host: hostname, localAddress: `127.0.0.${(index % 250) + 2}` }, () => {
      socket.write(HALVES[index % HALVES.length]!)
      resolve({ closed, socket })
    })
    const closed = new Promise<void>((over) => socket.on('close', () => over()))
    socket.on('error', reject)
    socket.resume()
  })
}

test('two hundred who connect and fall silent half way keep nobody from being answered, are shown out, and leave nothing behind', async () => {
  const phone = new HttpPhone(server.url)
  const ask = () => phone.ask({ name: 'events.list', input: {}, who: null })
  for (let call = 0; call < 20; call += 1) expect(await ask()).toMatchObject({ status: 200 })
  const [sockets, memory] = [socketsOf(server.pid), memoryOf(server.pid)]

  const halves = await Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => halfOpen(index)))
  const since = Date.now()
  while (socketsOf(server.pid) < sockets + CONNECTIONS) {
    if (Date.now() - since > 5_000) throw new Error(`the server holds ${socketsOf(server.pid) - sockets} of ${CONNECTIONS} connections`)
    await sleep(10)
  }
  for (let call = 0; call < 20; call += 1) expect(await ask()).toMatchObject({ status: 200, answer: { ok: true } })
  expect(halves.filter(({ socket }) => socket.destroyed)).toEqual([])

  // By the host's own limits: 10 s for the head of a request, 20 s for the whole of it.
  await Promise.all(halves.map(({ closed }) => closed))
  expect(await ask()).toMatchObject({ status: 200, answer: { ok: true } })
  // The pool of connections to the database may have grown or shrunk by a few meanwhile.
  expect(socketsOf(server.pid) - sockets).toBeLessThan(10)
  expect(memoryOf(server.pid) - memory).toBeLessThan(50 * 1024 * 1024)
  phone.close()
})
