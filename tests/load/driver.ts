/** A tight loop of the driver instead of pgbench: each client on its own connection, its statements prepared by name. */
import { Client } from 'pg'
import type { Done, LimitTask } from './limit'
import { nthPerson } from './numbered'
import { statementsAt, valuesFor } from './statement'

export type DriverTask = LimitTask

async function execute({ connection, transaction, events, people, clients, seconds }: DriverTask): Promise<Done> {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new Client(connection)
      await client.connect()
      return client
    }),
  )
  const began = performance.now()
  const until = began + seconds * 1000
  let transactions = 0
  await Promise.all(
    connections.map(async (client, index) => {
      for (let nth = index; performance.now() < until; nth += clients) {
        const person = nthPerson(nth, people)
        const event = person % events.count
        for (const statement of statementsAt(transaction, event)) {
          const { name, text } = statement
          await client.query({ name, text, values: valuesFor(statement, person, events.first + event) })
        }
        transactions += 1
      }
    }),
  )
  const took = performance.now() - began
  await Promise.all(connections.map((client) => client.end()))
  return { transactions, perSecond: (transactions * 1000) / took, average: (took * clients) / transactions }
}

async function main() {
  const task = JSON.parse(process.argv[2]!) as DriverTask
  process.stdout.write(`${JSON.stringify(await execute(task))}\n`)
}

void main()
