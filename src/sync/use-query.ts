import { useCallback, useEffect, useMemo } from 'react'
import { create } from 'zustand'
import { AppError, RETRY } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { InputOf, NamesOf, OutputOf } from '@core/contract/procedures'
import { now } from '@/platform/clock'
import { answerKey, dropAnswers, keepAnswer, readAnswer } from './answers'
import type { KeptAnswer } from './answers'
import { query } from './calls'
import { noticeOtherTabs, useSession } from './session'

/**
 * What a page shows of a question. `stale`: `data` is what was kept, from `fetchedAt`, since the network or the server
 * failed; `failed`: there is nothing to show but the error.
 */
export interface Query<T> {
  data: T | null
  fetchedAt: Instant | null
  state: 'loading' | 'ready' | 'stale' | 'failed'
  error: AppError | null
  /** Asks again; what is shown stays until the answer comes. Never throws. */
  reload(): Promise<void>
}

interface Entry {
  kept: KeptAnswer | null
  error: AppError | null
  flight: Promise<void> | null
}

type QueryName = NamesOf<'query'>

/** What has been asked since the app was opened, by key. */
const useAnswers = create<{ entries: Readonly<Record<string, Entry>> }>(() => ({ entries: {} }))

/** Asks a question of the server: what was kept at once, then the truth. `null` asks nothing. */
export function useQuery<N extends QueryName>(name: N | null, input: InputOf<N>): Query<OutputOf<N>> {
  const person = useSession((state) => state.person?.id ?? null)
  const key = name === null ? null : answerKey(person, name, input)
  const entry = useAnswers((state) => (key === null ? undefined : state.entries[key]))
  const stored = useMemo(() => (key === null ? null : readAnswer(key)), [key])

  // The key stands for name and input.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a caller may write its input anew at every render
  const reload = useCallback(() => (key === null || name === null ? Promise.resolve() : load(key, name, input)), [key])
  useEffect(() => void reload(), [reload])

  const kept = entry ? entry.kept : stored
  const error = entry?.error ?? null
  return {
    data: (kept?.data as OutputOf<N> | undefined) ?? null,
    fetchedAt: kept?.fetchedAt ?? null,
    state: stateOf(kept, error),
    error,
    reload,
  }
}

/** From when the oldest content is that a page shows for want of an answer; null where all of it is current. */
export function staleSince(...queries: readonly Query<unknown>[]): Instant | null {
  const times = queries.flatMap((query) => (query.state === 'stale' && query.fetchedAt !== null ? [query.fetchedAt] : []))
  return times.length > 0 ? Math.min(...times) : null
}

/** Forgets every answer, kept and shown: whoever logs in or out on this phone must not see the last one's. */
export function forgetAnswers(): void {
  dropAnswers()
  useAnswers.setState({ entries: {} })
}

function stateOf(kept: KeptAnswer | null, error: AppError | null): Query<unknown>['state'] {
  if (kept) return error ? 'stale' : 'ready'
  return error ? 'failed' : 'loading'
}

function put(key: string, entry: Entry): void {
  useAnswers.setState(({ entries }) => ({ entries: { ...entries, [key]: entry } }))
}

/** One question is under way once, however many ask it. */
function load<N extends QueryName>(key: string, name: N, input: InputOf<N>): Promise<void> {
  // Another tab has changed who is logged in: this question was another person's, and will be asked anew as the new one's.
  if (noticeOtherTabs()) return Promise.resolve()
  const entry = useAnswers.getState().entries[key]
  if (entry?.flight) return entry.flight
  const kept = entry ? entry.kept : readAnswer(key)
  const flight = query(name, input).then(
    (data) => {
      const fresh = { data, fetchedAt: now() }
      put(key, { kept: fresh, error: null, flight: null })
      keepAnswer(key, fresh)
    },
    (thrown: unknown) => {
      const error = thrown instanceof AppError ? thrown : new AppError('server_error')
      // A refusal is the truth as well: what was kept no longer holds.
      put(key, { kept: RETRY[error.code] === 'later' ? kept : null, error, flight: null })
    },
  )
  put(key, { kept, error: entry?.error ?? null, flight })
  return flight
}
