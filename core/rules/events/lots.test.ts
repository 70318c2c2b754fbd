import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { drawLots, seedHash, type Applicant, type Lots } from './lots'

const named = (personId: string, more: Partial<Applicant> = {}): Applicant => ({ personId, firstTimer: false, absent: false, ...more })
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

const people = fc.uniqueArray(fc.record<Applicant>({ personId: fc.uuid(), firstTimer: fc.boolean(), absent: fc.boolean() }), {
  selector: ({ personId }) => personId,
  maxLength: 40,
})
const lots = fc.record<Lots>({
  seed: fc.string({ unit: 'grapheme' }),
  places: fc.integer({ min: 0, max: 50 }),
  applicants: people,
  firstTimerShare: fc.integer({ min: 0, max: 100 }),
})

/** What is wrong with a draw, by what it promises. */
function faultsOf({ places, applicants, firstTimerShare }: Lots, drawn: readonly string[]): string[] {
  const faults: string[] = []
  const isDrawn = ({ personId }: Applicant) => drawn.includes(personId)
  const reserved = Math.ceil((places * firstTimerShare) / 100)
  const present = applicants.filter(({ absent }) => !absent)
  if (drawn.length !== Math.min(places, applicants.length)) faults.push('a place stays empty, or two share one')
  if (new Set(drawn).size !== drawn.length) faults.push('somebody is drawn twice')
  if (applicants.some((person) => person.absent && isDrawn(person)) && !present.every(isDrawn))
    faults.push('an absence comes before the others')
  const firstTimers = present.filter(({ firstTimer }) => firstTimer)
  if (firstTimers.filter(isDrawn).length < Math.min(reserved, firstTimers.length))
    faults.push('a first-timer’s place went to somebody else')
  return faults
}

test('the hash shown before is that of the seed shown after', () => {
  expect(seedHash('清河行动 2026')).toBe(sha256('清河行动 2026'))
})

test('everybody can compute the order again with the seed and any tool that knows SHA-256', () => {
  fc.assert(
    fc.property(lots, (draw) => {
      const again = (absent: boolean) =>
        draw.applicants
          .filter((person) => person.absent === absent)
          .map(({ personId }) => personId)
          .sort((one, other) => (sha256(`${draw.seed}|${one}`) < sha256(`${draw.seed}|${other}`) ? -1 : 1))
      expect(drawLots(draw).order).toEqual([...again(false), ...again(true)])
    }),
  )
})

test('every place is drawn once, first-timers have their share, and an absence comes after the others', () => {
  fc.assert(
    fc.property(lots, (draw) => {
      const { drawn, order } = drawLots(draw)
      expect(faultsOf(draw, drawn)).toEqual([])
      expect(drawn).toEqual(order.filter((personId) => drawn.includes(personId)))
    }),
  )
})

test('the check of a draw sees each promise that is broken', () => {
  const applicants = [named('a'), named('b'), named('c', { firstTimer: true }), named('d', { absent: true, firstTimer: true })]
  const draw: Lots = { seed: 'x', places: 2, applicants, firstTimerShare: 50 }
  expect(faultsOf(draw, ['a', 'c'])).toEqual([])
  expect(faultsOf(draw, ['c'])).toEqual(['a place stays empty, or two share one'])
  expect(faultsOf(draw, ['c', 'c'])).toEqual(['somebody is drawn twice'])
  expect(faultsOf(draw, ['c', 'd'])).toEqual(['an absence comes before the others'])
  expect(faultsOf(draw, ['a', 'b'])).toEqual(['a first-timer’s place went to somebody else'])
})

test('nobody draws a better lot by applying earlier', () => {
  fc.assert(
    fc.property(lots, (draw) => {
      expect(drawLots({ ...draw, applicants: draw.applicants.slice().reverse() })).toEqual(drawLots(draw))
    }),
  )
})

test('who joins changes nothing about the order of the others', () => {
  fc.assert(
    fc.property(lots, (draw) => {
      const { order } = drawLots({ ...draw, applicants: [...draw.applicants, named('newcomer')] })
      expect(order.filter((personId) => personId !== 'newcomer')).toEqual(drawLots(draw).order)
    }),
  )
})

test('the share of first-timers is rounded up, and what they leave goes to everybody', () => {
  const regulars = Array.from({ length: 20 }, (_, index) => named(`regular-${index}`))
  const firstTimers = Array.from({ length: 20 }, (_, index) => named(`new-${index}`, { firstTimer: true }))
  const drawnNew = (share: number, applicants: Applicant[]) =>
    drawLots({ seed: 's', places: 7, applicants, firstTimerShare: share }).drawn.filter((id) => id.startsWith('new'))
  expect(drawnNew(50, [...regulars, ...firstTimers]).length).toBeGreaterThanOrEqual(4)
  expect(drawnNew(100, [...regulars, ...firstTimers])).toHaveLength(7)
  expect(drawnNew(100, [...regulars, firstTimers[0]!])).toEqual(['new-0'])
  expect(drawLots({ seed: 's', places: 7, applicants: [...regulars, firstTimers[0]!], firstTimerShare: 100 }).drawn).toHaveLength(7)
})

test('over many seeds every lot has the same chance', () => {
  const applicants = ['a', 'b', 'c', 'd'].map((personId) => named(personId))
  const wins = new Map<string, number>()
  for (let seed = 0; seed < 4000; seed += 1) {
    for (const personId of drawLots({ seed: `seed ${seed}`, places: 1, applicants, firstTimerShare: 0 }).drawn) {
      wins.set(personId, (wins.get(personId) ?? 0) + 1)
    }
  }
  for (const { personId } of applicants) expect(Math.abs((wins.get(personId) ?? 0) - 1000)).toBeLessThan(120)
})
