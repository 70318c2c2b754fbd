/** WeChat's messages to those who allowed them: subscribeMessage.send (一次性订阅消息). */
import { clockOf, dayOf } from '@core/rules/shared/calendar'
import type { Instant } from '@core/contract/common'
import { NOT_ALLOWED, type SendSubscribed } from '../subscriptions'
import { errcodeOf, type WechatApi } from './api'

/** What is tried again later: too often this minute, or today. */
const LATER: readonly number[] = [-1, 45009, 45011]
/** Nothing that the operator could mend: not allowed, or not a user of this mini-program any more. */
const THEIRS: readonly number[] = [NOT_ALLOWED, 40003]
/** All messages lead there: the newest is on top, with the one thing to do. */
const PAGE = 'packages/inbox/list/index'

/** Messages by WeChat. */
export function createWechatSender({ ask, unavailable, report }: WechatApi): SendSubscribed {
  return async ({ openid, template, subject, at, note }) => {
    const body = JSON.stringify({
      touser: openid,
      template_id: template.id,
      page: PAGE,
      lang: 'zh_CN',
      data: { [template.subject]: { value: subject }, [template.when]: { value: timeValue(at) }, [template.note]: { value: note } },
    })
    const errcode = errcodeOf(await ask('/cgi-bin/message/subscribe/send', () => body))
    if (LATER.includes(errcode)) throw unavailable(errcode, 'later')
    // A wrong template or field: this message is lost to WeChat, and the operator has to know.
    if (errcode !== 0 && !THEIRS.includes(errcode)) report({ errcode, reason: 'message refused' })
    return errcode
  }
}

/** A time as `timeN` takes it, in UTC+8: 2026年11月21日 15:00. */
function timeValue(at: Instant): string {
  const [year, month, day] = dayOf(at).split('-').map(Number)
  return `${year}年${month}月${day}日 ${clockOf(at)}`
}
