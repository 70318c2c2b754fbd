/** What is answered with one press, on the page of a session and on 首页: an offer, and whether I come tomorrow. */
import type { Instant } from '@core/contract/common'
import { confirm, toast, vibrate } from '@/platform/navigation'
import { request } from '@/sync/calls'
import type { Doing } from '@/sync/use-doing'
import { forgetMatter } from './matter'
import { cancelCost } from './words'

/** 「我要去」. The words were sent when the line was joined. */
export async function acceptOffer({ act }: Doing, sessionId: string): Promise<void> {
  await act(async () => {
    await request('sessions.answerOffer', { sessionId, accept: true })
    forgetMatter()
    vibrate()
    toast('约好了，到时候见')
  })
}

/** 「让给下一位」; asked once, for the slot does not come back. */
export async function declineOffer({ act, busy }: Doing, sessionId: string): Promise<void> {
  if (busy) return
  const sure = await confirm({ title: '让给下一位？', text: '位子会马上给下一位，想回来要重新排队', ok: '让出来', danger: true })
  if (!sure) return
  await act(async () => {
    await request('sessions.answerOffer', { sessionId, accept: false })
    toast('让出来了，谢谢你说一声')
  })
}

/** 「来」, the day before. */
export async function sayComing({ act }: Doing, sessionId: string): Promise<void> {
  await act(async () => {
    await request('sessions.answerComing', { sessionId, coming: true })
    vibrate()
    toast('好，到时候见')
  })
}

/** 「不来了」, the day before; asked once, with what it costs. `freeUntil`: until when it costs nothing. */
export async function sayNotComing({ act, busy }: Doing, sessionId: string, freeUntil: Instant | null, now: Instant): Promise<void> {
  if (busy) return
  const sure = await confirm({ title: '不来了？', text: cancelCost(freeUntil, now), ok: '不来了', danger: true })
  if (!sure) return
  await act(async () => {
    await request('sessions.answerComing', { sessionId, coming: false })
    toast('谢谢说一声，位子让出来了')
  })
}
