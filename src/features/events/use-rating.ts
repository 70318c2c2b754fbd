import { useState } from 'react'
import type { AppError } from '@core/contract/errors'
import type { EventDetail } from '@core/contract/events'
import type { RatingTag } from '@core/contract/names'
import type { InputOf } from '@core/contract/procedures'
import { toast, vibrate } from '@/platform/navigation'
import { removeRecord, sendNow, useOutbox } from '@/sync/outbox'

export interface RatingModel {
  stars: number
  tags: readonly RatingTag[]
  word: string
  setStars(stars: number): void
  setTags(tags: RatingTag[]): void
  setWord(word: string): void
  busy: boolean
  problem: AppError | null
  /** It lies on the phone and goes by itself. */
  waiting: boolean
  submit(): Promise<void>
}

/** Rating an event one has been to. It has happened, so it goes through the outbox. `onSent`: the server knows now. */
export function useRating({ id, code, title, mine }: EventDetail, onSent: () => void): RatingModel {
  const [stars, setStars] = useState(mine.rating?.stars ?? 0)
  const [tags, setTags] = useState<readonly RatingTag[]>(mine.rating?.tags ?? [])
  const [word, setWord] = useState(mine.rating?.word ?? '')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const waiting = useOutbox((state) =>
    state.records.some(
      ({ procedure, state: lies, input }) =>
        procedure === 'events.rate' && lies === 'waiting' && (input as InputOf<'events.rate'>).eventId === id,
    ),
  )

  async function submit(): Promise<void> {
    if (busy || stars === 0) return
    setBusy(true)
    setProblem(null)
    const attempt = await sendNow({
      procedure: 'events.rate',
      input: { eventId: id, stars, tags: [...tags], word: word.trim() },
      // After the sign-in of the same event, which may lie on the phone as well.
      subject: `event:${code}`,
      title,
    })
    setBusy(false)
    if (attempt.state === 'delivered') {
      vibrate()
      toast('谢谢，收到了')
      onSent()
    } else if (attempt.state === 'refused') {
      removeRecord(attempt.nonce)
      setProblem(attempt.error)
    } else if (attempt.state === 'unsaved') setProblem(attempt.error)
  }

  return { stars, tags, word, setStars, setTags, setWord, busy, problem, waiting, submit }
}
