import { readStored, writeStored } from '@/platform/storage'
import { storageFake } from '@/platform/storage/fake'
import { answerKey, keepAnswer, readAnswer } from './answers'

beforeEach(() => storageFake.entries.clear())

it('shows what this app kept, and nothing of what an older one did', () => {
  const key = answerKey('xiaoyu', 'reports.workbench', {})
  keepAnswer(key, { data: { toCloseCount: 1 }, fetchedAt: 5 })
  expect(readAnswer(key)).toEqual({ data: { toCloseCount: 1 }, fetchedAt: 5 })
  const { shape: _shape, ...older } = readStored<{ shape: number; data: unknown; fetchedAt: number }>(key)!
  writeStored(key, older)
  expect(readAnswer(key)).toBeNull()
})
