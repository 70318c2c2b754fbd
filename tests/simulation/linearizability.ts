/**
 * Whether people who enrolled and left at the same time heard what they could have heard one after the other: is there one
 * order of all operations in which each lies between its invocation and its answer, and every answer is the right one?
 *
 * The search is Wing and Gong's with Lowe's two savings: an operation is put in order only when an answer is due before which
 * it may have to come, and a point that was reached before (the same operations in order, the same people enrolled) is not
 * gone on from again.
 */

export interface BookingOperation {
  person: string
  kind: 'enroll' | 'leave'
  /** Logical time: what was answered before another was invoked comes before it. */
  invokedAt: number
  /** null: nobody heard an answer. It took effect at any time after the invocation, or never. */
  answeredAt: number | null
  answer: 'enrolled' | 'full' | 'left' | 'not_enrolled' | 'already_signed_in' | null
}

export interface BookingHistory {
  places: number
  operations: readonly BookingOperation[]
  /** Who is enrolled in the tables at the end. */
  finallyEnrolled: readonly string[]
}

export type Verdict = { ok: true; order: BookingOperation[] } | { ok: false; reason: string }

/** Where the search gives up, aloud. Histories of 2,000 operations, 16 at a time, need a fraction of it. */
const MOST_POINTS = 8_000_000

/** Somebody heard it: it stands in the order exactly once, not after its answer. */
interface Heard extends BookingOperation {
  answeredAt: number
  /** Its place among all answers, by time; also its number. */
  due: number
  /** Departures of the same person that may come before or after this one. */
  departures: Operation[]
}

/** Nobody heard it. Its number is negative: -1 for the first asked. */
interface Unheard extends BookingOperation {
  due: null
  number: number
}

type Operation = Heard | Unheard

/** A point of the search: a beginning of an order. */
interface Point {
  /** The first answer whose operation is not in order yet. */
  due: number
  /** Operations in order although an earlier answer is still due, and the unheard that took effect; ascending. */
  ahead: readonly number[]
  /** Who is enrolled here, ascending. */
  enrolled: readonly string[]
  last: Operation | null
  before: Point | null
}

/**
 * Looks for an order that explains a history of one event: who is enrolled already hears `enrolled` again; `full` is right
 * only while all places are taken; `left` only for who is enrolled, `not_enrolled` only for who is not; `already_signed_in`
 * changes nothing and is always right. The order must end with `finallyEnrolled`. Throws where too much of a long history was
 * never heard for anybody to decide it.
 */
export function checkBookings(history: BookingHistory): Verdict {
  const { places } = history
  const final = [...new Set(history.finallyEnrolled)].sort()
  if (final.length > places) return { ok: false, reason: `${final.length} people are enrolled at the end, and there are ${places} places` }
  const { heard, unheard, runningAt } = prepare(history.operations)

  const seen = new Set<string>()
  /** The most people enrolled at any point while an answer was due. */
  const most: number[] = []
  const ends: (readonly string[])[] = []
  const stack: Point[] = [{ due: 0, ahead: [], enrolled: [], last: null, before: null }]
  for (let point = stack.pop(); point; point = stack.pop()) {
    const key = `${point.due}|${point.ahead.join()}|${point.enrolled.join()}`
    if (seen.has(key)) continue
    seen.add(key)
    if (seen.size > MOST_POINTS) throw new Error(`${history.operations.length} operations are too entangled to be decided`)
    most[point.due] = Math.max(most[point.due] ?? 0, point.enrolled.length)
    if (point.due === heard.length) {
      const rest = restToFinal(point, final, unheard)
      if (rest) return { ok: true, order: [...orderOf(point), ...rest] }
      ends.push(point.enrolled)
      continue
    }
    const running = runningAt[point.due]!.filter((operation) => !point.ahead.includes(numberOf(operation)))
    // What changes nothing and is right here may as well stand here: no other order has to be tried.
    const free = running.find((operation) => changesNothing(operation, point, places))
    if (free) {
      stack.push(after(point, free, point.enrolled))
      continue
    }
    const due = heard[point.due]!
    const silent = unheard.filter((operation) => operation.invokedAt <= due.answeredAt && !point.ahead.includes(operation.number))
    const relevant = relevantTo(due, [...running, ...silent])
    // The last is tried first: what is due soonest, then the others, and the unheard only where nothing else leads on.
    const tried = [...usefulOf(silent, running, point, places), ...running.reverse()].filter((operation) => relevant.has(operation))
    for (const operation of tried) {
      const enrolled = enrolledAfter(operation, point.enrolled, places)
      if (enrolled) stack.push(after(point, operation, enrolled))
    }
  }
  const unexplained = heard[most.length - 1]
  if (!unexplained) return { ok: false, reason: `the tables end with ${list(final)} enrolled, but the answers leave ${listEach(ends)}` }
  const whileRunning = most.filter((_, due) => runningAt[due]!.includes(unexplained))
  return { ok: false, reason: reasonOf(unexplained, Math.max(...whileRunning), places) }
}

function prepare(operations: readonly BookingOperation[]) {
  const isHeard = (operation: BookingOperation) => operation.answeredAt !== null && operation.answer !== null
  const heard = operations
    .filter(isHeard)
    .sort((one, other) => one.answeredAt! - other.answeredAt!)
    .map((operation, due): Heard => ({ ...operation, answeredAt: operation.answeredAt!, due, departures: [] }))
  const unheard = operations
    .filter((operation) => !isHeard(operation))
    .sort((one, other) => one.invokedAt - other.invokedAt)
    .map((operation, index): Unheard => ({ ...operation, answer: null, due: null, number: -1 - index }))
  const departures = new Map<string, Operation[]>()
  for (const operation of [...heard, ...unheard].filter(mayDepart))
    departures.set(operation.person, [...(departures.get(operation.person) ?? []), operation])
  for (const operation of heard) {
    operation.departures = (departures.get(operation.person) ?? []).filter(
      (other) => other.invokedAt <= operation.answeredAt && (other.due === null || other.answeredAt >= operation.invokedAt),
    )
  }
  // Who runs while an answer is due: invoked before it, answered not before it.
  const byInvocation = [...heard].sort((one, other) => one.invokedAt - other.invokedAt)
  let open: Heard[] = []
  let invoked = 0
  const runningAt = heard.map((due) => {
    const before = invoked
    while (invoked < byInvocation.length && byInvocation[invoked]!.invokedAt <= due.answeredAt) invoked += 1
    open = [...open, ...byInvocation.slice(before, invoked)].filter((operation) => operation.due >= due.due)
    return open.sort((one, other) => one.due - other.due)
  })
  return { heard, unheard, runningAt }
}

const numberOf = (operation: Operation) => (operation.due === null ? operation.number : operation.due)
const mayDepart = (operation: Operation) => operation.kind === 'leave' && (operation.due === null || operation.answer === 'left')

/** Who is enrolled after an operation with its answer; null where that answer would be wrong (an unheard: where it changes nothing). */
function enrolledAfter(operation: Operation, enrolled: readonly string[], places: number): readonly string[] | null {
  const { person } = operation
  const is = enrolled.includes(person)
  const joins = () => (enrolled.length < places ? [...enrolled, person].sort() : null)
  const departs = () => enrolled.filter((other) => other !== person)
  if (operation.due === null) {
    if (operation.kind === 'enroll') return is ? null : joins()
    return is ? departs() : null
  }
  switch (`${operation.kind} ${operation.answer}`) {
    case 'enroll enrolled':
      return is ? enrolled : joins()
    case 'enroll full':
      return !is && enrolled.length >= places ? enrolled : null
    case 'leave left':
      return is ? departs() : null
    case 'leave not_enrolled':
      return is ? null : enrolled
    case 'leave already_signed_in':
      return enrolled
    default:
      return null
  }
}

/** Whether it is right here and changes nothing, here or wherever else it could stand. */
function changesNothing(operation: Heard, point: Point, places: number): boolean {
  if (enrolledAfter(operation, point.enrolled, places) !== point.enrolled) return false
  if (operation.answer !== 'enrolled') return true
  // Somebody enrolled who enrolls again: a departure that comes first would make it count.
  return operation.departures.every(
    (departure) => point.ahead.includes(numberOf(departure)) || (departure.due !== null && departure.due < point.due),
  )
}

/** Whether it may matter that one comes before another; where it does not, the first can as well wait until after the other. */
function matters(first: Operation, then: Operation): boolean {
  if (first.person === then.person) return true
  if (first.answer === 'full') return then.kind === 'leave'
  if (first.kind === 'enroll') return then.answer === 'full'
  return then.kind === 'enroll'
}

/** What may have to come before the answer that is due, directly or by others between; itself included. */
function relevantTo(due: Heard, running: Operation[]): Set<Operation> {
  const relevant = new Set<Operation>([due])
  for (const then of relevant) for (const first of running) if (matters(first, then)) relevant.add(first)
  return relevant
}

/**
 * The unheard that can be of use here. One that takes effect can as well do so later, up to the moment when another answer
 * would be wrong without it; so only these are tried, and of those alike only the first.
 */
function usefulOf(unheard: Unheard[], running: Heard[], point: Point, places: number): Unheard[] {
  const is = (person: string) => point.enrolled.includes(person)
  const wanted = (answer: BookingOperation['answer'], person: string) =>
    running.some((operation) => operation.answer === answer && operation.person === person)
  const crowded = point.enrolled.length >= places
  const someoneWantsIn = running.some((operation) => operation.answer === 'enrolled' && !is(operation.person))
  const someoneWantsFull = running.some((operation) => operation.answer === 'full')
  const someoneLeft = running.some((operation) => operation.answer === 'left' && !is(operation.person))
  const found = new Map<string, Unheard>()
  for (const operation of unheard) {
    const { kind, person } = operation
    const useful =
      kind === 'enroll'
        ? !is(person) && (someoneWantsFull || wanted('left', person))
        : is(person) && (wanted('not_enrolled', person) || wanted('full', person) || (crowded && (someoneWantsIn || someoneLeft)))
    const alike = `${kind} ${person}`
    if (useful && !found.has(alike)) found.set(alike, operation)
  }
  return [...found.values()]
}

/** The unheard that lead from the last answer to how the tables end; null where none do. */
function restToFinal(point: Point, final: readonly string[], unheard: Unheard[]): Unheard[] | null {
  const left = unheard.filter((operation) => !point.ahead.includes(operation.number))
  const departing = point.enrolled.filter((person) => !final.includes(person)).map((person) => ['leave', person] as const)
  const joining = final.filter((person) => !point.enrolled.includes(person)).map((person) => ['enroll', person] as const)
  const rest: Unheard[] = []
  for (const [kind, person] of [...departing, ...joining]) {
    const operation = left.find((other) => other.kind === kind && other.person === person)
    if (!operation) return null
    rest.push(operation)
  }
  return rest
}

function after(point: Point, operation: Operation, enrolled: readonly string[]): Point {
  let { due } = point
  const ahead = new Set([...point.ahead, numberOf(operation)])
  while (ahead.delete(due)) due += 1
  return { due, ahead: [...ahead].sort((one, other) => one - other), enrolled, last: operation, before: point }
}

function orderOf(point: Point): Operation[] {
  const order: Operation[] = []
  for (let at: Point | null = point; at?.last; at = at.before) order.push(at.last)
  return order.reverse()
}

/** Why there is no order, told by the first answer that none explains. `most` people were enrolled at once while it ran. */
function reasonOf({ person, kind, answer, invokedAt, answeredAt }: Heard, most: number, places: number): string {
  const told = `${person} (${kind}, ${invokedAt}–${answeredAt}) heard 「${answer}」`
  switch (`${kind} ${answer}`) {
    case 'enroll full':
      return most < places
        ? `${told} although at most ${most} of ${places} places were taken, whatever the order`
        : `${told}, and in no order were all ${places} places taken by others at that time`
    case 'enroll enrolled':
      return `${told} although all ${places} places were taken by others, whatever the order`
    case 'leave left':
      return `${told} without being enrolled, whatever the order`
    case 'leave not_enrolled':
      return `${told} while enrolled, whatever the order`
    default:
      return `${told}, which is no answer to that`
  }
}

const list = (people: readonly string[]) => (people.length === 0 ? 'nobody' : `{${people.join(', ')}}`)
const listEach = (ends: readonly (readonly string[])[]) => [...new Set(ends.map(list))].slice(0, 3).join(' or ')
