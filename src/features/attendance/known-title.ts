import { keptAnswers } from '@/sync/answers'

interface Named {
  code?: string
  title?: string
}

/**
 * The title of an event by its public code, as far as this phone has seen it in a list or on a page; empty otherwise. A
 * scan without a network is shown by it.
 */
export function knownTitle(eventCode: string, person: string | null): string {
  const seen = [...keptAnswers(person, 'events.'), ...keptAnswers(null, 'events.')].flatMap(eventsIn)
  return seen.find((event) => event.code === eventCode)?.title ?? ''
}

/** An answer is an event, or a list of events, or a list of mine. */
function eventsIn(answer: unknown): Named[] {
  if (typeof answer !== 'object' || answer === null) return []
  const { items } = answer as { items?: (Named & { event?: Named })[] }
  return Array.isArray(items) ? items.map((item) => item.event ?? item) : [answer as Named]
}
