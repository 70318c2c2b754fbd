import { HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { randomIds } from '@cloud/services/ids'
import { drawPicture } from './qr'
import { CASE_SCREENS } from './case-screens'
import { CASEWORK_SCREENS } from './casework-screens'
import { SESSION_SCREENS } from './session-screens'
import type { Town, TownEvent, Townsman } from './town'
import type { Visitor } from './visitor'

/** Who looks: nobody in particular, somebody with a year behind them, somebody new, and those who work here. */
export type Who = 'nobody' | 'young' | 'newcomer' | 'officer' | 'secretary' | 'beginner'

/** What is looked at: a page in a state. */
export interface Screen {
  /** The name of its pictures. */
  name: string
  title: string
  who: Who
  /** Where it is looked at; in the hand unless said. */
  on?: readonly ('hand' | 'desk' | 'tv')[]
  /** Leads there. What is under way is waited for afterwards, unless `still`. */
  go(visitor: Visitor, stage: Stage): Promise<void>
  /** Something stays under way, and that is what is looked at. */
  still?: boolean
}

const HOME = '东关青年之家'
const HAND_AND_DESK = ['hand', 'desk'] as const
const HAND_AND_TV = ['hand', 'tv'] as const

/** The town of the pictures, prepared: events in every state for 李晓雨, and people who are not in the demonstration. */
export class Stage {
  private constructor(
    readonly town: Town,
    readonly people: Record<Exclude<Who, 'nobody'> | 'host', Townsman>,
    readonly events: Record<
      'coming' | 'enrolled' | 'now' | 'inside' | 'full' | 'cancelled' | 'forgot' | 'done' | 'closed' | 'objected' | 'missed',
      TownEvent
    >,
    /** One that runs, one that waits for its closing, one that is closed, one of tomorrow: of the demonstration. */
    readonly laid: { running: string; toClose: string; closed: string; tomorrow: string },
  ) {}

  static async prepare(town: Town): Promise<Stage> {
    const [young, officer, secretary, host] = await Promise.all(['李晓雨', '陈静', '林书记', '孙敏'].map((name) => town.person(name)))
    const people = {
      young: young!,
      officer: officer!,
      secretary: secretary!,
      host: host!,
      newcomer: await town.newcomer('方小满'),
      beginner: await town.newcomer('唐老师'),
    }
    await town.call(people.newcomer, 'people.consent', { name: '方小满', privacyVersion: 1 })
    await town.call(people.beginner, 'people.consent', { name: '唐老师', privacyVersion: 1 })
    await grant(town, people.beginner, '护理学院 2025 级团支部')

    const sooner = { startsAt: town.now() - HOUR_MS, endsAt: town.now() + 5 * MINUTE_MS }
    const today = instantOf('2026-11-21', '15:10')
    const publish = (title: string, more = {}) =>
      town.publish(people.officer, HOME, { title, startsAt: today, summary: SUMMARY, contact: '陈静 0871-6000000', ...more })
    const events = {
      coming: await publish('旧书换绿植', { startsAt: instantOf('2026-11-22', '10:00'), places: 40 }),
      enrolled: await publish('给老人拍一张照片', { startsAt: instantOf('2026-11-22', '14:00') }),
      now: await publish('周末图书整理'),
      inside: await publish('文昌巷墙绘', { startsAt: instantOf('2026-11-21', '14:00') }),
      full: await publish('四人手作小课', { places: 1 }),
      cancelled: await publish('河边净滩', { startsAt: instantOf('2026-11-22', '09:00') }),
      forgot: await publish('爱心餐盒派送', sooner),
      done: await publish('社区广播站试音', sooner),
      closed: await publish('敬老院包饺子', sooner),
      objected: await publish('给路灯擦灰', sooner),
      missed: await publish('楼道灯泡更换', sooner),
    }
    for (const event of [
      events.enrolled,
      events.now,
      events.inside,
      events.cancelled,
      events.forgot,
      events.done,
      events.closed,
      events.objected,
      events.missed,
    ])
      await town.call(people.young, 'events.enroll', { eventId: event.id })
    await town.call(host!, 'events.enroll', { eventId: events.full.id })
    await town.call(people.officer, 'events.cancel', { eventId: events.cancelled.id, reason: '上游放水，河岸不安全' })
    for (const event of [events.inside, events.forgot, events.done, events.closed, events.objected])
      await scan(town, people.young, event, 'sign_in')
    for (const event of [events.done, events.closed, events.objected]) await scan(town, people.young, event, 'sign_out')
    await showOff(town, people.officer, events.done)
    await town.moveTo(instantOf('2026-11-21', '14:50'))
    for (const { id } of [events.closed, events.objected]) await town.call(people.officer, 'events.close', { eventId: id })
    await town.call(people.young, 'events.object', { eventId: events.objected.id, text: '我擦到 13:45 才走，少记了一会儿' })
    return new Stage(town, people, events, await laidEvents(town, people.officer))
  }

  /** An event in twenty minutes that nobody has signed in to yet. */
  async fresh(more: Parameters<Town['publish']>[2] = {}, ...enrolled: Townsman[]): Promise<TownEvent> {
    const event = await this.town.publish(this.people.officer, HOME, { startsAt: instantOf('2026-11-21', '15:10'), ...more })
    for (const who of enrolled) await this.town.call(who, 'events.enroll', { eventId: event.id })
    return event
  }

  /** The link of a screen's pass. */
  async screenLink(eventId: string): Promise<string> {
    return (await this.town.call(this.people.secretary, 'attendance.shareScreen', { eventId })).link
  }
}

const SUMMARY = '把捐来的书按年级分好、包上书皮，贴上「谁读过」的小卡片。手套和围裙现场有，穿方便活动的衣服来。结束后一起喝杯热豆浆。'

async function scan(town: Town, who: Townsman, event: TownEvent, purpose: 'sign_in' | 'sign_out'): Promise<void> {
  const code = town.linkOf(event, purpose).split('/q/')[1]!
  await town.call(who, 'attendance.scan', { code, delivery: 'live' })
}

/** What an event looked like: a drawing stands for a photo. */
async function showOff(town: Town, officer: Townsman, event: TownEvent): Promise<void> {
  const pictures = await Promise.all(
    ['一', '二', '三'].map(async (word) => {
      const content = drawPicture(`${event.title}${word}`).toString('base64')
      return (await town.call(officer, 'files.keep', { content })).file
    }),
  )
  const text = '十二位同学轮流坐到话筒前，给院子里的老人念了一段自己喜欢的书。'
  await town.call(officer, 'events.saveShowcase', { eventId: event.id, text, pictures })
}

/** The page of the youth home that most events are in. */
async function youthHome(town: Town): Promise<string> {
  const { id } = await town.database.kysely.selectFrom('home').select('id').where('name', '=', HOME).executeTakeFirstOrThrow()
  return `/packages/homes/detail/index?homeId=${id}`
}

async function grant(town: Town, who: Townsman, orgName: string): Promise<void> {
  const { kysely } = town.database
  const org = await kysely.selectFrom('org').select('id').where('name', '=', orgName).executeTakeFirstOrThrow()
  const at = new Date(town.now())
  await kysely
    .insertInto('role_grant')
    .values({
      person_id: who.id,
      id: randomIds.uuid(town.now()),
      role: 'officer',
      org_id: org.id,
      event_id: null,
      from_at: at,
      by_id: who.id,
      created_at: at,
    })
    .execute()
}

/** Events of the demonstration under the county, as the stage needs them; not those that were published for it. */
async function laidEvents(town: Town, publisher: Townsman): Promise<Stage['laid']> {
  const { kysely } = town.database
  const county = await kysely.selectFrom('org').select('path').where('name', '=', '共青团青石县委').executeTakeFirstOrThrow()
  const rows = await kysely
    .selectFrom('event')
    .innerJoin('org', 'org.id', 'event.org_id')
    .leftJoin('attendance', 'attendance.event_id', 'event.event_id')
    .select((eb) => [
      'event.event_id as id',
      'event.status',
      'event.starts_at',
      'event.ends_at',
      'event.published_by',
      eb.fn.count<number>('attendance.person_id').as('came'),
    ])
    .where('org.path', 'like', `${county.path}%`)
    .where('event.published_by', '!=', publisher.id)
    .groupBy('event.event_id')
    .execute()
  const now = town.now()
  const most = (which: (row: (typeof rows)[number]) => boolean) => {
    const [first] = rows.filter(which).sort((one, other) => Number(other.came) - Number(one.came))
    if (!first) throw new Error('the demonstration has no such event any more')
    return first.id
  }
  return {
    running: most((row) => row.status === 'published' && Number(row.starts_at) < now && Number(row.ends_at) > now),
    toClose: most((row) => row.status === 'published' && Number(row.ends_at) < now),
    closed: most((row) => row.status === 'closed'),
    tomorrow: most((row) => row.status === 'published' && Number(row.starts_at) > now),
  }
}

const PAGE = {
  home: '/pages/home/index',
  events: '/pages/events/index',
  meetings: '/pages/meetings/index',
  me: '/pages/me/index',
  scan: '/packages/attendance/scan/index',
  outbox: '/packages/attendance/outbox/index',
  pass: '/packages/attendance/pass/index',
  fieldPack: '/packages/door/field-pack/index',
  cards: '/packages/door/cards/index',
  inbox: '/packages/inbox/list/index',
  login: '/packages/people/login/index',
  privacy: '/packages/people/privacy/index',
  hours: '/packages/hours/record/index?kind=hours',
  credits: '/packages/hours/record/index?kind=credits',
  today: '/packages/workbench/today/index',
  publish: '/packages/publishing/publish/index',
  managed: '/packages/workbench/events/index',
  homesCare: '/packages/care/homes/index',
  clocks: '/packages/care/clocks/index',
  models: '/packages/care/models/index',
  plan: '/packages/duty/plan/index',
  rota: '/packages/duty/rota/index',
  hosting: '/packages/duty/hosting/index',
}
const detail = (event: TownEvent) => `/packages/events/detail/index?code=${event.code}`
const pasteList = (event: TownEvent) => `/packages/publishing/paste-list/index?eventId=${event.id}`
const door = (eventId: string) => `/packages/door/list/index?eventId=${eventId}`
const closing = (eventId: string) => `/packages/workbench/closing/index?eventId=${eventId}`
const showcase = (eventId: string) => `/packages/workbench/showcase/index?eventId=${eventId}`
const reverseScan = (eventId: string) => `/packages/door/reverse-scan/index?eventId=${eventId}`
const rollCall = (eventId: string, by = '') => `/packages/door/roll-call/index?eventId=${eventId}&by=${by}`
const helpers = (eventId: string) => `/packages/door/helpers/index?eventId=${eventId}`
const reception = (sessionId: string) => `/packages/duty/reception/index?sessionId=${sessionId}`
const bigScreen = (eventId: string) => `/packages/screen/event/index?eventId=${eventId}`

type Go = Screen['go']
const to =
  (address: string): Go =>
  (visitor) =>
    visitor.visit(address)
const toEvent =
  (event: keyof Stage['events']): Go =>
  (visitor, { events }) =>
    visitor.visit(detail(events[event]))
const toLaid =
  (page: (eventId: string) => string, event: keyof Stage['laid']): Go =>
  (visitor, { laid }) =>
    visitor.visit(page(laid[event]))
/** The home that the officer of the stage looks after. */
async function toFirstHome(visitor: Visitor, { town, people }: Stage): Promise<void> {
  const { items } = await town.call(people.officer, 'homes.managed', { orgId: await officersOrg(town, people.officer) })
  await visitor.visit(`${PAGE.homesCare}?homeId=${items.find((home) => home.name === HOME)!.id}`)
}

/** The closed event of the demonstration that somebody objects to. */
async function toObjection(visitor: Visitor, { town }: Stage): Promise<void> {
  const { kysely } = town.database
  const { id } = await kysely.selectFrom('event').select('event_id as id').where('title', '=', '旧衣换新颜').executeTakeFirstOrThrow()
  await visitor.visit(closing(id))
  await visitor.sees('objections')
}

/** The organization in whose name somebody works first. */
async function officersOrg(town: Town, who: Townsman): Promise<string> {
  const { me } = await town.call(who, 'people.who', {})
  return me!.grants.find((grant) => grant.orgId !== null)!.orgId!
}
/** The session of the officer's organization that runs now, or the last that is over. */
async function dutySession({ town, people }: Stage, which: 'running' | 'past'): Promise<string> {
  const now = town.now()
  const sessions = await town.database.kysely
    .selectFrom('duty_session')
    .select(['session_id', 'starts_at', 'ends_at'])
    .where('org_id', '=', await officersOrg(town, people.officer))
    .orderBy('starts_at', 'desc')
    .execute()
  const found = sessions.find(({ starts_at, ends_at }) => Number(starts_at) <= now && Number(ends_at) > now === (which === 'running'))
  if (!found) throw new Error('the demonstration has no such session any more')
  return found.session_id
}
const toReception =
  (which: 'running' | 'past', id?: string, seen?: string): Go =>
  async (visitor, stage) => {
    await visitor.visit(reception(await dutySession(stage, which)))
    if (id) await visitor.tap(id)
    if (seen) await visitor.sees(seen)
  }
/** What may be done about a session that is still to come, on its sheet. */
function planned(word: string, sheet: string): Go {
  return async (visitor) => {
    await visitor.visit(PAGE.plan)
    const ways = visitor.page.locator('[id^=session-], [id^=more-]').filter({ visible: true })
    await ways.nth(2).click()
    await visitor.words(word).click()
    await visitor.sees(sheet)
  }
}

/** The same page while its answer is under way, and when none came. */
function waiting(go: Go): Go {
  return async (visitor, stage) => {
    await visitor.forgetAnswers()
    await visitor.ail('silent')
    await go(visitor, stage)
    await visitor.page.locator('.skeleton, .screen__alone').filter({ visible: true }).first().waitFor()
  }
}
function failing(go: Go): Go {
  return async (visitor, stage) => {
    await visitor.forgetAnswers()
    await visitor.ail('down')
    await go(visitor, stage)
    await visitor.page.locator('.error-state').filter({ visible: true }).first().waitFor()
  }
}

/** The same page when the network goes away while it is read. */
function cutOff(address: (stage: Stage) => string): Go {
  return async (visitor, stage) => {
    await visitor.visit(address(stage))
    await visitor.settled()
    await visitor.context.setOffline(true)
    await visitor.sees('network-banner')
  }
}

/** The page of an event that is made for this picture. */
function fresh(make: (stage: Stage) => Promise<TownEvent>, then: (visitor: Visitor) => Promise<void> = async () => undefined): Go {
  return async (visitor, stage) => {
    await visitor.visit(detail(await make(stage)))
    await visitor.sees('event-title')
    await then(visitor)
  }
}

/** This evening: one is asked whether one comes. */
const TONIGHT = instantOf('2026-11-21', '20:00')

/** Tomorrow afternoon: late enough that nobody is asked yet whether they come. */
const TOMORROW = { startsAt: instantOf('2026-11-22', '15:00') }

/** An event of one place that 孙敏 has taken; 李晓雨 waits for it. */
async function waitedFor(stage: Stage, mode: 'auto' | 'ask', more: Parameters<Stage['fresh']>[0] = {}): Promise<TownEvent> {
  const event = await stage.fresh({ ...TOMORROW, title: '一个人的陶艺课', places: 1, ...more }, stage.people.host)
  await stage.town.call(stage.people.young, 'events.wait', { eventId: event.id, mode })
  return event
}

/** The same, and the place has become free: it is kept for 李晓雨. */
async function offered(stage: Stage): Promise<TownEvent> {
  const event = await waitedFor(stage, 'ask')
  await stage.town.call(stage.people.host, 'events.leave', { eventId: event.id })
  return event
}

function lots(stage: Stage, ...applied: Townsman[]): Promise<TownEvent> {
  const until = instantOf('2026-11-21', '20:00')
  return stage.fresh({ ...TOMORROW, title: '跨年音乐会', places: 60, byLots: true, enrollUntil: until, firstTimerPercent: 20 }, ...applied)
}

function inShifts(stage: Stage): Promise<TownEvent> {
  const at = (clock: string) => instantOf('2026-11-22', clock)
  const shifts = [
    { label: '布置会场', from: at('15:00'), to: at('16:00'), places: 6 },
    { label: '引导入场', from: at('16:00'), to: at('17:00'), places: 10 },
    { label: '收拾会场', from: at('17:00'), to: at('18:00'), places: 4 },
  ]
  return stage.fresh({ ...TOMORROW, title: '社区音乐会志愿者', places: 20, shifts })
}

/** Its time was changed after 李晓雨 had enrolled. */
async function moved(stage: Stage): Promise<TownEvent> {
  const { town, people } = stage
  const event = await stage.fresh({ ...TOMORROW, title: '城墙夜跑' }, people.young)
  const { takenCount: _, status: __, reviewNote: ___, ...form } = await town.call(people.officer, 'events.form', { eventId: event.id })
  await town.call(people.officer, 'events.edit', {
    ...form,
    eventId: event.id,
    startsAt: form.startsAt + HOUR_MS,
    endsAt: form.endsAt + HOUR_MS,
  })
  return event
}

/** A scan by its link, and the result that fills the screen. */
function result(make: (stage: Stage) => Promise<string>): Go {
  return async (visitor, stage) => {
    await visitor.visit(await make(stage))
    await visitor.sees('result-title')
  }
}

/** Opens the scanner, takes the network away and scans: the link comes as from a camera. */
async function scanOffline(visitor: Visitor, link: string): Promise<void> {
  await visitor.visit(PAGE.home)
  await visitor.settled()
  await visitor.visit(PAGE.scan)
  await visitor.sees('choose-photo')
  await visitor.context.setOffline(true)
  await visitor.move(`${PAGE.scan}?q=${encodeURIComponent(link)}`)
  await visitor.sees('result-title')
}

/** The form of a new event, with nothing in it of the picture before. */
async function newForm(visitor: Visitor): Promise<void> {
  await visitor.visit(PAGE.publish)
  await visitor.page.locator('.publish').filter({ visible: true }).first().waitFor()
  if (await visitor.at('publish-restored').count()) await visitor.tap('publish-restored-action')
}

/** The step of the wizard in the hand; on a desk all of them are there. */
async function atStep(visitor: Visitor, step: 'when' | 'who' | 'presence' | 'look'): Promise<void> {
  await visitor.page.locator('.publish').filter({ visible: true }).first().waitFor()
  if (await visitor.at(`publish-step-${step}`).count()) await visitor.tap(`publish-step-${step}`)
}

async function publishNow(visitor: Visitor): Promise<void> {
  await visitor.visit(PAGE.publish)
  await visitor.write('publish-title', '周末图书整理')
  await atStep(visitor, 'when')
  await visitor.choose('publish-home', HOME)
  await atStep(visitor, 'look')
  await visitor.tap('publish-submit')
  await visitor.sees('published-title')
}

/** An event of the street waits for the county, which looks before anybody sees it. */
function toReview(address: string): Go {
  return async (visitor, { town, people }) => {
    const { kysely } = town.database
    const street = await kysely.selectFrom('home').select('org_id').where('name', '=', HOME).executeTakeFirstOrThrow()
    const save = (byParent: boolean) =>
      town.call(people.secretary, 'people.saveSetting', {
        orgId: street.org_id,
        setting: { name: 'review', value: { byParent } },
        why: '给审核页拍照',
      })
    const waiting = await kysely.selectFrom('event').select('event_id').where('title', '=', '跨年夜长跑').executeTakeFirst()
    if (waiting) return visitor.visit(address)
    await save(true)
    await town.publish(people.officer, HOME, { title: '跨年夜长跑', startsAt: instantOf('2026-12-31', '19:00'), summary: SUMMARY })
    await save(false)
    await visitor.visit(address)
  }
}

const YOUNG: readonly Screen[] = [
  { name: 'home', title: '首页', who: 'young', on: HAND_AND_DESK, go: to(PAGE.home) },
  { name: 'events', title: '活动', who: 'young', on: HAND_AND_DESK, go: to(PAGE.events) },
  {
    name: 'events-homes',
    title: '活动：选青年之家',
    who: 'young',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await visitor.visit(PAGE.events)
      await visitor.tap('choose-home')
      await visitor.sees('homes-sheet')
    },
  },
  {
    name: 'events-nothing',
    title: '活动：筛到没有',
    who: 'young',
    go: async (visitor) => {
      await visitor.visit(PAGE.events)
      await visitor.tap('category-rights')
      await visitor.tap('day-2026-11-30')
      await visitor.sees('events-empty')
    },
  },
  { name: 'meetings', title: '面对面', who: 'young', on: HAND_AND_DESK, go: to(PAGE.meetings) },
  { name: 'me', title: '我的', who: 'young', on: HAND_AND_DESK, go: to(PAGE.me) },
  { name: 'hours', title: '我的时长', who: 'young', on: HAND_AND_DESK, go: to(PAGE.hours) },
  {
    name: 'hours-line',
    title: '我的时长：一笔的由来',
    who: 'young',
    go: async (visitor) => {
      await visitor.visit(PAGE.hours)
      await visitor.page.locator('#lines [id^=line-]').filter({ visible: true }).first().click()
      await visitor.page.locator('.evidence').filter({ visible: true }).first().scrollIntoViewIfNeeded()
    },
  },
  { name: 'credits', title: '我的学分', who: 'young', go: to(PAGE.credits) },
  { name: 'privacy', title: '隐私说明', who: 'young', go: to(PAGE.privacy) },
  { name: 'outbox-empty', title: '存在手机的记录：空', who: 'young', go: to(PAGE.outbox) },
  { name: 'event-coming', title: '活动：可以报名', who: 'young', on: HAND_AND_DESK, go: toEvent('coming') },
  { name: 'event-enrolled', title: '活动：已报名', who: 'young', go: toEvent('enrolled') },
  {
    name: 'event-leave',
    title: '活动：取消报名',
    who: 'young',
    on: HAND_AND_DESK,
    go: async (visitor, { events }) => {
      await visitor.visit(detail(events.enrolled))
      await visitor.tap('leave')
      await visitor.sees('confirm-ok')
    },
  },
  { name: 'event-now', title: '活动：可以签到', who: 'young', go: toEvent('now') },
  { name: 'event-inside', title: '活动：已签到', who: 'young', go: toEvent('inside') },
  { name: 'event-full', title: '活动：满员', who: 'young', go: toEvent('full') },
  { name: 'event-cancelled', title: '活动：取消了', who: 'young', go: toEvent('cancelled') },
  { name: 'event-forgot', title: '活动：忘了签退', who: 'young', go: toEvent('forgot') },
  { name: 'event-done', title: '活动：已签退', who: 'young', go: toEvent('done') },
  { name: 'event-missed', title: '活动：没来', who: 'young', go: toEvent('missed') },
  {
    name: 'event-asked',
    title: '活动：来不来',
    who: 'young',
    go: fresh((stage) => stage.fresh({ startsAt: TONIGHT }, stage.people.young)),
  },
  { name: 'event-moved', title: '活动：改了时间', who: 'young', go: fresh(moved) },
  { name: 'event-shifts', title: '活动：分班次', who: 'young', on: HAND_AND_DESK, go: fresh(inShifts) },
  {
    name: 'event-shift',
    title: '活动：选一班',
    who: 'young',
    on: HAND_AND_DESK,
    go: fresh(inShifts, async (visitor) => {
      await visitor.tap('enroll')
      await visitor.sees('shifts-sheet')
    }),
  },
  {
    name: 'event-age',
    title: '活动：哪年哪月出生',
    who: 'newcomer',
    go: fresh(
      (stage) => stage.fresh({ ...TOMORROW, title: '成人礼', ageFrom: 18, ageTo: 20 }),
      async (visitor) => {
        await visitor.tap('enroll')
        await visitor.sees('birth-month')
      },
    ),
  },
  {
    name: 'event-not-for-me',
    title: '活动：不是给我的',
    who: 'newcomer',
    go: fresh((stage) => stage.fresh({ ...TOMORROW, title: '新团员入团仪式', audience: 'members' })),
  },
  {
    name: 'event-not-yet',
    title: '活动：还没开放报名',
    who: 'young',
    go: fresh((stage) => stage.fresh({ ...TOMORROW, enrollFrom: instantOf('2026-11-21', '20:00') })),
  },
  { name: 'event-waiting', title: '活动：候补中', who: 'young', on: HAND_AND_DESK, go: fresh((stage) => waitedFor(stage, 'auto')) },
  {
    name: 'event-wait-how',
    title: '活动：怎么候补',
    who: 'young',
    go: async (visitor, { events }) => {
      await visitor.visit(detail(events.full))
      await visitor.tap('wait')
      await visitor.sees('choose-0')
    },
  },
  { name: 'event-offered', title: '活动：有空位了', who: 'young', on: HAND_AND_DESK, go: fresh(offered) },
  {
    name: 'home-offered',
    title: '首页：有空位了',
    who: 'young',
    go: async (visitor, stage) => {
      await offered(stage)
      await visitor.visit(PAGE.home)
      await visitor.page.locator('[id^=accept-]').filter({ visible: true }).first().waitFor()
    },
  },
  { name: 'event-lots', title: '活动：要抽签', who: 'young', go: fresh((stage) => lots(stage)) },
  { name: 'event-applied', title: '活动：等抽签', who: 'young', go: fresh((stage) => lots(stage, stage.people.young)) },
  {
    name: 'event-lots-how',
    title: '活动：怎么抽的',
    who: 'young',
    on: HAND_AND_DESK,
    go: fresh(
      (stage) => lots(stage, stage.people.young),
      async (visitor) => {
        await visitor.tap('event-lots')
        await visitor.sees('lots-sheet')
      },
    ),
  },
  {
    name: 'event-leave-word',
    title: '活动：请假',
    who: 'young',
    go: fresh(
      async (stage) => {
        const event = await stage.fresh({ ...TOMORROW, title: '书院晨读' }, stage.people.young)
        const { kysely } = stage.town.database
        const now = new Date(stage.town.now())
        await kysely.updateTable('event').set({ enroll_until: now }).where('event_id', '=', event.id).execute()
        return event
      },
      async (visitor) => {
        await visitor.tap('leave')
        await visitor.sees('leave-sheet')
      },
    ),
  },
  {
    name: 'event-rate',
    title: '活动：评价',
    who: 'young',
    on: HAND_AND_DESK,
    go: async (visitor, { events }) => {
      await visitor.visit(detail(events.done))
      await visitor.tap('star-4')
      await visitor.tap('rating-tag-useful')
    },
  },
  {
    name: 'event-object',
    title: '活动：提异议',
    who: 'young',
    on: HAND_AND_DESK,
    go: async (visitor, { events }) => {
      await visitor.visit(detail(events.closed))
      await visitor.tap('object')
      await visitor.sees('objection-sheet')
    },
  },
  {
    name: 'event-objected',
    title: '活动：提过异议',
    who: 'young',
    go: toEvent('objected'),
  },
  {
    name: 'event-offline',
    title: '活动：没有网络',
    who: 'young',
    go: cutOff((stage) => detail(stage.events.enrolled)),
  },
  {
    name: 'event-gallery',
    title: '活动：看大图',
    who: 'young',
    on: HAND_AND_DESK,
    go: async (visitor, { events }) => {
      await visitor.visit(detail(events.done))
      await visitor.tap('showcase-picture-1')
      await visitor.sees('gallery-close')
      await visitor.page.locator('.overlay-gallery img').waitFor()
    },
  },
  {
    name: 'youth-home',
    title: '青年之家',
    who: 'young',
    on: HAND_AND_DESK,
    go: async (visitor, { town }) => visitor.visit(await youthHome(town)),
  },
  { name: 'inbox', title: '消息', who: 'young', on: HAND_AND_DESK, go: to(PAGE.inbox) },
  { name: 'inbox-offline', title: '消息：没有网络', who: 'young', go: cutOff(() => PAGE.inbox) },
  { name: 'inbox-empty', title: '消息：空', who: 'newcomer', go: to(PAGE.inbox) },
  { name: 'event-unknown', title: '活动：没有这一场', who: 'young', go: to('/packages/events/detail/index?code=0000000000') },
  { name: 'scan', title: '扫码签到：没有相机', who: 'young', on: HAND_AND_DESK, go: to(PAGE.scan) },
  {
    name: 'scan-closed',
    title: '扫码签到：关了相机',
    who: 'young',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await visitor.visit(PAGE.scan)
      await visitor.tap('scan-close')
      await visitor.sees('open-camera')
    },
  },
  {
    name: 'logout',
    title: '我的：退出登录',
    who: 'young',
    go: async (visitor) => {
      await visitor.visit(PAGE.me)
      await visitor.tap('logout')
      await visitor.sees('confirm-ok')
    },
  },
]

const RESULTS: readonly Screen[] = [
  {
    name: 'result-signed-in',
    title: '结果：签到成功',
    who: 'young',
    on: HAND_AND_DESK,
    go: result(async (stage) => stage.town.linkOf(await stage.fresh({}, stage.people.young))),
  },
  {
    name: 'result-tardy',
    title: '结果：来晚了',
    who: 'young',
    go: result(async (stage) => stage.town.linkOf(await stage.fresh({ startsAt: instantOf('2026-11-21', '14:25') }, stage.people.young))),
  },
  { name: 'result-repeat', title: '结果：签过了', who: 'young', go: result(async ({ town, events }) => town.linkOf(events.inside)) },
  {
    name: 'result-signed-out',
    title: '结果：签退成功',
    who: 'young',
    go: result(async (stage) => {
      const event = await stage.fresh({ startsAt: instantOf('2026-11-21', '14:30') }, stage.people.young)
      await scan(stage.town, stage.people.young, event, 'sign_in')
      return stage.town.linkOf(event, 'sign_out')
    }),
  },
  {
    name: 'result-saved',
    title: '结果：已存在手机',
    who: 'young',
    go: async (visitor, stage) => scanOffline(visitor, stage.town.linkOf(await stage.fresh({}, stage.people.young))),
  },
  {
    name: 'result-saved-again',
    title: '结果：已经存在手机了',
    who: 'young',
    go: async (visitor, stage) => {
      const link = stage.town.linkOf(await stage.fresh({}, stage.people.young))
      await scanOffline(visitor, link)
      await visitor.move(`${PAGE.scan}?q=${encodeURIComponent(link)}&again=1`)
      await visitor.reads('result-title', '已经')
    },
  },
  {
    name: 'outbox-saved',
    title: '存在手机的记录：没送达',
    who: 'young',
    on: HAND_AND_DESK,
    go: async (visitor, stage) => {
      await visitor.visit(PAGE.outbox)
      await visitor.settled()
      await scanOffline(visitor, stage.town.linkOf(await stage.fresh({}, stage.people.young)))
      await visitor.move(PAGE.outbox)
      await visitor.sees('outbox-saved')
    },
  },
  {
    name: 'result-delayed',
    title: '结果：已送达，等确认',
    who: 'young',
    go: async (visitor, stage) => {
      const event = await stage.fresh({ startsAt: instantOf('2026-11-21', '14:40') }, stage.people.young)
      await visitor.visit(PAGE.scan)
      await visitor.sees('choose-photo')
      await visitor.ail('down')
      await visitor.move(`${PAGE.scan}?q=${encodeURIComponent(stage.town.linkOf(event, 'sign_in', stage.town.now() - 4 * MINUTE_MS))}`)
      await visitor.reads('result-title', '已存在手机')
      await visitor.ail(null)
      await visitor.move(`${PAGE.scan}?q=${encodeURIComponent(stage.town.linkOf(event))}&again=1`)
      await visitor.reads('result-title', '已送达')
    },
  },
  { name: 'outbox-delivered', title: '存在手机的记录：已送达', who: 'young', go: to(PAGE.outbox) },
  {
    name: 'result-expired',
    title: '结果：码过期了',
    who: 'young',
    go: result(async ({ town, events }) => town.linkOf(events.now, 'sign_in', town.now() - 2 * MINUTE_MS)),
  },
  {
    name: 'result-forged',
    title: '结果：认不出',
    who: 'young',
    go: result(async ({ town, events }) => `${town.linkOf(events.now).slice(0, -4)}AAAA`),
  },
  {
    name: 'result-other-event',
    title: '结果：走错了',
    who: 'young',
    go: async (visitor, { town, events }) => {
      await visitor.visit(detail(events.now))
      await visitor.tap('sign-in')
      await visitor.give('scan-photo', drawPicture(town.linkOf(events.full)))
      await visitor.reads('result-title', '这是')
    },
  },
  { name: 'result-too-early', title: '结果：太早', who: 'young', go: result(async ({ town, events }) => town.linkOf(events.enrolled)) },
  { name: 'result-closed', title: '结果：签到结束', who: 'young', go: result(async ({ town, events }) => town.linkOf(events.missed)) },
  { name: 'result-full', title: '结果：没报名，满了', who: 'young', go: result(async ({ town, events }) => town.linkOf(events.full)) },
  { name: 'result-cancelled', title: '结果：取消了', who: 'young', go: result(async ({ town, events }) => town.linkOf(events.cancelled)) },
  {
    name: 'result-not-signed-in',
    title: '结果：没签到就签退',
    who: 'young',
    go: result(async ({ town, events }) => town.linkOf(events.now, 'sign_out')),
  },
  {
    name: 'result-sign-out-closed',
    title: '结果：签退结束',
    who: 'young',
    go: result(async ({ town, events }) => town.linkOf(events.forgot, 'sign_out', town.now())),
  },
  {
    name: 'sending',
    title: '正在签到',
    who: 'young',
    still: true,
    go: async (visitor, stage) => {
      const link = stage.town.linkOf(await stage.fresh({}, stage.people.young))
      await visitor.ail('silent')
      await visitor.visit(link)
      await visitor.sees('sending')
    },
  },
]

const NEWCOMERS: readonly Screen[] = [
  { name: 'home-guest', title: '首页：没登录', who: 'nobody', on: HAND_AND_DESK, go: to(PAGE.home) },
  { name: 'me-guest', title: '我的：没登录', who: 'nobody', go: to(PAGE.me) },
  { name: 'login', title: '登录', who: 'nobody', on: HAND_AND_DESK, go: to(PAGE.login) },
  { name: 'hours-guest', title: '我的时长：没登录', who: 'nobody', go: to(PAGE.hours) },
  { name: 'workbench-guest', title: '工作台：没登录', who: 'nobody', on: HAND_AND_DESK, go: to(PAGE.today) },
  { name: 'home-new', title: '首页：新来的', who: 'newcomer', go: to(PAGE.home) },
  { name: 'me-new', title: '我的：新来的', who: 'newcomer', go: to(PAGE.me) },
  { name: 'hours-new', title: '我的时长：还没有', who: 'newcomer', go: to(PAGE.hours) },
  { name: 'credits-new', title: '我的学分：还没有', who: 'newcomer', go: to(PAGE.credits) },
  { name: 'workbench-refused', title: '工作台：不是团干部', who: 'newcomer', on: HAND_AND_DESK, go: to(PAGE.today) },
]

const OFFICERS: readonly Screen[] = [
  { name: 'workbench', title: '工作台', who: 'secretary', on: HAND_AND_DESK, go: to(PAGE.today) },
  { name: 'workbench-quiet', title: '工作台：没有事', who: 'beginner', on: HAND_AND_DESK, go: to(PAGE.today) },
  ...(['now', 'coming', 'to_close', 'past'] as const).map((when): Screen => ({
    name: `managed-${when}`,
    title: `全部活动：${when}`,
    who: 'secretary',
    on: HAND_AND_DESK,
    go: to(`${PAGE.managed}?when=${when}`),
  })),
  { name: 'managed-empty', title: '全部活动：没有', who: 'beginner', on: HAND_AND_DESK, go: to(`${PAGE.managed}?when=coming`) },
  { name: 'publish', title: '发布活动', who: 'secretary', on: HAND_AND_DESK, go: to(PAGE.publish) },
  {
    name: 'publish-wrong',
    title: '发布活动：没填好',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await visitor.visit(PAGE.publish)
      await atStep(visitor, 'presence')
      await visitor.turn('publish-hours')
      if (await visitor.at('publish-next').count()) await visitor.tap('publish-next')
      else await visitor.tap('publish-submit')
      await visitor.sees('publish-error')
    },
  },
  {
    name: 'publish-when',
    title: '发布活动：系列和班次',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await visitor.visit(PAGE.publish)
      await visitor.write('publish-title', '周末图书整理')
      await atStep(visitor, 'when')
      await visitor.choose('publish-home', HOME)
      await visitor.choose('publish-series', '隔周周六')
      await visitor.tap('series-2026-12-12')
      await visitor.tap('add-shift')
    },
  },
  {
    name: 'publish-homes',
    title: '发布活动：几个青年之家',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await newForm(visitor)
      await atStep(visitor, 'when')
      await visitor.tap('publish-also-homes')
      await visitor.sees('also-homes')
    },
  },
  {
    name: 'publish-who',
    title: '发布活动：谁能来',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await newForm(visitor)
      await atStep(visitor, 'who')
      await visitor.tap('publish-quick-other')
      await visitor.write('publish-places-text', '1200')
      await visitor.turn('publish-enroll-ends')
      await visitor.tap('publish-lots-more')
      await visitor.turn('publish-lots')
    },
  },
  {
    name: 'publish-presence',
    title: '发布活动：时长和签到',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await newForm(visitor)
      await atStep(visitor, 'presence')
      if (!(await visitor.at('not-volunteering').count())) await visitor.turn('publish-hours')
      await visitor.tap('not-paid')
      await visitor.turn('publish-credits')
      await visitor.tap('publish-more')
    },
  },
  {
    name: 'publish-look',
    title: '发布活动：样子',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await newForm(visitor)
      await visitor.write('publish-title', '新年灯会志愿引导')
      await atStep(visitor, 'look')
      await visitor.write('publish-summary', SUMMARY)
    },
  },
  {
    name: 'publish-copy',
    title: '发布活动：抄一场以前的',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await newForm(visitor)
      await visitor.tap('copy-earlier')
      await visitor.sees('copy-sheet')
    },
  },
  {
    name: 'publish-restored',
    title: '发布活动：接着写',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await newForm(visitor)
      await visitor.write('publish-title', '周末图书整理')
      await visitor.settled()
      await visitor.reopen(PAGE.publish)
      await visitor.sees('publish-restored')
    },
  },
  {
    name: 'published',
    title: '发布了',
    who: 'officer',
    on: HAND_AND_DESK,
    go: publishNow,
  },
  {
    name: 'published-picture',
    title: '发布了：分享图',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await publishNow(visitor)
      await visitor.tap('share-picture')
      await visitor.sees('share-drawn')
    },
  },
  {
    name: 'edit',
    title: '修改活动：时间变了',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, { events }) => {
      await visitor.visit(`${PAGE.publish}?eventId=${events.enrolled.id}`)
      await visitor.page.locator('input#publish-day').fill('2026-11-23')
      await visitor.sees('edit-tells')
    },
  },
  {
    name: 'paste-list',
    title: '粘贴接龙',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, { events }) => visitor.visit(pasteList(events.coming)),
  },
  {
    name: 'paste-long',
    title: '粘贴接龙：两千行',
    who: 'officer',
    go: async (visitor, { events }) => {
      await visitor.visit(pasteList(events.coming))
      await visitor.write('paste-text', Array.from({ length: 2_000 }, (_, n) => `${n + 1}. 王旭`).join('\n'))
      await visitor.tap('paste-match')
      await visitor.page.locator('.field__error, #paste-counts').filter({ visible: true }).first().waitFor()
    },
  },
  {
    name: 'paste-lines',
    title: '粘贴接龙：认出来的',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, { events }) => {
      await visitor.visit(pasteList(events.coming))
      await visitor.write('paste-text', '#接龙 旧书换绿植\n1. 王旭\n2. 陈思宇+1\n3. 我奶奶也想来\n4. 王旭\n5. 李晓雨')
      await visitor.tap('paste-match')
      await visitor.sees('paste-counts')
    },
  },
  { name: 'review', title: '审核活动', who: 'secretary', on: HAND_AND_DESK, go: toReview('/packages/publishing/review/index') },
  {
    name: 'review-event',
    title: '审核活动：一场',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor, stage) => {
      await toReview('/packages/publishing/review/index')(visitor, stage)
      await visitor.page.locator('[id^=review-0]').filter({ visible: true }).first().click()
      await visitor.sees('review-event')
    },
  },
  {
    name: 'review-return',
    title: '审核活动：退回',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor, stage) => {
      await toReview('/packages/publishing/review/index')(visitor, stage)
      await visitor.page.locator('[id^=review-0]').filter({ visible: true }).first().click()
      await visitor.tap('review-return')
      await visitor.sees('return-sheet')
    },
  },
  { name: 'review-not-mine', title: '审核活动：归书记', who: 'officer', on: HAND_AND_DESK, go: to('/packages/publishing/review/index') },
  { name: 'org-settings', title: '组织设置', who: 'secretary', on: HAND_AND_DESK, go: to('/packages/workbench/settings/index') },
  {
    name: 'org-settings-why',
    title: '组织设置：为什么改',
    who: 'secretary',
    go: async (visitor) => {
      await visitor.visit('/packages/workbench/settings/index')
      await visitor.turn('setting-review')
      await visitor.sees('why-sheet')
    },
  },
  { name: 'publish-no-home', title: '发布活动：没有家', who: 'beginner', on: HAND_AND_DESK, go: to(PAGE.publish) },
  { name: 'door', title: '门口名单', who: 'secretary', on: HAND_AND_DESK, go: toLaid(door, 'running') },
  { name: 'door-before', title: '门口名单：还没开始', who: 'secretary', on: HAND_AND_DESK, go: toLaid(door, 'tomorrow') },
  {
    name: 'door-share',
    title: '门口名单：大屏链接',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor, { laid }) => {
      await visitor.visit(door(laid.running))
      await visitor.tap('share-screen')
      await visitor.sees('screen-link')
    },
  },
  {
    name: 'door-cancel',
    title: '门口名单：取消活动',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor, { laid }) => {
      await visitor.visit(door(laid.tomorrow))
      await visitor.tap('cancel-event')
      await visitor.sees('cancel-reason')
    },
  },
  {
    name: 'door-cancelled',
    title: '门口名单：取消了',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: (visitor, { events }) => visitor.visit(door(events.cancelled.id)),
  },
  { name: 'closing', title: '完结', who: 'secretary', on: HAND_AND_DESK, go: toLaid(closing, 'toClose') },
  {
    name: 'closing-chosen',
    title: '完结：处理好',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor, { laid }) => {
      await visitor.visit(closing(laid.toClose))
      await visitor.settled()
      for (const id of ['closing-confirm-all', 'closing-left-all']) if (await visitor.at(id).count()) await visitor.tap(id)
    },
  },
  {
    name: 'closing-question',
    title: '完结：问一次',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor, { laid }) => {
      await visitor.visit(closing(laid.toClose))
      await visitor.tap('close-submit')
      await visitor.sees('confirm-ok')
    },
  },
  { name: 'closing-early', title: '完结：还没结束', who: 'secretary', on: HAND_AND_DESK, go: toLaid(closing, 'running') },
  { name: 'closing-closed', title: '完结：已完结', who: 'secretary', on: HAND_AND_DESK, go: toLaid(closing, 'closed') },
  { name: 'closing-objection', title: '完结：异议', who: 'secretary', on: HAND_AND_DESK, go: toObjection },
  {
    name: 'closing-answer',
    title: '完结：答复异议',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor, stage) => {
      await toObjection(visitor, stage)
      await visitor.page.locator('[id^=answer-]').filter({ visible: true }).first().click()
      await visitor.sees('answer-sheet')
    },
  },
  { name: 'showcase', title: '活动展示：还没写', who: 'secretary', on: HAND_AND_DESK, go: toLaid(showcase, 'toClose') },
  {
    name: 'showcase-written',
    title: '活动展示：写好',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor, { town, people, laid }) => {
      const text = '27 个人、两个半小时，把河边的 40 袋垃圾带了回来。下个月第二个周六还来。'
      await town.call(people.secretary, 'events.saveShowcase', { eventId: laid.closed, text, pictures: [] })
      await visitor.visit(showcase(laid.closed))
      await visitor.sees('showcase-save')
    },
  },
]

/** What officers look after besides events. */
const CARE: readonly Screen[] = [
  { name: 'homes-care', title: '青年之家', who: 'secretary', on: HAND_AND_DESK, go: to(PAGE.homesCare) },
  { name: 'home-care', title: '青年之家：一个', who: 'officer', on: HAND_AND_DESK, go: toFirstHome },
  {
    name: 'home-care-resident',
    title: '青年之家：添加入驻组织',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, stage) => {
      await toFirstHome(visitor, stage)
      await visitor.tap('resident-add')
      await visitor.sees('resident-save')
    },
  },
  { name: 'homes-care-none', title: '青年之家：没有', who: 'beginner', on: HAND_AND_DESK, go: to(PAGE.homesCare) },
  { name: 'clocks', title: '定期要做的', who: 'secretary', on: HAND_AND_DESK, go: to(PAGE.clocks) },
  {
    name: 'clocks-new',
    title: '定期要做的：新设一项',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await visitor.visit(PAGE.clocks)
      await visitor.tap('clock-new')
      await visitor.sees('clock-save')
    },
  },
  {
    name: 'clocks-turn',
    title: '定期要做的：办过了',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, { town, people }) => {
      const orgId = await officersOrg(town, people.officer)
      const day = '2026-08-20'
      const { id } = await town.call(people.officer, 'homes.saveClock', {
        orgId,
        kind: 'study_society',
        name: '青年学习社',
        startedOn: day,
      })
      await visitor.visit(PAGE.clocks)
      await visitor.tap(`turn-${id}`)
      await visitor.sees('turn-save')
    },
  },
  { name: 'clocks-none', title: '定期要做的：没有', who: 'beginner', on: HAND_AND_DESK, go: to(PAGE.clocks) },
  { name: 'models', title: '示范青年之家', who: 'secretary', on: HAND_AND_DESK, go: to(PAGE.models) },
  {
    name: 'models-award',
    title: '示范青年之家：授牌',
    who: 'secretary',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await visitor.visit(PAGE.models)
      await visitor.settled()
      await visitor.tap('models-ordinary')
      await visitor.page.locator('[id^=award-]').filter({ visible: true }).first().click()
      await visitor.sees('model-send')
    },
  },
  { name: 'models-none', title: '示范青年之家：没有', who: 'beginner', on: HAND_AND_DESK, go: to(PAGE.models) },
]

const SCREENS: readonly Screen[] = [
  {
    name: 'screen',
    title: '大屏',
    who: 'nobody',
    on: HAND_AND_TV,
    go: async (visitor, stage) => visitor.visit(await stage.screenLink(stage.laid.running)),
  },
  {
    name: 'screen-sign-out',
    title: '大屏：签退',
    who: 'nobody',
    on: HAND_AND_TV,
    go: async (visitor, stage) => {
      await visitor.visit(await stage.screenLink(stage.laid.running))
      await visitor.tap('screen-purpose-sign_out')
    },
  },
  {
    name: 'screen-offline',
    title: '大屏：断网',
    who: 'nobody',
    on: HAND_AND_TV,
    go: async (visitor, stage) => {
      await visitor.visit(await stage.screenLink(stage.laid.running))
      await visitor.reads('screen-network', '在线')
      await visitor.context.setOffline(true)
      await visitor.reads('screen-network', '离线')
    },
  },
  {
    name: 'screen-early',
    title: '大屏：还没开始',
    who: 'nobody',
    on: HAND_AND_TV,
    go: async (visitor, stage) => visitor.visit(await stage.screenLink(stage.laid.tomorrow)),
  },
  {
    name: 'screen-over',
    title: '大屏：结束了',
    who: 'secretary',
    on: HAND_AND_TV,
    go: async (visitor, { laid }) => {
      await visitor.visit(bigScreen(laid.closed))
      await visitor.sees('screen-over')
    },
  },
  {
    name: 'screen-refused',
    title: '大屏：链接过期',
    who: 'nobody',
    on: HAND_AND_TV,
    go: (visitor, { laid }) => visitor.visit(`${bigScreen(laid.running)}&pass=AAAAAAAAAAAAAAAAAAAAAA`),
  },
]

/** What leaves a scan on the phone that is good for ten minutes: after all others. */
const TICKETS: readonly Screen[] = [
  {
    name: 'result-walk-in',
    title: '结果：报名并签到',
    who: 'young',
    go: result(async (stage) => stage.town.linkOf(await stage.fresh({ places: 12 }))),
  },
  {
    name: 'scan-login',
    title: '扫码后登录',
    who: 'nobody',
    on: HAND_AND_DESK,
    go: async (visitor, { town, events }) => {
      await visitor.visit(town.linkOf(events.now))
      await visitor.sees('scan-kept')
    },
  },
  {
    name: 'home-kept-scan',
    title: '首页：扫了还没登录',
    who: 'nobody',
    go: async (visitor, { town, events }) => {
      await visitor.visit(town.linkOf(events.now))
      await visitor.sees('scan-kept')
      await visitor.visit(PAGE.home)
      await visitor.sees('kept-scan')
    },
  },
  {
    name: 'consent',
    title: '扫码后同意',
    who: 'nobody',
    on: HAND_AND_DESK,
    go: async (visitor, { town, events }) => {
      const somebody = await town.newcomer('何一鸣')
      await visitor.visit(town.linkOf(events.now))
      await visitor.tap(`demo-${somebody.id}`)
      await visitor.sees('consent-name')
    },
  },
]

/** Holds somebody's 我的码 up to an officer's phone, as a photo: there is no camera here. */
async function holdUp(visitor: Visitor, { town }: Stage, eventId: string, who: Townsman): Promise<void> {
  const { pass } = await town.call(who, 'attendance.pass', {})
  await visitor.visit(reverseScan(eventId))
  await visitor.sees('no-viewfinder')
  await visitor.give('scan-photo-one', drawPicture(pass))
  await visitor.sees('verdict-title')
}

/** What an officer's phone does at the door, and what people hold up to it. */
const AT_THE_DOOR: readonly Screen[] = [
  { name: 'pass', title: '我的码', who: 'young', on: HAND_AND_DESK, go: to(PAGE.pass) },
  {
    name: 'pass-expired',
    title: '我的码：过期了',
    who: 'young',
    go: async (visitor) => {
      await visitor.visit(PAGE.pass)
      await visitor.sees('pass-qr')
      await visitor.page.evaluate(() => {
        const key = 'youyue:attendance.pass'
        const kept = JSON.parse(localStorage.getItem(key)!) as { pass: { expiresAt: number } }
        kept.pass.expiresAt -= 8 * 86_400_000
        localStorage.setItem(key, JSON.stringify(kept))
      })
      await visitor.ail('down')
      await visitor.reopen(PAGE.pass)
      await visitor.sees('pass-expired')
    },
  },
  {
    name: 'result-pass',
    title: '结果：扫到「我的码」',
    who: 'young',
    go: result(async ({ town, people }) => (await town.call(people.young, 'attendance.pass', {})).pass),
  },
  {
    name: 'door-person',
    title: '门口名单：手动登记',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, { events, people }) => {
      await visitor.visit(door(events.now.id))
      await visitor.tap(`person-${people.young.id}`)
      await visitor.sees('manual-submit')
    },
  },
  {
    name: 'door-offline',
    title: '门口名单：没有网络',
    who: 'officer',
    go: async (visitor, { events }) => {
      await visitor.visit(door(events.now.id))
      await visitor.sees('door-count')
      await visitor.settled()
      await visitor.context.setOffline(true)
      await visitor.sees('network-banner')
    },
  },
  {
    name: 'reverse-scan',
    title: '扫「我的码」：没有相机',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, { events }) => {
      await visitor.visit(reverseScan(events.now.id))
      await visitor.sees('no-viewfinder')
    },
  },
  {
    name: 'verdict-in',
    title: '扫「我的码」：请进',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, stage) => {
      const event = await stage.fresh({}, stage.people.young)
      await holdUp(visitor, stage, event.id, stage.people.young)
    },
  },
  {
    name: 'verdict-ask',
    title: '扫「我的码」：没有报名',
    who: 'officer',
    go: async (visitor, stage) => holdUp(visitor, stage, (await stage.fresh()).id, stage.people.young),
  },
  {
    name: 'verdict-repeat',
    title: '扫「我的码」：签过了',
    who: 'officer',
    go: (visitor, stage) => holdUp(visitor, stage, stage.events.inside.id, stage.people.young),
  },
  {
    name: 'verdict-none',
    title: '扫「我的码」：不是我的码',
    who: 'officer',
    go: async (visitor, { events }) => {
      await visitor.visit(reverseScan(events.now.id))
      await visitor.sees('no-viewfinder')
      await visitor.give('scan-photo-one', drawPicture('https://example.com/menu'))
      await visitor.sees('verdict-title')
    },
  },
  {
    name: 'verdict-offline',
    title: '扫「我的码」：没有网络',
    who: 'officer',
    go: async (visitor, stage) => {
      const event = await stage.fresh({}, stage.people.young)
      const { pass } = await stage.town.call(stage.people.young, 'attendance.pass', {})
      await visitor.openUntilCutOff(reverseScan(event.id), 'no-viewfinder')
      await visitor.give('scan-photo-one', drawPicture(pass))
      await visitor.sees('verdict-title')
    },
  },
  {
    name: 'roll-call-offline',
    title: '点名：没有网络',
    who: 'officer',
    go: async (visitor, stage) => {
      const event = await stage.fresh({}, stage.people.young, stage.people.newcomer)
      await visitor.visit(rollCall(event.id))
      await visitor.sees('roll-submit')
      await visitor.settled()
      await visitor.context.setOffline(true)
      await visitor.tap('roll-submit')
      await visitor.tap('confirm-ok')
      await visitor.sees('roll-result-title')
    },
  },
  { name: 'roll-call', title: '点名', who: 'secretary', on: HAND_AND_DESK, go: toLaid(rollCall, 'tomorrow') },
  {
    name: 'roll-call-photo',
    title: '点名：拍了合影',
    who: 'officer',
    go: async (visitor, stage) => {
      const event = await stage.fresh({}, stage.people.young, stage.people.newcomer)
      await visitor.visit(rollCall(event.id))
      await visitor.give('take-photo', drawPicture('一张合影'))
      await visitor.sees('roll-picture')
    },
  },
  {
    name: 'roll-call-paper',
    title: '纸质签到表：没拍照',
    who: 'officer',
    go: async (visitor, stage) => {
      const event = await stage.fresh({}, stage.people.young)
      await visitor.visit(rollCall(event.id, 'paper'))
      await visitor.tap(`roll-${stage.people.young.id}`)
      await visitor.tap('roll-submit')
      await visitor.sees('roll-problem')
    },
  },
  {
    name: 'roll-call-done',
    title: '点名：登记好了',
    who: 'officer',
    go: async (visitor, stage) => {
      const event = await stage.fresh({}, stage.people.young, stage.people.newcomer)
      await visitor.visit(rollCall(event.id))
      await visitor.tap('roll-submit')
      await visitor.tap('confirm-ok')
      await visitor.sees('roll-result-title')
    },
  },
  { name: 'field-pack', title: '下乡包：还没带', who: 'officer', on: HAND_AND_DESK, go: to(PAGE.fieldPack) },
  {
    name: 'field-pack-carried',
    title: '下乡包：带上了',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await visitor.visit(PAGE.fieldPack)
      await visitor.tap('field-submit')
      await visitor.page.locator('[id^=pack-]').filter({ visible: true }).first().waitFor()
    },
  },
  {
    name: 'helpers',
    title: '签到人员：请谁',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, { events }) => {
      await visitor.visit(helpers(events.now.id))
      await visitor.tap('helper-choose')
      await visitor.sees('helper-sheet')
    },
  },
  {
    name: 'helpers-asked',
    title: '签到人员：请好了',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor, stage) => {
      const event = await stage.fresh({}, stage.people.young, stage.people.host)
      await stage.town.call(stage.people.officer, 'attendance.appointHelper', { eventId: event.id, personId: stage.people.young.id })
      await visitor.visit(helpers(event.id))
      await visitor.sees(`helper-${stage.people.young.id}`)
    },
  },
  {
    name: 'cards-event',
    title: '打印纸质卡：一场活动',
    who: 'officer',
    go: (visitor, { events }) => visitor.visit(`${PAGE.cards}?eventId=${events.now.id}`),
  },
  { name: 'cards', title: '打印纸质卡', who: 'secretary', on: HAND_AND_DESK, go: to(PAGE.cards) },
]

const DUTIES: readonly Screen[] = [
  { name: 'duty-plan', title: '面对面排班', who: 'officer', on: HAND_AND_DESK, go: to(PAGE.plan) },
  { name: 'duty-plan-county', title: '面对面排班：县里看', who: 'secretary', on: HAND_AND_DESK, go: to(PAGE.plan) },
  { name: 'duty-plan-nothing', title: '面对面排班：还没排', who: 'beginner', on: HAND_AND_DESK, go: to(PAGE.plan) },
  { name: 'duty-plan-move', title: '面对面排班：改期', who: 'officer', on: HAND_AND_DESK, go: planned('改期或换地点', 'move-sheet') },
  { name: 'duty-plan-host', title: '面对面排班：换人', who: 'officer', on: HAND_AND_DESK, go: planned('换人接待', 'host-sheet') },
  { name: 'duty-plan-cancel', title: '面对面排班：取消', who: 'officer', on: HAND_AND_DESK, go: planned('取消这一场', 'cancel-sheet') },
  {
    name: 'duty-rota',
    title: '每周怎么排',
    who: 'officer',
    on: HAND_AND_DESK,
    go: async (visitor) => {
      await visitor.visit(PAGE.plan)
      await visitor.page.locator('[id^=rota-0]').filter({ visible: true }).first().click()
      await visitor.sees('rota-sentence')
    },
  },
  { name: 'duty-rota-new', title: '每周怎么排：新的', who: 'secretary', on: HAND_AND_DESK, go: to(PAGE.rota) },
  { name: 'duty-reception', title: '接待：正在进行', who: 'officer', on: HAND_AND_DESK, go: toReception('running') },
  { name: 'duty-reception-over', title: '接待：没来的', who: 'officer', on: HAND_AND_DESK, go: toReception('past') },
  { name: 'duty-code', title: '接待：签到码', who: 'officer', on: HAND_AND_DESK, go: toReception('running', 'open-code', 'duty-qr') },
  { name: 'duty-scan', title: '接待：扫我的码', who: 'officer', on: HAND_AND_DESK, go: toReception('running', 'open-scan', 'scan-sheet') },
  {
    name: 'duty-walk-in',
    title: '接待：现场来的',
    who: 'officer',
    on: HAND_AND_DESK,
    go: toReception('running', 'open-walk-in', 'walk-in-sheet'),
  },
  { name: 'duty-hosting', title: '我的值班', who: 'officer', on: HAND_AND_DESK, go: to(PAGE.hosting) },
  {
    name: 'duty-card',
    title: '我的值班：我的介绍',
    who: 'officer',
    go: async (visitor) => {
      await visitor.visit(PAGE.hosting)
      await visitor.tap('card-edit')
      await visitor.sees('card-sheet')
    },
  },
]

/** Every list and page once while it waits and once when nothing came. */
const TROUBLES: readonly Screen[] = (
  [
    ['home', '首页', 'young', ['hand'], to(PAGE.home)],
    ['events', '活动', 'young', ['hand'], to(PAGE.events)],
    ['meetings', '面对面', 'young', ['hand'], to(PAGE.meetings)],
    ['me', '我的', 'young', ['hand'], to(PAGE.me)],
    ['hours', '我的时长', 'young', ['hand'], to(PAGE.hours)],
    ['credits', '我的学分', 'young', ['hand'], to(PAGE.credits)],
    ['event', '活动详情', 'young', ['hand'], toEvent('coming')],
    ['inbox', '消息', 'young', ['hand'], to(PAGE.inbox)],
    ['youth-home', '青年之家', 'young', ['hand'], async (visitor: Visitor, { town }: Stage) => visitor.visit(await youthHome(town))],
    ['login', '登录', 'nobody', ['hand'], to(PAGE.login)],
    ['workbench', '工作台', 'secretary', HAND_AND_DESK, to(PAGE.today)],
    ['managed', '全部活动', 'secretary', HAND_AND_DESK, to(PAGE.managed)],
    ['publish', '发布活动', 'secretary', HAND_AND_DESK, to(PAGE.publish)],
    ['door', '门口名单', 'secretary', HAND_AND_DESK, toLaid(door, 'running')],
    ['closing', '完结', 'secretary', HAND_AND_DESK, toLaid(closing, 'toClose')],
    ['review', '审核活动', 'secretary', HAND_AND_DESK, to('/packages/publishing/review/index')],
    ['org-settings', '组织设置', 'secretary', HAND_AND_DESK, to('/packages/workbench/settings/index')],
    ['showcase', '活动展示', 'secretary', ['hand'], toLaid(showcase, 'toClose')],
    ['roll-call', '点名', 'secretary', ['hand'], toLaid(rollCall, 'tomorrow')],
    ['reverse-scan', '扫「我的码」', 'secretary', ['hand'], toLaid(reverseScan, 'running')],
    ['helpers', '签到人员', 'secretary', ['hand'], toLaid(helpers, 'tomorrow')],
    ['homes-care', '青年之家', 'secretary', HAND_AND_DESK, to(PAGE.homesCare)],
    ['clocks', '定期要做的', 'secretary', HAND_AND_DESK, to(PAGE.clocks)],
    ['models', '示范青年之家', 'secretary', HAND_AND_DESK, to(PAGE.models)],
    ['duty-plan', '面对面排班', 'officer', HAND_AND_DESK, to(PAGE.plan)],
    ['duty-reception', '接待', 'officer', HAND_AND_DESK, toReception('running')],
    ['duty-hosting', '我的值班', 'officer', ['hand'], to(PAGE.hosting)],
    ['screen', '大屏', 'secretary', HAND_AND_TV, toLaid(bigScreen, 'running')],
  ] as const
).flatMap(([name, title, who, on, go]): Screen[] => [
  { name: `${name}-loading`, title: `${title}：正在来`, who, on, still: true, go: waiting(go) },
  { name: `${name}-error`, title: `${title}：没连上`, who, on, go: failing(go) },
])

const OFFLINE: readonly Screen[] = [
  {
    name: 'home-offline',
    title: '首页：没有网络',
    who: 'young',
    go: async (visitor) => {
      await visitor.visit(PAGE.events)
      await visitor.settled()
      await visitor.visit(PAGE.home)
      await visitor.settled()
      await visitor.context.setOffline(true)
      await visitor.sees('network-banner')
    },
  },
  {
    name: 'events-offline',
    title: '活动：没有网络',
    who: 'young',
    go: async (visitor) => {
      await visitor.visit(PAGE.home)
      await visitor.settled()
      await visitor.tab('活动')
      await visitor.settled()
      await visitor.tab('首页')
      await visitor.context.setOffline(true)
      await visitor.tab('活动')
      await visitor.reads('network-banner', '显示的是')
    },
  },
]

export const ALL_SCREENS: readonly Screen[] = [
  ...YOUNG,
  ...SESSION_SCREENS,
  ...CASE_SCREENS,
  ...CASEWORK_SCREENS,
  ...NEWCOMERS,
  ...OFFICERS,
  ...AT_THE_DOOR,
  ...CARE,
  ...DUTIES,
  ...SCREENS,
  ...OFFLINE,
  ...TROUBLES,
  ...RESULTS,
  ...TICKETS,
]
