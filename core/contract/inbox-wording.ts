import type { ErrorParams } from './errors'
import type { MessageKind, SubscriptionUse } from './inbox'
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
  case_received: '收到一件{kind}：「{excerpt}」，{due} 前受理',
  case_assigned: '{name}请你来办一件{kind}：「{excerpt}」，{due} 前答复',
  case_accepted: '{org}{name}接手了你的诉求，{due} 前答复',
  case_returned: '你的诉求退回了：{reason}',
  case_moved: '你的诉求转给了{org}：{reason}',
  case_joined: '请一起办一件{kind}：「{excerpt}」，{org}牵头',
  case_message: '「{excerpt}」有新的回复',
  case_said: '「{excerpt}」那位补充了话，请看看',
  case_extended: '答复延到 {due}：{reason}',
  case_answered: '有答复了，解决了吗？',
  case_explained: '这件事我们办不了，原因和该找谁写在里面',
  case_reopened: '「{excerpt}」没解决，请再办一次，{due} 前答复',
  case_rated: '「{excerpt}」的答复被评为：{rating}',
  case_due: '「{excerpt}」{due} 到期，还没办完',
  case_overdue: '「{excerpt}」晚了 {n} 天，请尽快办',
  case_overdue_below: '{org}有一件诉求晚了 {n} 天没答复，请提醒他们',
  case_overdue_mine: '答复晚了 {n} 天，我们已提醒{parent}',
  case_whistled: '你们吹哨的「{excerpt}」{what}',
  case_unmask_asked: '{org}想知道一位匿名的人是谁：{reason}',
  case_unmask_declined: '上级没有同意让你们知道「{excerpt}」那位是谁：{reason}',
  case_unmasked: '经上级两位同事同意，{org}知道了你是谁：{reason}',
  case_name_shown: '「{excerpt}」那位是谁，现在可以看到了，只用来办这件事',
  answer_to_check: '有一条答案等你看：「{excerpt}」',
  answer_checked: '你提的答案「{excerpt}」{result}',
} satisfies Record<MessageKind, string>

/**
 * What is also sent by WeChat to those who allowed it, and what it says there: at most 20 characters, as its templates take, and
 * nothing of what somebody wrote in confidence. All of it stands in the inbox.
 */
export const SUBSCRIBED: Partial<Record<MessageKind, { use: SubscriptionUse; note: string }>> = {
  promoted: { use: 'offer', note: '候补成功，位子是你的了' },
  offer: { use: 'offer', note: '有空位了，为你留着，点开确认' },
  drawn: { use: 'offer', note: '抽中了，位子是你的了' },
  session_offer: { use: 'offer', note: '有空位了，为你留着，点开确认' },
  session_first_choice: { use: 'offer', note: '为你留了位子，点开确认' },
  event_changed: { use: 'change', note: '时间或地点改了，点开看看' },
  event_cancelled: { use: 'change', note: '取消了，抱歉，点开看原因' },
  session_moved: { use: 'change', note: '时间或地点改了，点开看看' },
  session_cancelled: { use: 'change', note: '取消了，抱歉，点开看原因' },
  session_substitute: { use: 'change', note: '换了人接待，时间不变' },
  day_before: { use: 'reminder', note: '来不来？点开说一声' },
  session_day_before: { use: 'reminder', note: '来不来？点开说一声' },
  session_hour_before: { use: 'reminder', note: '快到时间了，别忘了' },
  case_answered: { use: 'answer', note: '有答复了，解决了吗？' },
  case_explained: { use: 'answer', note: '有说明了，该找谁写在里面' },
  case_message: { use: 'answer', note: '有新的回复，点开看' },
}

/** The sentence of a message, filled. */
export function messageSentence(kind: MessageKind, params: ErrorParams): string {
  return fill(MESSAGE_WORDING[kind], params)
}
