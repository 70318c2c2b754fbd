/**
 * The lines of a pasted 接龙 on their way to an enrollment list: which can be enrolled, which are chosen, and what is said of
 * the others. Doubts never decide, the officer does (issue 「Events, complete」). Pure.
 */
import type { Doubt, MatchedLine } from '@core/contract/events'
import type { OutputOf } from '@core/contract/procedures'

const DOUBT_WORDS = {
  no_name: '没看出名字',
  duplicate: '前面已经有这个名字',
  many_people: '好像不止一个人',
  joke: '不像人名',
  cancelled: '说不来了',
  too_long: '这行太长，没看全',
  unknown: '组织里没有这个人，请对方自己点报名',
  several_of_that_name: '同名的不止一位，选一下是谁',
  already: '已经报上了',
} satisfies Record<Doubt, string>

/** What has to be known of a line, in words; empty where there is no doubt. */
export function doubtSentence(line: MatchedLine): string {
  if (!line.doubt) return ''
  const words = DOUBT_WORDS[line.doubt]
  if (line.doubt !== 'many_people' && line.doubt !== 'duplicate') return words
  if (lineState(line) === 'impossible') return `${words}，组织里也没有这个人`
  return line.doubt === 'many_people' ? `${words}，只报上这一位` : words
}

export type LineState = 'ready' | 'look' | 'already' | 'impossible'

/** What the officer did with the lines: who was chosen for each, by its place in the list. */
export interface Choices {
  /** The person chosen where there are several of the name. */
  persons: Readonly<Record<number, string>>
  /** Whether the line is taken; where nothing is said, a line without doubt is. */
  taken: Readonly<Record<number, boolean>>
}

export const NO_CHOICES: Choices = { persons: {}, taken: {} }

/** Who a line stands for: the one of that name, or the one that was chosen. */
export function personOf(line: MatchedLine, index: number, { persons }: Choices): string | null {
  return persons[index] ?? line.personId
}

/**
 * `ready`: one person and no doubt; `look`: can be enrolled once the officer has looked; `already`: is enrolled; `impossible`:
 * there is nobody to enroll.
 */
export function lineState(line: MatchedLine): LineState {
  if (line.doubt === 'already') return 'already'
  if (line.personId === null && line.candidates.length === 0) return 'impossible'
  return line.doubt === null ? 'ready' : 'look'
}

/** Whether a line will be enrolled. One with several of the name is, as soon as it is said who. */
export function isTaken(line: MatchedLine, index: number, choices: Choices): boolean {
  const state = lineState(line)
  if (state === 'already' || state === 'impossible' || personOf(line, index, choices) === null) return false
  return choices.taken[index] ?? (state === 'ready' || choices.persons[index] !== undefined)
}

/** The people to enroll, each once. */
export function peopleOf(lines: readonly MatchedLine[], choices: Choices): string[] {
  const chosen = lines.flatMap((line, index) => (isTaken(line, index, choices) ? [personOf(line, index, choices)!] : []))
  return [...new Set(chosen)]
}

/** How many lines are in each state. */
export function countsOf(lines: readonly MatchedLine[]): Record<LineState, number> {
  const counts: Record<LineState, number> = { ready: 0, look: 0, already: 0, impossible: 0 }
  for (const line of lines) counts[lineState(line)] += 1
  return counts
}

export type Outcome = 'enrolled' | 'already' | 'full'

/** What became of a person. */
export function outcomeOf(personId: string, result: OutputOf<'events.enrollPeople'>): Outcome {
  if (result.enrolled.includes(personId)) return 'enrolled'
  return result.already.includes(personId) ? 'already' : 'full'
}
