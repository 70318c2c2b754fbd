import { useState } from 'react'
import type { Topic } from '@core/contract/sessions'
import { replace, toast, vibrate } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import { useQuery, type Query } from '@/sync/use-query'
import type { OutputOf } from '@core/contract/procedures'
import { useAttachments, type Attachments } from '../use-attachments'

export interface WhistleForm {
  ownerOrgId: string | null
  jointOrgIds: string[]
  topic: Topic | null
  text: string
}

export interface WhistleModel extends Pick<Doing, 'busy' | 'problem'> {
  /** With the organizations that can be called. */
  services: Query<OutputOf<'cases.services'>>
  form: WhistleForm
  write(part: Partial<WhistleForm>): void
  attachments: Attachments
  /** What is still missing, as the button says it; null: it can be sent. */
  missing: string | null
  send(): Promise<void>
}

/** 吹哨: an organization calls others in for what it cannot do alone. */
export function useWhistle(orgId: string): WhistleModel {
  const services = useQuery('cases.services', {})
  const [form, setForm] = useState<WhistleForm>({ ownerOrgId: null, jointOrgIds: [], topic: null, text: '' })
  const attachments = useAttachments(true)
  const { busy, problem, act } = useDoing(() => Promise.resolve())

  function write(part: Partial<WhistleForm>): void {
    setForm((before) => {
      const next = { ...before, ...part }
      // Who is in charge does not join in as well.
      return { ...next, jointOrgIds: next.jointOrgIds.filter((id) => id !== next.ownerOrgId) }
    })
  }

  async function send(): Promise<void> {
    const { ownerOrgId, jointOrgIds, topic, text } = form
    if (ownerOrgId === null || topic === null || missingOf(form) !== null) return
    if (attachments.waiting !== null) return toast(attachments.waiting)
    await act(async () => {
      const { caseId } = await request('cases.whistle', {
        orgId,
        ownerOrgId,
        jointOrgIds,
        topic,
        text: text.trim(),
        files: attachments.files,
      })
      vibrate()
      toast('哨吹出去了，都收到消息了')
      replace(routes.workCase(caseId))
    })
  }

  return { busy, problem, services, form, write, attachments, missing: missingOf(form), send }
}

function missingOf({ ownerOrgId, topic, text }: WhistleForm): string | null {
  if (ownerOrgId === null) return '选请谁牵头'
  if (topic === null) return '选是什么事'
  return text.trim() === '' ? '写几句' : null
}
