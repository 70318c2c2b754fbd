import type { ErrorParams } from './errors'
import type { MessageKind } from './inbox'
import { fill } from './wording'

/** The sentence of every kind of message. `{x}` is filled from what is kept with the message. */
export const MESSAGE_WORDING = {
  promoted: '「{title}」候补成功，位子是你的了。来不了？让给别人',
  offer: '「{title}」有空位了，为你留到 {time}',
  offer_expired: '「{title}」的位子已给下一位。还想去？重新候补',
  drawn: '「{title}」抽中了，位子是你的了',
  not_drawn: '「{title}」这次没抽中，你在候补第 {n} 位',
  event_changed: '「{title}」改了：{what}。来不了可以直接取消，不留记录',
  event_cancelled: '「{title}」取消了：{reason}。抱歉',
  day_before: '{time}「{title}」，来不来？说一声，好让位子不空着',
  review_wanted: '{org}的「{title}」等你审核',
  review_approved: '「{title}」审核通过，已经发布',
  review_returned: '「{title}」退回了：{reason}。改好再提交',
  delayed_unanswered: '「{title}」有 {n} 条补送的签到，三个工作日没人确认',
  objection_received: '{name}对「{title}」的记录有异议，{due} 前答复',
  objection_answered: '你对「{title}」的异议有答复了',
  helper_appointed: '请你在「{title}」帮忙签到，到时打开工作台',
  clock_due: '「{name}」{due} 前要办一次，{last}',
  delisting_proposed: '{home}被提议摘牌：{n} 天没有活动。有话要说，可以提出异议',
  delisting_objected: '{home}对摘牌提出了异议，请看看',
  delisting_decided: '{home}的摘牌有了决定：{what}',
  session_offer: '{day}「面对面」有空位了，{time} 那一段，为你留到 {until}',
  session_offer_expired: '{day}「面对面」的位子已给下一位。还想去？重新排队',
  session_moved: '{was}的「面对面」改了：{what}。来不了可以直接取消，不留记录',
  session_cancelled: '{host}{day}来不了：{reason}。抱歉，{then}',
  session_first_choice: '{day}的「面对面」为你留了 {time} 那一段，留到 {until}，也可以换时段',
  session_substitute: '{day}的「面对面」改由{host}接待，时间不变。也可以换一场',
  session_day_before: '{time} {host}在{home}等你，来不来？说一声，好让位子不空着',
  session_hour_before: '{time} {host}在{home}等你，别忘了',
  session_missed: '{day}的「面对面」没等到你。有原因？说明一下，可以不算',
  session_paused: '几次约了没来，{date} 起可再预约。直接来、留言都行',
  session_explained: '{name}说明了 {day} 没来的原因，请看看',
  session_excused: '{day} 那次没来，已经不算了',
  duty_coming: '{day} {time} 轮到你在{home}接待',
  duty_changed: '{day} 的接待有变化：{what}',
} satisfies Record<MessageKind, string>

/** The sentence of a message, filled. */
export function messageSentence(kind: MessageKind, params: ErrorParams): string {
  return fill(MESSAGE_WORDING[kind], params)
}
