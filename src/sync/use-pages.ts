import { useCallback, useState } from 'react'
import { AppError } from '@core/contract/errors'
import type { Listed } from '@core/contract/envelope'
import type { InputOf, NamesOf, OutputOf } from '@core/contract/procedures'
import { answerKey } from './answers'
import { query } from './calls'
import { useSession } from './session'
import { useQuery } from './use-query'
import type { Query } from './use-query'

type QueryName = NamesOf<'query'>
/** The queries that answer one part of a list at a time. */
export type ListName = { [N in QueryName]: OutputOf<N> extends Listed<unknown> ? N : never }[QueryName]
type ItemOf<N extends ListName> = OutputOf<N> extends Listed<infer T> ? T : never

/** A list as far as it has been read. */
export interface Pages<N extends ListName> extends Query<OutputOf<N>> {
  items: readonly ItemOf<N>[]
  hasMore: boolean
  loadingMore: boolean
  /** Why the next part did not come; the ones before it stand. */
  moreError: AppError | null
  /** Reads the next part. Does nothing at the end or while one is under way. */
  more(): Promise<void>
  /** Reads the first part again and lets go of the others (pull to refresh). */
  restart(): Promise<void>
}

interface Rest<T> {
  key: string
  /** Where the first part ended when this was read. Once it ends elsewhere, there may be gaps or repeats: read anew. */
  from: string
  items: readonly T[]
  next: string | null
  loading: boolean
  error: AppError | null
}

/** A list in parts: the first kept and refreshed like any question, the others read on demand. */
export function usePages<N extends ListName>(name: N | null, input: Omit<InputOf<N>, 'after'>): Pages<N> {
  const first = useQuery(name, input as InputOf<N>)
  const person = useSession((state) => state.person?.id ?? null)
  const key = answerKey(person, name ?? '', input)
  const [rest, setRest] = useState<Rest<ItemOf<N>> | null>(null)
  const head = first.data as Listed<ItemOf<N>> | null
  const current = rest?.key === key && rest.from === head?.next ? rest : null
  const next = current ? current.next : (head?.next ?? null)
  const loading = current?.loading ?? false

  const more = useCallback(async () => {
    if (name === null || next === null || loading) return
    const before: Rest<ItemOf<N>> = { key, from: current?.from ?? next, items: current?.items ?? [], next, loading: true, error: null }
    setRest(before)
    try {
      const part = (await query(name, { ...input, after: next } as InputOf<N>)) as Listed<ItemOf<N>>
      setRest((now) => (now?.key === key ? { ...before, items: [...before.items, ...part.items], next: part.next, loading: false } : now))
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : new AppError('server_error')
      setRest((now) => (now?.key === key ? { ...before, loading: false, error } : now))
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for name and input
  }, [key, next, loading, current])

  const { reload } = first
  const restart = useCallback(() => {
    setRest(null)
    return reload()
  }, [reload])

  return {
    ...first,
    items: [...(head?.items ?? []), ...(current?.items ?? [])],
    hasMore: next !== null,
    loadingMore: loading,
    moreError: current?.error ?? null,
    more,
    restart,
  }
}
