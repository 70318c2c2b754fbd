import { useState } from 'react'
import { AppError } from '@core/contract/errors'
import type { OutputOf } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { query, request } from '@/sync/calls'
import { NO_CHOICES, peopleOf, type Choices } from './pasted-lines'

type MatchedList = OutputOf<'events.matchList'>
type EnrolledPeople = OutputOf<'events.enrollPeople'>

/** The longest text that is sent, in characters. */
const LONGEST_TEXT = 100_000

/** A 接龙 from its text to the people who are enrolled. */
export interface PasteList {
  text: string
  /** What the server read in it; null before. */
  list: MatchedList | null
  choices: Choices
  /** Who would be enrolled now. */
  personIds: readonly string[]
  shift: number | null
  result: EnrolledPeople | null
  busy: boolean
  error: string | null
  write(text: string): void
  match(): Promise<void>
  choosePerson(index: number, personId: string): void
  take(index: number, taken: boolean): void
  chooseShift(shift: number): void
  enroll(): Promise<void>
  /** Back to the text. */
  again(): void
}

/** Reads a pasted list against the people of the organization, and enrolls those the officer takes. */
export function usePasteList(eventId: string, onEnrolled: () => void): PasteList {
  const [text, setText] = useState('')
  const [list, setList] = useState<MatchedList | null>(null)
  const [choices, setChoices] = useState(NO_CHOICES)
  const [shift, setShift] = useState<number | null>(null)
  const [result, setResult] = useState<EnrolledPeople | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const personIds = list ? peopleOf(list.lines, choices) : []

  async function attempt(work: () => Promise<void>) {
    setError(null)
    setBusy(true)
    try {
      await work()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setError(errorSentence(code, params))
    }
    setBusy(false)
  }

  async function match() {
    if (text.trim() === '') return setError('先把群里的接龙粘进来')
    if (text.length > LONGEST_TEXT) return setError(errorSentence('list_too_long'))
    await attempt(async () => {
      setList(await query('events.matchList', { eventId, text }))
      setChoices(NO_CHOICES)
    })
  }

  async function enroll() {
    if (personIds.length === 0) return setError('还没有选中的人')
    await attempt(async () => {
      setResult(await request('events.enrollPeople', { eventId, personIds, shift }))
      onEnrolled()
    })
  }

  function again() {
    setList(null)
    setResult(null)
    setError(null)
  }

  return {
    ...{ text, list, choices, personIds, shift, result, busy, error, match, enroll, again },
    write(next) {
      setText(next)
      setError(null)
    },
    choosePerson: (index, personId) =>
      setChoices(({ persons, taken }) => ({ persons: { ...persons, [index]: personId }, taken: { ...taken, [index]: true } })),
    take: (index, taken) => setChoices((before) => ({ ...before, taken: { ...before.taken, [index]: taken } })),
    chooseShift: setShift,
  }
}
