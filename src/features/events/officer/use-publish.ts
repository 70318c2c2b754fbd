import { useRef, useState } from 'react'
import { AppError } from '@core/contract/errors'
import type { Home } from '@core/contract/homes'
import type { OutputOf } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { now } from '@/platform/clock'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { request } from '@/sync/calls'
import {
  emptyForm,
  formErrors,
  refusalAtField,
  restoredForm,
  toInput,
  withChanges,
  type FormErrors,
  type PublishForm,
} from './publish-form'

type Published = OutputOf<'events.publish'>

/** The form of a new event on its way: kept while it is written, checked before it is sent, and answered at its fields. */
export interface Publishing {
  form: PublishForm
  /** What is wrong, at each field; shown from the first try to send on. */
  errors: FormErrors
  /** A refusal that is about no field. */
  refusal: string | null
  busy: boolean
  /** The form was begun earlier and has been brought back. */
  restored: boolean
  published: { event: Published; form: PublishForm } | null
  change(form: PublishForm): void
  /** Throws the draft away and begins anew. */
  startOver(): void
  submit(): Promise<void>
}

/** Begins or goes on with a new event of an organisation. `homes` are those the officer may publish for. */
export function usePublish(orgId: string, homes: readonly Home[]): Publishing {
  const draftKey = `publish.draft.${orgId}`
  const homeKey = `publish.home.${orgId}`
  const [{ form, restored }, setForm] = useState(() => {
    const kept = restoredForm(readStored(draftKey), homes, now())
    return { form: kept ?? emptyForm(homes, readStored(homeKey), now()), restored: kept !== null }
  })
  const [tried, setTried] = useState(false)
  const [fromServer, setFromServer] = useState<FormErrors>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [published, setPublished] = useState<Publishing['published']>(null)

  // What a view hands in was made from the form it was drawn with. Two changes may come before the next drawing: only the
  // fields that differ are taken, onto the form as it has become.
  const latest = useRef(form)
  function change(next: PublishForm) {
    latest.current = withChanges(latest.current, form, next)
    setForm({ form: latest.current, restored })
    setFromServer({})
    setRefusal(null)
    keep(draftKey, latest.current)
  }

  function startOver() {
    removeStored(draftKey)
    latest.current = emptyForm(homes, readStored(homeKey), now())
    setForm({ form: latest.current, restored: false })
    setTried(false)
    setFromServer({})
    setRefusal(null)
    setPublished(null)
  }

  async function submit() {
    setTried(true)
    setRefusal(null)
    if (busy || Object.keys(formErrors(form, now())).length > 0) return
    setBusy(true)
    try {
      const event = await request('events.publish', toInput(form))
      removeStored(draftKey)
      keep(homeKey, form.homeId)
      setPublished({ event, form })
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      const atField = refusalAtField(code, params)
      if (atField) setFromServer(atField)
      else setRefusal(code === 'timeout' ? '没等到回应。先去「全部活动」看看发出去没有，再试' : errorSentence(code, params))
    }
    setBusy(false)
  }

  const errors = tried ? { ...formErrors(form, now()), ...fromServer } : {}
  return { form, errors, refusal, busy, restored, published, change, startOver, submit }
}

/** A draft that cannot be kept (storage full) must not stop anybody from publishing. */
function keep(key: string, value: unknown): void {
  try {
    writeStored(key, value)
  } catch {
    // What is on the screen stays; only closing the app would lose it.
  }
}
