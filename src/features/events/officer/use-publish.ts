import { useState } from 'react'
import type { EventForm, Published } from '@core/contract/events'
import type { Home } from '@core/contract/homes'
import { now } from '@/platform/clock'
import { confirm } from '@/platform/navigation'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { request } from '@/sync/calls'
import { rememberedOf, restoredForm } from './publish-draft'
import { FORM_FIELDS, type FormField } from './publish-errors'
import { emptyForm, type PublishForm, type Remembered } from './publish-form'
import { copyOfEvent, toInput } from './publish-input'
import { useEventForm, type EventFormModel } from './use-event-form'

/** The form of a new event on its way: kept while it is written, checked before it is sent, and answered at its fields. */
export interface Publishing extends EventFormModel {
  /** The form was begun earlier and has been brought back. */
  restored: boolean
  published: { event: Published; form: PublishForm } | null
  /** Throws the draft away and begins anew. */
  startOver(): void
  /** Fills the form like an earlier event. Asks first where something has been written already. */
  copy(event: EventForm): Promise<void>
  /** Publishes. Answers the field that stands against it; null where none does. */
  submit(): Promise<FormField | null>
}

const UNANSWERED = '没等到回应。先去「全部活动」看看发出去没有，再试'

/** Begins or goes on with a new event of an organization. `homes` are those the officer may publish for. */
export function usePublish(orgId: string, homes: readonly Home[]): Publishing {
  const draftKey = `publish.draft.${orgId}`
  const lastKey = `publish.last.${orgId}`
  const anew = () => emptyForm(homes, rememberedOf(readStored(lastKey)), now())
  const [draft] = useState(() => restoredForm(readStored(draftKey), homes, now()))
  const [restored, setRestored] = useState(draft !== null)
  const [published, setPublished] = useState<Publishing['published']>(null)
  const model = useEventForm({ begin: () => draft ?? anew(), keep: (form) => keep(draftKey, form), isNew: true })

  function startOver() {
    removeStored(draftKey)
    model.replace(anew())
    setRestored(false)
    setPublished(null)
  }

  async function copy(event: EventForm) {
    const { title } = model.form
    if (title.trim() !== '' && !(await confirm({ title: '换成抄来的？', text: `「${title.trim()}」写好的内容会丢掉`, ok: '换成它' })))
      return
    const form = copyOfEvent(event, homes, now())
    model.replace(form)
    keep(draftKey, form)
    setRestored(false)
  }

  async function submit() {
    const sent = await model.send(FORM_FIELDS, UNANSWERED, async (form) => ({
      event: await request('events.publish', toInput(form)),
      form,
    }))
    if ('refusedAt' in sent) return sent.refusedAt
    removeStored(draftKey)
    const { homeId, category, contact } = sent.answer.form
    keep(lastKey, { homeId, category, contact } satisfies Remembered)
    setPublished(sent.answer)
    return null
  }

  return { ...model, restored, published, startOver, copy, submit }
}

/** A draft that cannot be kept (storage full) must not stop anybody from publishing. */
function keep(key: string, value: unknown): void {
  try {
    writeStored(key, value)
  } catch {
    // What is on the screen stays; only closing the app would lose it.
  }
}
