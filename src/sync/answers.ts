/**
 * Answers of queries, kept so that a page shows something at once and without a network. They are a comfort, never the
 * truth: the oldest make room, they are gone at log-out, and all of them give way to a record of the outbox.
 */
import type { Instant } from '@core/contract/common'
import { readStored, removeStored, writeStored } from '@/platform/storage'

const INDEX = 'answers'
const MOST = 40
/** Moves with every change of what answers look like: what an older app kept is not shown by a newer one. */
const SHAPE = 4

export interface KeptAnswer {
  data: unknown
  fetchedAt: Instant
}

/** The key of a question: whose, which, with what. Fields in any order, those left undefined do not count. */
export function answerKey(person: string | null, name: string, input: unknown): string {
  return `answer/${person ?? 'guest'}/${name}/${stable(input)}`
}

/** What is kept under a key; null where nothing is. */
export function readAnswer(key: string): KeptAnswer | null {
  const kept = readStored<KeptAnswer & { shape?: number }>(key)
  return kept?.shape === SHAPE ? { data: kept.data, fetchedAt: kept.fetchedAt } : null
}

/** What is kept of a person's questions whose names begin so (`events.`), newest first. */
export function keptAnswers(person: string | null, names: string): unknown[] {
  const begin = `answer/${person ?? 'guest'}/${names}`
  return readIndex()
    .filter((key) => key.startsWith(begin))
    .reverse()
    .flatMap((key) => readAnswer(key)?.data ?? [])
}

/** Keeps an answer if there is room. */
export function keepAnswer(key: string, kept: KeptAnswer): void {
  const keys = [...readIndex().filter((other) => other !== key), key]
  try {
    for (const old of keys.splice(0, Math.max(0, keys.length - MOST))) removeStored(old)
    writeStored(INDEX, keys)
    writeStored(key, { ...kept, shape: SHAPE })
  } catch {
    dropAnswers()
  }
}

/** Forgets every kept answer. Answers whether there were any. */
export function dropAnswers(): boolean {
  const keys = readIndex()
  for (const key of keys) removeStored(key)
  removeStored(INDEX)
  return keys.length > 0
}

function readIndex(): string[] {
  return readStored<string[]>(INDEX) ?? []
}

function stable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${stable(field)}`)
    .join()}}`
}
