import { useState } from 'react'
import type { Instant } from '@core/contract/common'
import type { Topic } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { answerDue, promiseDays, whyNotPromise } from '@core/rules/cases/due'
import { dayOf } from '@core/rules/shared/calendar'
import { now } from '@/platform/clock'
import { replace, toast, vibrate } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import { useQuery, type Query } from '@/sync/use-query'
import type { OutputOf } from '@core/contract/procedures'
import { useAttachments, type Attachments } from '../use-attachments'
import type { NamedOrg } from './orgs-field'

export interface WhistleForm {
  ownerOrgId: string | null
  jointOrgIds: string[]
  /** By when it is to be answered; null: as is usual. */
  dueOn: string | null
  topic: Topic | null
  text: string
}

export interface WhistleModel extends Pick<Doing, 'busy' | 'problem'> {
  /** With the organizations that can be called. */
  services: Query<OutputOf<'cases.services'>>
  /** Those that can be asked to help besides. */
  helpers: readonly NamedOrg[]
  form: WhistleForm
  /** The day that is asked for, the first and the last that can be, and what is wrong with it, in words; null: nothing. */
  due: { on: string; from: string; until: string; wrong: string | null }
  write(part: Partial<WhistleForm>): void
  attachments: Attachments
  /** What is still missing, as the button says it; null: it can be sent. */
  missing: string | null
  send(): Promise<void>
}

/** 吹哨: an organization calls others in for what it cannot do alone. */
export function useWhistle(orgId: string): WhistleModel {
  const services = useQuery('cases.services', {})
  const [form, setForm] = useState<WhistleForm>({ ownerOrgId: null, jointOrgIds: [], dueOn: null, topic: null, text: '' })
  const attachments = useAttachments(true)
  const due = dueOf(form, now())
  const missing = missingOf(form) ?? (due.wrong === null ? null : '换一天')
  const { busy, problem, act } = useDoing(() => Promise.resolve())

  function write(part: Partial<WhistleForm>): void {
    setForm((before) => {
      const next = { ...before, ...part }
      // Who is in charge does not join in as well.
      return { ...next, jointOrgIds: next.jointOrgIds.filter((id) => id !== next.ownerOrgId) }
    })
  }

  async function send(): Promise<void> {
    const { ownerOrgId, jointOrgIds, dueOn, topic, text } = form
    if (ownerOrgId === null || topic === null || missing !== null) return
    if (attachments.waiting !== null) return toast(attachments.waiting)
    await act(async () => {
      const { caseId } = await request('cases.whistle', {
        orgId,
        ownerOrgId,
        jointOrgIds,
        dueOn,
        topic,
        text: text.trim(),
        files: attachments.files,
      })
      vibrate()
      toast('哨吹出去了，都收到消息了')
      replace(routes.workCase(caseId))
    })
  }

  // Who is in charge has it already, and who whistles reads it anyway.
  const helpers = (services.data?.orgs ?? []).filter(({ id }) => id !== form.ownerOrgId && id !== orgId)
  return { busy, problem, services, helpers, form, due, write, attachments, missing, send }
}

function dueOf({ dueOn }: WhistleForm, at: Instant): WhistleModel['due'] {
  const why = dueOn === null ? null : whyNotPromise(dueOn, false, at)
  return { on: dueOn ?? dayOf(answerDue(at)), ...promiseDays(false, at), wrong: why && errorSentence(why.code, why.params) }
}

function missingOf({ ownerOrgId, topic, text }: WhistleForm): string | null {
  if (ownerOrgId === null) return '选请谁牵头'
  if (topic === null) return '选是什么事'
  return text.trim() === '' ? '写几句' : null
}
