/**
 * The load generator where there is no wrk, and the one that makes bursts: a program of its own, without an HTTP library,
 * so that it takes little of the machine.
 */
import type { ProcedureName } from '@core/contract/procedures'
import { openConnection, type Connection } from './connection'
import { deviceOf, nonceOf, nthPerson, tokenOf } from './numbered'

/** Who calls what: the people `first`, `first` + 1 … in the order of `nthPerson`, each about their own event. */
export interface Arrivals {
  url: string
  procedure: ProcedureName
  /** The first part of every nonce: another one for each round in which the same people call again. */
  round: number
  first: number
  people: number
  /** JSON, one for each event; person `p` sends `inputs[p % inputs.length]`. */
  inputs: readonly string[]
}

export type GeneratorTask = Arrivals & { clients: number } & ({ seconds: number } | { requests: number } | { burst: number })

/** What a generator saw. Latencies in milliseconds. */
export interface Measured {
  requests: number
  /** Answers that were no 2xx. */
  refused: number
  /** Requests that got no answer. */
  failed: number
  seconds: number
  p50: number
  p99: number
  /** The slowest answer; of a burst: the last. */
  max: number
}

/** What one person was answered: `ok`, the code of the refusal, or nothing at all. */
export interface Answered {
  person: number
  code: string | null
}

/** A burst with every answer in it, in the order of the requests. */
export interface MeasuredBurst extends Measured {
  answers: Answered[]
}

/** One call as it goes over the wire. */
export function requestOf({ procedure, round, first, people, inputs }: Arrivals, nth: number): string {
  const person = nthPerson(first + nth, people)
  const input = inputs[person % inputs.length]!
  const body = `{"input":${input},"nonce":"${nonceOf(person, round)}","device":"${deviceOf(person)}"}`
  return [
    `POST /api/${procedure} HTTP/1.1`,
    'host: localhost',
    'content-type: application/json',
    `authorization: Bearer ${tokenOf(person)}`,
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

async function generate(task: GeneratorTask): Promise<Measured> {
  const connections = await Promise.all(Array.from({ length: task.clients }, () => openConnection(task.url)))
  // A connection that has carried an answer is one that both sides keep.
  await Promise.all(connections.map((connection) => connection.ask('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n')))
  const measured = await ('burst' in task ? burst(task, connections, task.burst) : steady(task, connections))
  for (const connection of connections) connection.close()
  return measured
}

/** Every client sends its next request when its last one is answered. */
async function steady(task: GeneratorTask, connections: readonly Connection[]): Promise<Measured> {
  const most = 'requests' in task ? task.requests : Infinity
  const began = performance.now()
  const until = 'seconds' in task ? began + task.seconds * 1000 : Infinity
  const seen = counter()
  let sent = 0
  await Promise.all(
    connections.map(async (connection) => {
      while (sent < most && performance.now() < until) await seen.ask(connection, requestOf(task, sent++), performance.now())
    }),
  )
  return seen.measured(began)
}

/** All at once: request `n` goes out by connection `n` % clients, behind those that went there before it. */
async function burst(task: GeneratorTask, connections: readonly Connection[], size: number): Promise<MeasuredBurst> {
  const requests = Array.from({ length: size }, (_, nth) => requestOf(task, nth))
  const bodies: (string | null)[] = []
  const seen = counter()
  const began = performance.now()
  await Promise.all(
    connections.map(async (connection, index) => {
      for (let nth = index; nth < size; nth += connections.length) bodies[nth] = await seen.ask(connection, requests[nth]!, began)
    }),
  )
  const measured = seen.measured(began)
  const answers = bodies.map((body, nth) => ({ person: nthPerson(task.first + nth, task.people), code: codeOf(body) }))
  return { ...measured, answers }
}

function codeOf(body: string | null): string | null {
  if (body === null) return null
  const answer = JSON.parse(body) as { ok: boolean; code?: string }
  return answer.ok ? 'ok' : (answer.code ?? null)
}

function counter() {
  const latencies: number[] = []
  let refused = 0
  let failed = 0
  return {
    /** The body of the answer; null where none came. */
    async ask(connection: Connection, request: string, since: number): Promise<string | null> {
      try {
        const { status, body } = await connection.ask(request)
        latencies.push(performance.now() - since)
        if (status < 200 || status > 299) refused += 1
        return body
      } catch {
        failed += 1
        return null
      }
    },
    measured(began: number): Measured {
      const seconds = (performance.now() - began) / 1000
      const sorted = Float64Array.from(latencies).sort()
      const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
      return { requests: latencies.length, refused, failed, seconds, p50: at(0.5), p99: at(0.99), max: at(1) }
    },
  }
}

async function main() {
  const task = JSON.parse(process.argv[2]!) as GeneratorTask
  process.stdout.write(`${JSON.stringify(await generate(task))}\n`)
}

void main()
