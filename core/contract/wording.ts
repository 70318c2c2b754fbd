import type { ErrorCode, ErrorParams } from './errors'

/**
 * Every sentence that answers an error code: what happened and what to do, short and warm. `{x}` is filled from the
 * error's parameters. The same table serves the server (as `hint`) and the phone (for what it decides without a network).
 */
export const ERROR_WORDING = {
  bad_request: '「{field}」填得不对，改一下再提交',
  unknown_procedure: '这个功能在新版本里，刷新或更新后再试',
  body_too_large: '内容太大了，删减一些再提交',
  nonce_reused: '这次提交和之前的对不上，请返回重新操作',
  rate_limited: '点得太快了，歇几秒再试',
  unavailable: '服务正在恢复，已保存的都还在，稍等再试',
  server_error: '我们这边出了问题，已记下，稍后再试',
  not_logged_in: '请先登录再继续',
  consent_needed: '先看一眼隐私说明并填上名字，再继续',
  not_found: '没找到，可能已删除，或不归你所在的组织管',
  demo_only: '只有演示环境能这样登录',
  login_failed: '微信登录没成功，返回再试一次',
  login_busy: '登录的人太多，过一分钟再试',
  login_blocked: '微信提示这个账号有风险，请换个账号或联系负责人',
  login_unavailable: '微信暂时没回应，稍等再试',
  code_unreadable: '认不出这个码。扫大屏，或请工作人员帮你',
  code_invalid: '认不出这个码。扫大屏上正在转的码，别用转发的图',
  code_expired: '这个码过期了，请扫大屏上正在转的码',
  code_ahead: '这个码还没到时间，请扫大屏上正在转的码',
  wrong_purpose: '这个码的用处不对，请扫大屏上正在转的码',
  other_event: '这是「{title}」的码，看看是不是走错了',
  too_early: '还没到签到时间，{time} 开始',
  sign_in_closed: '签到结束了。来了却没签上？告诉负责人',
  sign_out_closed: '签退结束了。告诉负责人你几点走的',
  not_signed_in: '还没签到，签退不了。来了却没签上？告诉负责人',
  not_enrolled_full: '没查到你的报名，现场也满了。问问门口的工作人员',
  event_cancelled: '活动取消了：{reason}。抱歉让你白跑',
  ticket_expired: '离扫码过去太久了，请再扫一次大屏上的码',
  ticket_invalid: '请用自己的手机再扫一次大屏上的码',
  screen_pass_expired: '大屏链接过期了，请负责人在工作台重新打开',
  event_full: '满员了，看看别的场次',
  enrollment_closed: '报名已经截止，看看别的场次',
  not_enrolled: '你没有报名这场活动，不用取消',
  already_signed_in: '你已经签到了，不能再取消报名',
  hours_checklist_needed: '先确认它是志愿服务：逐条看完再勾选',
  not_volunteer_service: '这种情况不算志愿服务，不能记时长，可以记学分',
  invalid_time: '时间不对：结束要晚于开始，最长 24 小时',
  sign_out_needed_for_hours: '要记时长就得签退，请打开签退',
  event_not_over: '活动还没结束，{time} 之后再完结',
  event_not_open: '这场活动现在不能这样操作，刷新看看',
  offline: '没有网络，连上后再试',
  timeout: '网络太慢没等到回应，再试一次',
  camera_refused: '没有相机权限。在设置里打开，或选一张照片',
} satisfies Record<ErrorCode, string>

/** Sentences for what went well, and for what is neither an error nor a success. The voice is that of wording.md. */
export const WORDING = {
  signed_in: '签到成功，{name}，欢迎你！',
  tardy: '签到成功。活动开始 {n} 分钟了，快进场吧',
  repeat: '{time} 已经签过了，不用再扫',
  saved_offline: '已存在手机，有网会自动送达。先进场吧',
  delayed: '已送达，等负责人确认，你不用再操作',
  walk_in: '还没报名？现场还有 {n} 个名额',
  walk_in_unlimited: '还没报名？现场可以直接报',
  signed_out: '签退成功，共 {h} 小时，活动完结后入账',
  no_sign_out: '忘了签退？说一下你几点走的',
  offline_banner: '没有网络，显示的是 {time} 的内容',
  needs_action: '有 {n} 条没办成，看看怎么处理',
  load_error: '没连上，已保存的都还在',
  empty_me: '参加一场活动，时长和学分就会出现在这里',
  empty_events: '近期没有活动。想参加什么？告诉青年之家',
  empty_todos: '都办完了，歇会儿吧',
} as const

/** The names that people see of input fields, for the hint of `bad_request`. */
export const FIELD_WORDING: Record<string, string> = {
  title: '标题',
  category: '类别',
  homeId: '青年之家',
  startsAt: '开始时间',
  endsAt: '结束时间',
  places: '名额',
  creditModule: '学分模块',
  creditHundredths: '学分',
  summary: '简介',
  contact: '联系方式',
  name: '名字',
  reason: '原因',
  code: '码',
  nonce: '请求编号',
  leftAt: '离开时间',
  day: '日期',
  limit: '条数',
  overrun: '延长时间',
}

/** Fills `{x}` from `params`. A name without a value stays out rather than show braces to a person. */
export function fill(sentence: string, params: ErrorParams = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

/** The sentence for an error code, filled. */
export function errorSentence(code: ErrorCode, params: ErrorParams = {}): string {
  if (code !== 'bad_request') return fill(ERROR_WORDING[code], params)
  const field =
    String(params.field ?? '')
      .split('.')
      .pop() ?? ''
  return fill(ERROR_WORDING.bad_request, { field: FIELD_WORDING[field] ?? '内容' })
}
