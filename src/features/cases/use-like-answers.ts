import { useEffect, useState } from 'react'
import type { LibraryAnswer } from '@core/contract/cases'
import { every } from '@/platform/clock'
import { query } from '@/sync/calls'

/** From so many characters on there is something to compare. */
const LEAST = 4
/** So long nobody has typed: they read what they have written. */
const PAUSE_MS = 600

interface Found {
  /** For what was typed. */
  text: string
  answers: readonly LibraryAnswer[]
}

const NONE: readonly LibraryAnswer[] = []

/**
 * Answers of the library to questions like what is being typed. What was found for the words before stays until there is something
 * newer, so that nothing jumps under the finger. Neither the words nor the answers are kept on the phone, and where none come nobody
 * is told: it is an offer.
 */
export function useLikeAnswers(typed: string): readonly LibraryAnswer[] {
  const text = typed.trim()
  const enough = Array.from(text).length >= LEAST
  const [found, setFound] = useState<Found>({ text: '', answers: NONE })
  const known = found.text === text
  useEffect(() => {
    if (!enough || known) return
    let left = false
    const stop = every(PAUSE_MS, () => {
      stop()
      query('cases.like', { text }).then(
        ({ items }) => {
          if (!left) setFound({ text, answers: items })
        },
        () => undefined,
      )
    })
    return () => {
      left = true
      stop()
    }
  }, [text, enough, known])
  return enough ? found.answers : NONE
}
