/**
 * Closed lists of the domain and the names people see for them. Plain values without the schema library, so that the
 * phone can show a name without carrying it.
 */

/** Six to begin with (domain.md, 「Events」); each organization edits its own list, so an event carries a code and its name. */
export const CATEGORIES = ['thought', 'volunteer', 'study', 'culture', 'career', 'rights'] as const
export type Category = (typeof CATEGORIES)[number]
export const CATEGORY_NAMES = {
  thought: '思想引领',
  volunteer: '志愿服务',
  study: '学习成长',
  culture: '文体交友',
  career: '就业创业',
  rights: '权益服务',
} satisfies Record<Category, string>
/** The seven modules to begin with (widely used, not confirmed as a national list: data, see domain.md). */
export const MODULES = ['thought', 'practice', 'volunteer', 'innovation', 'culture', 'work', 'skill'] as const
export type Module = (typeof MODULES)[number]
export const MODULE_NAMES = {
  thought: '思想成长',
  practice: '实践实习',
  volunteer: '志愿公益',
  innovation: '创新创业',
  culture: '文体活动',
  work: '工作履历',
  skill: '技能特长',
} satisfies Record<Module, string>

/**
 * What is not volunteer service (志愿汇 notice of 2021-06-08). An event gives hours only after its publisher has said of
 * each that it does not apply.
 */
export const NOT_VOLUNTEERING = [
  'own_job',
  'paid',
  'unclear_benefit',
  'personal_interest',
  'social_practice',
  'internal',
  'school_rule',
] as const
export type NotVolunteering = (typeof NOT_VOLUNTEERING)[number]
export const NOT_VOLUNTEERING_NAMES = {
  own_job: '本职工作',
  paid: '超出成本的有偿服务',
  unclear_benefit: '公益性说不清的事',
  personal_interest: '个人兴趣爱好',
  social_practice: '一般社会实践（实习、开会、观影、参观）',
  internal: '单位或组织的内部事务',
  school_rule: '校规本来就要求做的事',
} satisfies Record<NotVolunteering, string>

/** Why a line of a closing waits for a human look (domain.md, 「Events」 and 「Hours」). */
export const HELD_REASONS = ['own_line', 'overlap', 'daily_limit', 'short_presence'] as const
export type HeldReason = (typeof HELD_REASONS)[number]
export const HELD_REASON_NAMES = {
  own_line: '负责人自己的记录，要另一位同事看',
  overlap: '和另一段服务时间重叠',
  daily_limit: '当天超过 8 小时，要上级看',
  short_presence: '在场不到计划的六成，要人看一眼',
} satisfies Record<HeldReason, string>

/** What a human should look at; flags never decide. */
export const FLAGS = ['not_enrolled', 'shared_phone', 'burst', 'two_officers'] as const
export type Flag = (typeof FLAGS)[number]
export const FLAG_NAMES = {
  not_enrolled: '没有报名',
  shared_phone: '同一部手机签了不止一人',
  burst: '同一个码上人特别多',
  two_officers: '两位工作人员的手机都登记了',
} satisfies Record<Flag, string>

/** How presence was shown (domain.md, 「Presence」). */
export const ASSURANCES = ['code', 'pass', 'roll_call', 'manual', 'poster', 'card', 'paper'] as const
export const ASSURANCE_NAMES = {
  code: '扫大屏的码',
  pass: '出示「我的码」',
  roll_call: '负责人点名',
  manual: '负责人手动登记',
  poster: '扫现场海报',
  card: '出示纸质卡',
  paper: '纸质签到表',
} satisfies Record<(typeof ASSURANCES)[number], string>

/** What one may say of an event besides stars; closed, because nothing that people write is shown in public. */
export const RATING_TAGS = [
  'useful',
  'well_organized',
  'friendly',
  'new_friends',
  'too_long',
  'too_crowded',
  'unclear',
  'started_late',
] as const
export type RatingTag = (typeof RATING_TAGS)[number]
export const RATING_TAG_NAMES = {
  useful: '有收获',
  well_organized: '组织得好',
  friendly: '氛围好',
  new_friends: '认识了人',
  too_long: '太长了',
  too_crowded: '太挤了',
  unclear: '通知不清楚',
  started_late: '开始晚了',
} satisfies Record<RatingTag, string>

/** Who may enroll. */
export const AUDIENCES = ['open', 'members', 'org'] as const
export const AUDIENCE_NAMES = { open: '谁都能来', members: '团员', org: '本组织的人' } satisfies Record<(typeof AUDIENCES)[number], string>

/** What comes round again in a home or an organization (豫青字〔2019〕6号 names the first). */
export const CLOCK_KINDS = ['study_society', 'exchange_day', 'quarterly_meeting', 'custom'] as const
export const CLOCK_KIND_NAMES = {
  study_society: '学习社（两个月至少一次）',
  exchange_day: '交流日（每月一次）',
  quarterly_meeting: '调度会（每季度一次）',
  custom: '自定',
} satisfies Record<(typeof CLOCK_KINDS)[number], string>

/** What somebody comes to a secretary with (团委书记与你面对面). */
export const TOPICS = ['study', 'work', 'rights', 'life', 'league', 'other'] as const
export const TOPIC_NAMES = {
  study: '学业',
  work: '就业创业',
  rights: '权益维护',
  life: '生活情感',
  league: '团的工作',
  other: '别的事',
} satisfies Record<(typeof TOPICS)[number], string>

/** Where a case comes from. */
export const CASE_KINDS = ['session', 'order', 'question', 'complaint', 'whistle'] as const
export const CASE_KIND_NAMES = {
  session: '面对面转办',
  order: '点单',
  question: '书面诉求',
  complaint: '投诉建议',
  whistle: '吹哨',
} satisfies Record<(typeof CASE_KINDS)[number], string>

/** How the person finds the answer: it is the answer that is rated, never an official. */
export const CASE_RATINGS = ['solved', 'partly', 'not'] as const
export const CASE_RATING_NAMES = { solved: '解决了', partly: '解决了一部分', not: '没解决' } satisfies Record<
  (typeof CASE_RATINGS)[number],
  string
>
