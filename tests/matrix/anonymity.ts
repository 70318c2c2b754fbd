/**
 * Whoever wishes so is 匿名青年 to everybody but the host, and in a case to officers as well (domain.md, 「Duty sessions and bookings」,
 * 「Cases」): every procedure of the table, asked by every caller about a session and a case that somebody unnamed has to do with, and no
 * answer names them.
 */
import { CALLERS, type CallerKind } from '@core/contract/access'
import { procedures, type ProcedureName } from '@core/contract/procedures'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { Store } from '@cloud/store/store'
import { inParts, pdfOf } from '../fakes/documents'
import { someNonce, type Player, type World, type WorldSession } from '../fakes/world'
import { Cell, PICTURE } from './cell'
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
  /** What they wrote to the organization above, about somebody of this one: for the officers above. */
  above: string[]
  pass: string
  cases: { submitted: string; accepted: string; answered: string; asked: string }
  /** What came with a case of theirs, as it is kept now. */
  document: string
  picture: string
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
/** Officers of the organization above: what is said to that. */
const READERS_ABOVE: readonly CallerKind[] = ['parents_secretary']

/** Which of the cases a procedure is asked about, where it does something with one; any other, about the one that is accepted. */
const CASE_FOR: Partial<Record<ProcedureName, keyof Scene['cases']>> = {
  'cases.accept': 'submitted',
  'cases.sendBack': 'submitted',
  'cases.unmask': 'asked',
  'cases.declineUnmask': 'asked',
  'cases.proposeAnswer': 'answered',
}

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
        if (done && /^(sessions|cases)\./.test(name)) touched = null
      }
    }
  } finally {
    await county.close()
  }
  return asked
}

/** Asks one question, and keeps what the answer gave away; whether it was answered ok. */
async function ask(county: County, caller: Caller, name: ProcedureName, scene: Scene, asked: Asked): Promise<boolean> {
  const input = about(scene, name, await INPUTS[name](new Cell(county, caller, 'own')))
  const answer = await county.ask(caller, name, input)
  if (answer.ok) asked.answered.add(name)
  const told = `${name}, ${caller.kind}`
  if (betrays(answer, scene.who)) asked.betrayals.push(`${told}: says who it is: ${JSON.stringify(answer)}`)
  if (!READERS.includes(caller.kind) && betrays(answer, scene.words))
    asked.betrayals.push(`${told}: says what they wrote: ${JSON.stringify(answer)}`)
  if (!READERS_ABOVE.includes(caller.kind) && betrays(answer, scene.above))
    asked.betrayals.push(`${told}: says what they wrote to those above: ${JSON.stringify(answer)}`)
  return answer.ok
}

/** The same question about the scene: every field that can name something of it does. */
function about({ session, bookingId, pass, cases, document, picture }: Scene, name: ProcedureName, input: object): object {
  const caseId = cases[CASE_FOR[name] ?? 'accepted']
  const named: Record<string, unknown> = { sessionId: session.id, bookingId, pass, caseId, file: name === 'files.get' ? picture : document }
  const asked = Object.entries(input).map(([field, value]) => [field, value === null ? null : (named[field] ?? value)])
  return { ...Object.fromEntries(asked), ...(name === 'files.about' && { files: [document, picture] }) }
}

let scenes = 0

/**
 * Lays, at the east: somebody who was answered, who cancelled another session too late and said why, who waits before a third, who is on
 * the list of a fourth, which runs, and whose question a fifth could not answer; and who wrote to the east, and above it. Each time unnamed.
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

  const handed = await running(8)
  await world.call(person, 'sessions.book', { sessionId: handed.id, slotNo: 3, ...matter('当场说不清的事') })
  await world.call(host, 'sessions.start', await bookingIn(handed))
  const handing = { record: write('要问别处'), orgId: world.org.east, dueOn: null }
  await world.call(host, 'cases.handOver', { ...(await bookingIn(handed)), ...handing })

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

  const letters = await layCases(world, person, host, write)
  return { person, host, session, bookingId, pass, words, ...letters, who: [person.name, person.id] }
}

/** Cases of somebody unnamed at the east, as far along as what is done with them needs; and a complaint about the east. */
async function layCases(
  world: World,
  person: Player,
  host: Player,
  write: (text: string) => string,
): Promise<Pick<Scene, 'cases' | 'document' | 'picture' | 'above'>> {
  const letter = { topic: 'life' as const, anonymous: true }
  const written = async (text: string, files: string[] = []) => {
    const matter = { kind: 'question' as const, orgId: world.org.east, text: write(text), files, ...letter }
    return (await world.call(person, 'cases.submit', matter)).caseId
  }
  const accepted = async (text: string, files: string[] = []) => {
    const caseId = await written(text, files)
    await world.call(host, 'cases.accept', { caseId, ownerId: null })
    return caseId
  }
  const cases = {
    submitted: await written('刚寄出的信'),
    accepted: await accepted('附了材料的信', await handIn(world, person)),
    answered: await accepted('答复过的信'),
    asked: await accepted('问起是谁的信'),
  }
  await world.call(person, 'cases.say', { caseId: cases.accepted, text: write('又补的一句') })
  await world.call(host, 'cases.note', { caseId: cases.accepted, text: write('只给同事看的话') })
  await world.call(host, 'cases.answer', { caseId: cases.answered, outcome: 'explained', text: write('怎么答的信') })
  await world.call(host, 'cases.askUnmask', { caseId: cases.asked, reason: '要联系到本人才能接着办' })
  const above = [`告到上级的话，第${scenes}遍`]
  await world.call(person, 'cases.submit', { kind: 'complaint', orgId: world.org.east, text: above[0]!, ...letter })
  const { files } = await world.call(person, 'cases.get', { caseId: cases.accepted })
  return { cases, document: files[0]!, picture: files[1]!, above }
}

/** A document and a picture. */
async function handIn(world: World, person: Player): Promise<string[]> {
  const { parts, sha256 } = inParts(pdfOf())
  const upload = someNonce()
  await world.call(person, 'files.keepPart', { upload, n: 1, of: 1, content: parts[0]! })
  const document = await world.call(person, 'files.keepDocument', { upload, name: '材料', sha256 })
  const picture = await world.call(person, 'files.keep', { content: PICTURE })
  return [document.file, picture.file]
}
