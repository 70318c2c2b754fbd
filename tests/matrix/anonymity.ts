/**
 * Whoever wishes so is 匿名青年 to everybody but the host (domain.md, 「Duty sessions and bookings」): every procedure of the table, asked by
 * every caller about a session that somebody unnamed has to do with, and no answer names them.
 */
import { CALLERS, type CallerKind } from '@core/contract/access'
import { procedures, type ProcedureName } from '@core/contract/procedures'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { Store } from '@cloud/store/store'
import type { Player, WorldSession } from '../fakes/world'
import { Cell } from './cell'
import { betrays, County, type Caller } from './county'
import { INPUTS } from './inputs'
import type { ProcedureTable } from './matrix'

/** Somebody unnamed, and every trace that they have left at an organization. */
export interface Scene {
  person: Player
  host: Player
  session: WorldSession
  bookingId: string
  /** What would say who they are. */
  who: string[]
  /** What they wrote, and what was written of it: for the officers of that very organization. */
  words: string[]
  pass: string
}

export interface Asked {
  /** Which answers said what to whom. */
  betrayals: string[]
  /** Which procedures answered ok to anybody. */
  answered: Set<string>
}

export interface AnonymityOptions {
  /** Takes a guard out of the store that the calls meet. */
  change?: (store: Store) => Store
  /** Only these rows; all, where it is left out. */
  table?: ProcedureTable
}

/** Officers of the very organization: what is said to it in confidence is for them. */
const READERS: readonly CallerKind[] = ['officer', 'secretary']

/** Asks everything of the table, as everybody. */
export async function askAboutUnnamed({ change, table = procedures }: AnonymityOptions = {}): Promise<Asked> {
  const asked: Asked = { betrayals: [], answered: new Set() }
  const county = await County.open(change)
  try {
    for (const kind of CALLERS) {
      // First the caller: who is an officer already is told what is told to officers.
      const reader = await county.caller(kind)
      const read = await layScene(county)
      let touched: Scene | null = null
      for (const [name, { kind: procedureKind }] of Object.entries(table)) {
        if (procedureKind === 'query') {
          await ask(county, reader, name as ProcedureName, read, asked)
          continue
        }
        // A command that is done may end what the next call would find: the session, or the caller's own log-in.
        touched ??= await layScene(county)
        const done = await ask(county, await county.caller(kind), name as ProcedureName, touched, asked)
        if (done && name.startsWith('sessions.')) touched = null
      }
    }
  } finally {
    await county.close()
  }
  return asked
}

/** Asks one question, and keeps what the answer gave away; whether it was answered ok. */
async function ask(county: County, caller: Caller, name: ProcedureName, scene: Scene, asked: Asked): Promise<boolean> {
  const input = about(scene, await INPUTS[name](new Cell(county, caller, 'own')))
  const answer = await county.ask(caller, name, input)
  if (answer.ok) asked.answered.add(name)
  const told = `${name}, ${caller.kind}`
  if (betrays(answer, scene.who)) asked.betrayals.push(`${told}: says who it is: ${JSON.stringify(answer)}`)
  if (!READERS.includes(caller.kind) && betrays(answer, scene.words))
    asked.betrayals.push(`${told}: says what they wrote: ${JSON.stringify(answer)}`)
  return answer.ok
}

/** The same question about the scene: every field that can name something of it does. */
function about(scene: Scene, input: object): object {
  const named: Record<string, string> = { sessionId: scene.session.id, bookingId: scene.bookingId, pass: scene.pass }
  return Object.fromEntries(Object.entries(input).map(([field, value]) => [field, value === null ? null : (named[field] ?? value)]))
}

let scenes = 0

/**
 * Lays, at the east: somebody who was answered, who cancelled another session too late and said why, who waits before a third, and who
 * is on the list of a fourth, which runs. Each time unnamed.
 */
export async function layScene(county: County): Promise<Scene> {
  const { world } = county
  scenes += 1
  const person = await world.player(`不留名的人${scenes}`)
  const host = await world.grant(await world.player('值班的人'), 'officer', world.org.east)
  const words: string[] = []
  const write = (text: string) => {
    words.push(`${text}，第${scenes}遍`)
    return words.at(-1)!
  }
  const matter = (text: string) => ({ topic: 'life' as const, question: write(text), anonymous: true })
  const running = (minutes: number) => world.session({ host, startsAt: world.now - minutes * MINUTE_MS })
  const bookingIn = async (session: WorldSession) => ({
    sessionId: session.id,
    bookingId: (await world.store.slots.booking(session.id, person.id))!.id,
  })

  const before = await running(7)
  await world.call(person, 'sessions.book', { sessionId: before.id, slotNo: 3, ...matter('从前的一件私事') })
  await world.call(host, 'sessions.start', await bookingIn(before))
  await world.call(host, 'sessions.finish', { ...(await bookingIn(before)), record: write('怎么答复的') })

  const missed = await running(6)
  await world.call(person, 'sessions.book', { sessionId: missed.id, slotNo: 3, ...matter('没来说的那件事') })
  await world.call(person, 'sessions.cancelBooking', { sessionId: missed.id })
  await world.call(person, 'sessions.explain', { sessionId: missed.id, text: write('为什么没来') })

  const full = await world.session({ host, startsAt: world.now + 60 * MINUTE_MS, slots: 1 })
  await world.call(await world.player('先到'), 'sessions.book', { sessionId: full.id, slotNo: 1, topic: 'work', question: '' })
  await world.call(person, 'sessions.wait', { sessionId: full.id, ...matter('排队也想说的事') })

  const session = await running(5)
  await world.call(person, 'sessions.book', { sessionId: session.id, slotNo: 3, ...matter('今天要说的事') })
  const { bookingId } = await bookingIn(session)
  const { pass } = await world.call(person, 'attendance.pass', {})
  return { person, host, session, bookingId, pass, words, who: [person.name, person.id] }
}
