import fc from 'fast-check'
import { FakePhone, scanOf } from './_outbox-fakes'
import type { Weather } from './_outbox-fakes'
import { createOutbox } from './delivery'
import { diskFirst } from './parts'
import type { Commit } from './parts'

/** What happens to a phone, in any order. `killIn`: the app dies between the two halves of that change. */
type Step =
  | { kind: 'scan'; event: number; killed: boolean }
  | { kind: 'weather'; weather: Weather }
  | { kind: 'network'; online: boolean }
  | { kind: 'login'; person: number }
  | { kind: 'deliver' }
  | { kind: 'pass'; seconds: number }
  | { kind: 'kill' }

const PEOPLE = ['xiaoyu', 'laowang']
const POISONED = 'event-3'

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('scan' as const), event: fc.nat(3), killed: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('weather' as const),
        weather: fc.constantFrom<Weather>('fine', 'lost_request', 'lost_answer', 'broken_server'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('network' as const), online: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('login' as const), person: fc.nat(1) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat(400) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill' as const) }) },
  ),
  { minLength: 1, maxLength: 40 },
)

class Killed extends Error {}

/**
 * Plays the steps, then lets the sun shine on everybody's log-in in turn. Answers every scan that a person has seen as
 * 已存在手机 and what the server has of it.
 */
async function play(
  history: readonly Step[],
  order: Commit,
): Promise<{ scan: string; owner: string; owners: (string | null)[]; aside: boolean }[]> {
  const phone = new FakePhone()
  phone.person = PEOPLE[0]!
  let dieBetween = false
  const seen = new Map<string, string>()

  /** The two halves of a change in the order under test, with a death between them where the history wants one. */
  function commit(toDisk: () => void, toMemory: () => void): void {
    let half = 0
    const mortal = (run: () => void) => () => {
      if (half === 1 && dieBetween) throw new Killed()
      half += 1
      run()
    }
    order(mortal(toDisk), mortal(toMemory))
  }

  function boot() {
    return createOutbox({ ...phone.parts(), commit }, (records) => {
      for (const record of records) {
        const scan = (record.input as { code: string }).code
        if (!seen.has(scan) && record.person) seen.set(scan, record.person)
      }
    })
  }

  let outbox = boot()
  await outbox.start()
  async function restart() {
    outbox.stop()
    phone.killApp()
    dieBetween = false
    outbox = boot()
    await outbox.start()
  }

  for (const [index, step] of history.entries()) {
    if (step.kind === 'scan') {
      dieBetween = step.killed
      const event = `event-${step.event}`
      const code = event === POISONED ? `bad-${index}` : `scan-${index}`
      if (event === POISONED) phone.server.poisoned.add(code)
      try {
        outbox.keep(scanOf(event, code))
      } catch (error) {
        if (!(error instanceof Killed)) throw error
        await restart()
      }
      dieBetween = false
    }
    if (step.kind === 'weather') phone.weather = () => step.weather
    if (step.kind === 'network') phone.setOnline(step.online)
    if (step.kind === 'login') phone.person = PEOPLE[step.person]!
    if (step.kind === 'deliver') void outbox.deliver()
    if (step.kind === 'pass') await phone.pass(step.seconds * 1_000)
    if (step.kind === 'kill') await restart()
  }

  phone.weather = () => 'fine'
  phone.setOnline(true)
  for (const person of PEOPLE) {
    phone.person = person
    await restart()
    // Long enough for eight failures on every poisoned record, one after the other.
    await phone.pass(24 * 3_600_000)
    for (const record of outbox.records().filter((aside) => aside.state === 'aside' && aside.person === person)) {
      if (!phone.server.poisoned.has((record.input as { code: string }).code)) outbox.retry(record.nonce)
    }
    await phone.pass(3_600_000)
  }
  const aside = new Set(
    outbox
      .records()
      .filter((record) => record.state === 'aside')
      .map((record) => (record.input as { code: string }).code),
  )
  return [...seen].map(([scan, owner]) => ({ scan, owner, owners: phone.server.ownersOf(scan), aside: aside.has(scan) }))
}

function harm(scans: Awaited<ReturnType<typeof play>>): string[] {
  return scans.flatMap(({ scan, owner, owners, aside }) => {
    if (scan.startsWith('bad-')) return aside && owners.length === 0 ? [] : [`${scan} is neither delivered nor in sight`]
    if (owners.length !== 1) return [`${scan} was seen as saved and taken ${owners.length} times`]
    return owners[0] === owner ? [] : [`${scan} of ${owner} was sent under ${owners[0]}`]
  })
}

it('delivers every scan that a person saw as saved exactly once and under their own name, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      expect(harm(await play(history, diskFirst))).toEqual([])
    }),
    { numRuns: 150 },
  )
})

it('loses scans that a person saw as saved when memory is touched before the disk (positive control)', async () => {
  const memoryFirst: Commit = (toDisk, toMemory) => {
    toMemory()
    toDisk()
  }
  const result = await fc.check(
    fc.asyncProperty(steps, async (history) => harm(await play(history, memoryFirst)).length === 0),
    { numRuns: 150 },
  )
  expect(result.failed).toBe(true)
})
