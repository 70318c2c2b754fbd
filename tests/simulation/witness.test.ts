import { newRecord, type OutboxRecord } from '@/sync/record'
import { Witness } from './witness'

const witness = () => {
  const watching = new Witness()
  const kept = (nonce: string, eventId: string, person: string): OutboxRecord => {
    const title = watching.draft({ procedure: 'attendance.scan', owner: person, phone: 'phone1', eventId, poisoned: false })
    return newRecord({ procedure: 'attendance.scan', input: { code: 'x', delivery: 'stored' }, subject: 'any', title }, nonce, person, 0)
  }
  return { watching, kept }
}

it('blames a record that goes out while an earlier one of its person and event waits', () => {
  const { watching, kept } = witness()
  const [first, second] = [kept('n1', 'e1', 'p1'), kept('n2', 'e1', 'p1')]
  watching.sends(first, [first, second])
  expect(watching.violations).toEqual([])
  watching.sends(second, [first, second])
  expect(watching.violations).toEqual(['scan-2 overtook scan-1 of the same person and event'])
})

it('lets a record pass others of another event or person, and those that are done', () => {
  const { watching, kept } = witness()
  const before = [kept('n1', 'e2', 'p1'), kept('n2', 'e1', 'p2'), { ...kept('n3', 'e1', 'p1'), state: 'delivered' as const }]
  const record = kept('n4', 'e1', 'p1')
  watching.sends(record, [...before, record])
  expect(watching.violations).toEqual([])
})

it('knows what a person saw as saved, under which nonces, and when they asked and heard', () => {
  const { watching, kept } = witness()
  const record = kept('n1', 'e1', 'p1')
  expect(watching.kept.get(record.title)!.seenSaved).toBe(false)
  watching.saw([record])
  watching.saw([{ ...record, nonce: 'n2', state: 'delivered' }])
  expect(watching.kept.get(record.title)).toMatchObject({ seenSaved: true, nonces: new Set(['n1', 'n2']) })
  const operation = watching.invoke('e1', 'p1', 'enroll')
  watching.hear(operation, 'full')
  expect(operation.answeredAt!).toBeGreaterThan(operation.invokedAt)
})
