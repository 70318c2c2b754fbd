import type { EventForm } from '@core/contract/events'
import type { OutputOf } from '@core/contract/procedures'
import { spanName } from '@core/rules/shared/calendar'
import { now } from '@/platform/clock'
import { confirm } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { FORM_FIELDS, STEP_FIELDS, type FormField } from './publish-errors'
import { formSpan } from './publish-form'
import { formOfEvent, movedParts, toEventForm } from './publish-input'
import { useEventForm, type EventFormModel } from './use-event-form'

/** An event as it stands, with what its officers are told besides. */
export type EditedEvent = OutputOf<'events.form'>

/** The form of an event that exists already. */
export interface Editing extends EventFormModel {
  /** The event has begun: only its words and its cover can still be changed. */
  begun: boolean
  /** How many people will be told, because time or place is another; 0: nobody. */
  toTell: number
  submit(): Promise<void>
}

const UNANSWERED = '没等到回应。刷新看看改好没有，再试'

/** Changes an event, or sends one that was returned to review again. `onSaved` is told how it went. */
export function useEditEvent(eventId: string, event: EditedEvent, onSaved: (saved: OutputOf<'events.edit'>) => void): Editing {
  const model = useEventForm({ begin: () => formOfEvent(event, now()), isNew: false })
  const begun = event.status === 'published' && now() >= event.startsAt
  const moved = begun || event.status !== 'published' ? [] : movedParts(model.form, event)
  const toTell = moved.length > 0 ? event.takenCount : 0
  const fields: readonly FormField[] = begun ? STEP_FIELDS.look : FORM_FIELDS

  async function submit() {
    if (model.check(fields)) return
    if (toTell > 0 && !(await confirm({ title: '告诉报名的人？', text: tellSentence(toTell, event, model.form), ok: '改并通知' }))) return
    const sent = await model.send(fields, UNANSWERED, (form) => {
      const next = toEventForm(form)
      const { summary, contact, cover } = next
      return request('events.edit', { ...(begun ? { ...eventFormOf(event), summary, contact, cover } : next), eventId })
    })
    if ('answer' in sent) onSaved(sent.answer)
  }

  return { ...model, begun, toTell, submit }
}

/** The event's own fields, as they were: once it has begun, none of them may differ by a hair. */
function eventFormOf(event: EditedEvent): EventForm {
  const { takenCount: _taken, status: _status, reviewNote: _note, ...form } = event
  return form
}

function tellSentence(count: number, event: EventForm, form: Parameters<typeof formSpan>[0] & { homeId: string }): string {
  const { startsAt, endsAt } = formSpan(form)
  const when = startsAt !== event.startsAt || endsAt !== event.endsAt ? `时间改为${spanName(startsAt, endsAt, now())}。` : '地点改了。'
  return `${when}已报名的 ${count} 人会收到通知，来不了可以直接退出，不记缺席`
}
