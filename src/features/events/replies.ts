/** What is answered with one press, on the page of an event and on 首页: an offer, and whether I come tomorrow. */
import { confirm, toast, vibrate } from '@/platform/navigation'
import { request } from '@/sync/calls'
import type { Doing } from '@/sync/use-doing'

/** 「我要去」 */
export async function acceptOffer({ act }: Doing, eventId: string): Promise<void> {
  await act(async () => {
    await request('events.answerOffer', { eventId, accept: true })
    vibrate()
    toast('位子是你的了，到时候见')
  })
}

/** 「让给下一位」; asked once, for the place does not come back. */
export async function declineOffer({ act, busy }: Doing, eventId: string): Promise<void> {
  if (busy) return
  const sure = await confirm({ title: '让给下一位？', text: '位子会马上给下一位，想回来要重新候补', ok: '让出来', danger: true })
  if (!sure) return
  await act(async () => {
    await request('events.answerOffer', { eventId, accept: false })
    toast('让出来了，谢谢你说一声')
  })
}

/** 「来」, the day before. */
export async function sayComing({ act }: Doing, eventId: string): Promise<void> {
  await act(async () => {
    await request('events.coming', { eventId, coming: true })
    vibrate()
    toast('好，到时候见')
  })
}

/** 「不来了」, the day before. It leaves no mark. */
export async function sayNotComing({ act, busy }: Doing, eventId: string): Promise<void> {
  if (busy) return
  const sure = await confirm({ title: '不来了？', text: '位子会马上让给别人，不留记录', ok: '不来了', danger: true })
  if (!sure) return
  await act(async () => {
    await request('events.coming', { eventId, coming: false })
    toast('谢谢说一声，位子让出来了')
  })
}
