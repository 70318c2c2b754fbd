import { useRef, useState } from 'react'
import { AppError } from '@core/contract/errors'
import { CATEGORIES, CATEGORY_NAMES } from '@core/contract/names'
import type { CategoryItem } from '@core/contract/people'
import { errorSentence } from '@core/contract/wording'
import { now } from '@/platform/clock'
import { useQuery } from '@/sync/use-query'
import { errorsAt, FORM_FIELDS, formErrors, refusalAtField, type FormErrors, type FormField } from './publish-errors'
import { withChanges, type PublishForm } from './publish-form'

/** The form of an event while somebody fills it in. */
export interface EventFormModel {
  form: PublishForm
  /** What is wrong, at each field that has been checked or that the server refused. */
  errors: FormErrors
  /** A refusal that is about no field. */
  refusal: string | null
  busy: boolean
  /** What the home's organization sorts its events by. */
  categories: readonly CategoryItem[]
  change(next: PublishForm): void
  /** Shows from now on what is wrong at these fields; answers the first that is, null where none. */
  check(fields: readonly FormField[]): FormField | null
}

/** What only those hooks use that send the form. */
export interface EventFormWork extends EventFormModel {
  /** Another form in place of this one, with nothing said about it yet. */
  replace(next: PublishForm): void
  /**
   * Sends the form as it is now where nothing is wrong with `fields`. A refusal is shown at its field, or as a sentence;
   * `unanswered` is said where no answer came.
   */
  send<T>(fields: readonly FormField[], unanswered: string, ask: (form: PublishForm) => Promise<T>): Promise<Sent<T>>
}

/** What became of sending: the answer, or the field that stood against it (null: none did, or it is under way already). */
export type Sent<T> = { answer: T } | { refusedAt: FormField | null }

const SIX: readonly CategoryItem[] = CATEGORIES.map((code) => ({ code, name: CATEGORY_NAMES[code] }))

export interface EventFormBegin {
  /** What the form begins with. */
  begin(): PublishForm
  /** Told of every change. */
  keep?(form: PublishForm): void
  /** Whether the event is published for the first time. */
  isNew: boolean
}

/** Holds the form of an event. */
export function useEventForm({ begin, keep, isNew }: EventFormBegin): EventFormWork {
  const [form, setForm] = useState(begin)
  const [checked, setChecked] = useState<readonly FormField[]>([])
  const [fromServer, setFromServer] = useState<FormErrors>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { data } = useQuery('events.categories', form.homeId ? { homeId: form.homeId } : {})
  const categories = data?.items ?? null
  const wrong = (current: PublishForm) => formErrors(current, { now: now(), categories, isNew })

  // What a view hands in was made from the form it was drawn with. Two changes may come before the next drawing: only the
  // fields that differ are taken, onto the form as it has become.
  const latest = useRef(form)
  function change(next: PublishForm) {
    latest.current = withChanges(latest.current, form, next)
    setForm(latest.current)
    setFromServer({})
    setRefusal(null)
    keep?.(latest.current)
  }

  function replace(next: PublishForm) {
    latest.current = next
    setForm(next)
    setChecked([])
    setFromServer({})
    setRefusal(null)
  }

  function check(fields: readonly FormField[]): FormField | null {
    setChecked((before) => [...new Set([...before, ...fields])])
    return firstOf(errorsAt(wrong(latest.current), fields))
  }

  async function send<T>(fields: readonly FormField[], unanswered: string, ask: (form: PublishForm) => Promise<T>): Promise<Sent<T>> {
    setRefusal(null)
    const refusedAt = check(fields)
    if (refusedAt || busy) return { refusedAt }
    const sent = latest.current
    setBusy(true)
    try {
      return { answer: await ask(sent) }
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      const atField = refusalAtField(code, params, sent)
      if (atField) setFromServer(atField)
      else setRefusal(code === 'timeout' ? unanswered : errorSentence(code, params))
      return { refusedAt: firstOf(atField ?? {}) }
    } finally {
      setBusy(false)
    }
  }

  const errors = { ...errorsAt(wrong(form), checked), ...fromServer }
  return { form, errors, refusal, busy, categories: categories ?? SIX, change, check, replace, send }
}

/** The first thing that is wrong, in the order of the page; null where nothing is. */
export function firstError({ errors, refusal }: Pick<EventFormModel, 'errors' | 'refusal'>): string | null {
  const field = firstOf(errors)
  return field ? errors[field]! : refusal
}

function firstOf(errors: FormErrors): FormField | null {
  return FORM_FIELDS.find((field) => errors[field]) ?? null
}
