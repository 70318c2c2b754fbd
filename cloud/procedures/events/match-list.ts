import { AppError } from '@core/contract/errors'
import type { MatchedLine } from '@core/contract/events'
import { matchJielong, parseJielong, type MatchedLine as Match } from '@core/rules/events/jielong'
import { nameKey } from '@core/rules/people/personal-names'
import type { NamedMember } from '@cloud/store/members'
import { procedure } from '../procedure'

/**
 * Reads a 接龙 against the people of the event's organization and below, and those who are in already. Nobody is enrolled by it:
 * an officer looks at the doubtful lines first. Telephone numbers go nowhere.
 */
export const matchList = procedure('events.matchList', async ({ input, now, store }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  const list = parseJielong(input.text)
  if ('refused' in list) throw new AppError(list.refused)
  const keys = new Set(list.lines.map(({ name }) => nameKey(name)).filter((key) => key !== ''))
  const people = await store.members.named([...keys], { orgId: event.orgId, eventId: event.id }, now)
  const isIn = new Set(people.filter((person) => person.isIn).map(({ id }) => id))
  const known = new Map(people.map((person) => [person.id, person]))
  return { title: list.title, lines: matchJielong(list.lines, people, isIn).map((match) => present(match, known)) }
})

function present({ line, personId, candidates, doubt }: Match, known: ReadonlyMap<string, NamedMember>): MatchedLine {
  const { n, raw, name, note, count } = line
  const named = candidates.map((id) => known.get(id)!)
  return {
    n,
    raw,
    name,
    note,
    count,
    doubt,
    personId,
    candidates: named.map((one) => ({ personId: one.id, name: one.name, orgName: one.orgName })),
  }
}
