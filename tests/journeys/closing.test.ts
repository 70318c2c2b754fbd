import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser } from 'playwright-core'
import type { InputOf } from '@core/contract/procedures'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { creditText, hoursText } from '@core/rules/shared/amounts'
import { instantOf } from '@core/rules/shared/calendar'
import { xmlParts } from '@cloud/services/printing/_unzip'
import { routes } from '@/platform/navigation/routes'
import { drawPicture } from '../browser/qr'
import type { Town, TownEvent, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { firstCard } from './_door'
import { layGround, type Ground } from './_ground'
import { followMessage, openInbox } from './_inbox'
import { story } from './_story'

const TITLE = '护河半日'
const at = (clock: string) => instantOf('2026-11-21', clock)
/** The two parts of the event that people enroll for. */
const WHOLE = 1
const SETTING_UP = 2

/** Everybody who is somehow different at the end of the day. */
const CAST = {
  /** Scanned the screen when she came and when she went. */
  scanned: '李晓雨',
  /** The same, with a phone that somebody else had used. */
  lender: '常乐',
  /** Held up 我的码, both times. */
  showed: '邓一诺',
  /** Enrolled for setting up alone, and stayed all afternoon. */
  early: '范思远',
  /** Went after an hour and a quarter. */
  short: '王旭',
  /** Served somewhere else at the same time, as the ledger knows. */
  twice: '韩越',
  /** Had no network all day. */
  delayed: '贾宁',
  /** Had none either, and scanned with the phone of the lender. */
  borrower: '康乐',
  /** Had none, and had not enrolled. */
  unexpected: '雷鸣',
  /** Forgot to sign out. */
  forgetful: '孟夏',
  /** Forgot too, and said when it was. */
  honest: '倪安',
  called: '庞博',
  byHand: '秦朗',
  withCard: '任远',
  onPaper: '沈舟',
  atPoster: '唐果',
  absent: '万里',
  onLeave: '严冬',
} as const
type Role = keyof typeof CAST

/** 完结: what an officer finds at the end of a day on which everything happened, and what comes after it. */
describe('the end of a day', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let event: TownEvent
  let officer: Townsman
  const cast = {} as Record<Role, Townsman>
  let hand: Visitor
  let desk: Visitor
  let phone: Visitor

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    officer = await town.person('陈静')
    // Those with a phone in this story can be logged in as; the others join.
    for (const role of ['scanned', 'short'] as const) cast[role] = await town.person(CAST[role])
    for (const [role, name] of Object.entries(CAST) as [Role, string][]) {
      if (role in cast) continue
      cast[role] = await town.newcomer(name)
      await town.call(cast[role], 'people.consent', { name, privacyVersion: 1 })
    }
    await playTheDay()
  })

  afterAll(() => ground?.clear())

  const kysely = () => town.database.kysely
  type Entry = InputOf<'attendance.record'>['entries'][number]
  const record = (entries: Partial<Entry>[], purpose: 'sign_in' | 'sign_out') =>
    town.call(officer, 'attendance.record', {
      eventId: event.id,
      entries: entries.map((entry) => ({ purpose, by: 'pass', reason: '', at: town.now(), ...entry })),
    })

  /** The code of the screen at a clock time, given at once or by a phone that was off line. */
  function scan(role: Role | Townsman, of: TownEvent, purpose: 'sign_in' | 'sign_out', late?: { clock: string; phoneOf?: Role }) {
    const who = typeof role === 'string' ? cast[role] : role
    const code = codeFor(of.secret, purpose, of, stepOf(late ? at(late.clock) : town.now()))
    return town.call(who, 'attendance.scan', { code, delivery: late ? 'stored' : 'live' }, late?.phoneOf ? cast[late.phoneOf] : who)
  }

  async function playTheDay(): Promise<void> {
    event = await town.publish(officer, '东关青年之家', {
      title: TITLE,
      poster: true,
      enrollUntil: at('13:44'),
      shifts: [
        { n: null, label: '全程', from: at('14:00'), to: at('17:00'), places: 30 },
        { n: null, label: '布置', from: at('14:00'), to: at('15:00'), places: 5 },
      ],
    })
    const enroll = (who: Townsman, shift = WHOLE) => town.call(who, 'events.enroll', { eventId: event.id, shift })
    await enroll(cast.withCard)
    const { org_id: orgId } = await kysely().selectFrom('event').select('org_id').where('event_id', '=', event.id).executeTakeFirstOrThrow()
    const cards = await town.call(officer, 'attendance.cards', { orgId, eventId: event.id, validUntil: '2026-12-31' })
    const card = firstCard(Buffer.from(cards.base64, 'base64')).code
    for (const role of Object.keys(CAST) as Role[]) {
      if (role !== 'withCard' && role !== 'unexpected') await enroll(cast[role], role === 'early' ? SETTING_UP : WHOLE)
    }
    await enroll(officer)

    const chief = await town.person('林书记')
    const elsewhere = await town.publish(chief, '青石县青年中心', { title: '值守服务台', startsAt: at('14:00'), endsAt: at('15:00') })
    await town.call(cast.twice, 'events.enroll', { eventId: elsewhere.id })

    await town.moveTo(at('13:45'))
    await town.call(cast.onLeave, 'events.leave', { eventId: event.id, reason: '临时有课' })
    for (const role of ['scanned', 'lender', 'early', 'short', 'twice', 'forgetful', 'honest'] as const) await scan(role, event, 'sign_in')
    await scan(officer, event, 'sign_in')
    await scan('twice', elsewhere, 'sign_in')
    const { pass } = await town.call(cast.showed, 'attendance.pass', {})
    await town.call(officer, 'attendance.addEvidence', {
      eventId: event.id,
      kind: 'paper_sheet',
      picture: drawPicture('签到表').toString('base64'),
      note: '',
    })
    await record(
      [
        { by: 'pass', pass },
        { by: 'card', pass: card },
        { by: 'roll_call', personId: cast.called.id },
        { by: 'manual', personId: cast.byHand.id, reason: '手机没电' },
        { by: 'paper', personId: cast.onPaper.id },
      ],
      'sign_in',
    )
    const { home_id: homeId } = await kysely()
      .selectFrom('event')
      .select('home_id')
      .where('event_id', '=', event.id)
      .executeTakeFirstOrThrow()
    const { code } = await town.call(officer, 'homes.poster', { homeId })
    await town.call(cast.atPoster, 'attendance.poster', { code, delivery: 'live', at: town.now() })

    await town.moveTo(at('15:00'))
    for (const [role, of] of [
      ['short', event],
      ['twice', elsewhere],
    ] as const)
      await scan(role, of, 'sign_out')
    await town.moveTo(at('15:05'))
    await town.call(chief, 'events.close', { eventId: elsewhere.id })

    await town.moveTo(at('17:00'))
    for (const role of ['scanned', 'lender', 'early', 'twice', 'atPoster'] as const) await scan(role, event, 'sign_out')
    await scan(officer, event, 'sign_out')
    await record(
      [
        { by: 'pass', pass },
        { by: 'card', pass: card },
        ...[cast.called, cast.byHand, cast.onPaper].map(({ id }) => ({ by: 'roll_call' as const, personId: id })),
      ],
      'sign_out',
    )
    await town.moveTo(at('17:30'))
    await scan('delayed', event, 'sign_in', { clock: '13:50' })
    await scan('delayed', event, 'sign_out', { clock: '17:00' })
    await scan('borrower', event, 'sign_in', { clock: '13:50', phoneOf: 'lender' })
    await scan('unexpected', event, 'sign_in', { clock: '13:50' })
    await town.call(cast.honest, 'attendance.proposeLeave', { eventId: event.id, leftAt: at('16:00') })
    await town.moveTo(at('18:05'))
  }

  /** Somebody's line in a group of the closing, as it is read in the hand. */
  async function stands(group: string, role: Role | Townsman, ...words: string[]): Promise<void> {
    const id = typeof role === 'string' ? cast[role].id : role.id
    let line = hand.page.locator(`#closing-${group} #line-${id}`).filter({ visible: true })
    for (const word of words) line = line.filter({ hasText: word })
    await line.waitFor()
  }

  step('lies before the officer on one screen, everything in words', async () => {
    hand = await Visitor.come(browser, town, 'phone')
    await hand.logIn(officer)
    await hand.visit(routes.closing(event.id))
    await hand.reads('closing-pending', '已报名、无异常的补送 1 人')
    await hand.reads('closing-pending', '有异常 2 人，一个一个看')
    await stands('pending', 'borrower', '同一部手机签了不止一人', '等你确认')
    await stands('pending', 'unexpected', '没有报名')
    await stands('no_sign_out', 'forgetful', '13:45 起，没有签退', '17:00', '等你填离开时间')
    await stands('no_sign_out', 'honest', '自己说 16:00 走的', '16:00')
    await stands('own', officer, '负责人自己的记录，要另一位同事看')
    await stands('held', 'short', '在场不到计划的六成，要人看一眼', '1.25 小时')
    await stands('held', 'twice', '和另一段服务时间重叠')
    await hand.tap('closing-second_approver-lines')
    await stands('second_approver', 'called', '点名签到的，时长要另一位同事确认')
    await stands('second_approver', 'byHand', '手动登记的，时长要另一位同事确认')
    await stands('second_approver', 'withCard', '出示纸质卡签到的，时长要另一位同事确认')
    await stands('second_approver', 'onPaper', '按纸质签到表登记的，时长要另一位同事确认')
    await stands('second_approver', 'atPoster', '扫海报签到的，时长要另一位同事确认')
    await hand.tap('closing-posts-lines')
    await stands('posts', 'scanned', '13:45–17:00', '3 小时')
    await stands('posts', 'lender', '同一部手机签了不止一人')
    await stands('posts', 'showed', '出示「我的码」', '3 小时')
    await stands('posts', 'early', '1 小时')
    await hand.reads('closing-evidence', '签到表')
    await hand.reads('closing-absent', '万里')
    expect(await hand.read('closing-absent')).not.toContain('严冬')
    await hand.reads('closing-subline', '5 人没处理')
  })

  step('is settled with a tap for all who are beyond doubt, one by one for the others, and all times of leaving together', async () => {
    await hand.tap('closing-confirm-all')
    await hand.tap(`confirm-${cast.borrower.id}`)
    await hand.tap('closing-left-all')
    await hand.reads('closing-subline', '1 人没处理')
    await stands('no_sign_out', 'honest', '13:45–16:00')
    const said = await hand.read('closing-headline')
    await hand.tap('close-submit')
    await hand.words('还有 1 人没处理，完结后也能补。1 人没来，记为缺席。').waitFor()
    await hand.tap('confirm-ok')
    await hand.reads('closing-headline', '已记入')

    const hours = await kysely().selectFrom('hours_entry').selectAll().where('event_id', '=', event.id).execute()
    const credits = await kysely().selectFrom('credit_entry').selectAll().where('event_id', '=', event.id).execute()
    const people = new Set([...hours, ...credits].map(({ person_id }) => person_id)).size
    const minutes = hours.reduce((sum, entry) => sum + entry.minutes, 0)
    const hundredths = credits.reduce((sum, entry) => sum + entry.hundredths, 0)
    expect(said).toBe(`将记入 ${people} 人 共 ${hoursText(minutes)} 小时、${creditText(hundredths)} 学分`)
    expect(await hand.read('closing-headline')).toBe(said.replace('将记入', '已记入'))
  })

  step('takes what was left open afterwards, and writes it down beside the rest', async () => {
    await hand.tap(`confirm-${cast.unexpected.id}`)
    await hand.reads('closing-headline', '将再记入 1 人 共 0.25 学分')
    await hand.tap('close-submit')
    await hand.tap('confirm-ok')
    await hand.reads('close-submit', '已完结')
  })

  step('has written each line where it said: the ledger, a claim for a second person, or a held one', async () => {
    const entries = await kysely().selectFrom('hours_entry').selectAll().where('event_id', '=', event.id).execute()
    const claims = await kysely().selectFrom('claim').selectAll().where('event_id', '=', event.id).execute()
    const credits = await kysely().selectFrom('credit_entry').selectAll().where('event_id', '=', event.id).execute()
    const posted = ({ id }: Townsman) => ({
      hours: entries.filter(({ person_id }) => person_id === id).map(({ minutes }) => minutes),
      claims: claims
        .filter(({ person_id }) => person_id === id)
        .map(({ kind, state, held_reason: held, minutes }) => `${kind} ${held ?? state} ${minutes}`)
        .sort(),
      credits: credits.filter(({ person_id }) => person_id === id).map(({ hundredths }) => hundredths),
    })
    const direct = (minutes: number) => ({ hours: [minutes], claims: [], credits: [25] })
    const second = (minutes: number) => ({ hours: [], claims: [`hours verified ${minutes}`], credits: [25] })
    const nothing = { hours: [], claims: [], credits: [] }
    const expected: Record<Role, object> = {
      scanned: direct(180),
      lender: direct(180),
      showed: direct(180),
      delayed: direct(180),
      early: direct(60),
      short: { hours: [], claims: ['hours short_presence 75'], credits: [] },
      twice: { hours: [], claims: ['hours overlap 180'], credits: [25] },
      borrower: second(180),
      unexpected: second(180),
      forgetful: second(180),
      honest: second(135),
      called: second(180),
      byHand: second(180),
      withCard: second(180),
      onPaper: second(180),
      atPoster: second(180),
      absent: nothing,
      onLeave: nothing,
    }
    const found = (Object.keys(CAST) as Role[]).map((role) => [role, posted(cast[role])] as const)
    expect(Object.fromEntries(found)).toEqual(expected)
    expect(posted(officer)).toEqual({ hours: [], claims: ['credit own_line 0', 'hours own_line 180'], credits: [] })
    const enrollments = await kysely().selectFrom('enrollment').select(['person_id', 'state']).where('event_id', '=', event.id).execute()
    const stateOf = (role: Role) => enrollments.find(({ person_id }) => person_id === cast[role].id)?.state
    expect([stateOf('absent'), stateOf('onLeave'), stateOf('scanned')]).toEqual(['absent', 'on_leave', 'attended'])
  })

  step('is shown to everybody in pictures and words', async () => {
    await hand.tap('open-showcase')
    await hand.write('showcase-text', '大家把河边的四十袋垃圾带了回来')
    await hand.give('showcase-picture-add', drawPicture('第一张照片'))
    await hand.sees('showcase-picture-0')
    await hand.give('showcase-picture-add', drawPicture('第二张照片'))
    await hand.sees('showcase-picture-1')
    await hand.at('showcase-picture').getByText('正在上传').first().waitFor({ state: 'detached' })
    await hand.tap('showcase-save')
    await hand.reads('showcase-card', '已公开：2 张照片、一段话')

    const outsider = await Visitor.come(browser, town, 'narrow')
    await outsider.visit(routes.event(event.code))
    await outsider.reads('event-showcase', '大家把河边的四十袋垃圾带了回来')
    await outsider.page.locator('#showcase-picture-1 img').waitFor()
    expect(await outsider.page.locator('#rating-summary').count()).toBe(0)
    expect(outsider.errors).toEqual([])
    await outsider.leave()
  })

  step('is rated by those who came, shown from the third vote on, with the words for the officer alone', async () => {
    phone = await Visitor.come(browser, town, 'phone')
    await phone.logIn(cast.scanned)
    await phone.visit(routes.event(event.code))
    await phone.tap('star-5')
    await phone.tap('rating-tag-useful')
    await phone.write('rating-word', '手套不够用')
    await phone.tap('rating-submit')
    await phone.sees('my-rating')
    await town.call(cast.showed, 'events.rate', { eventId: event.id, stars: 4, tags: ['useful'] })
    await expect(town.call(cast.absent, 'events.rate', { eventId: event.id, stars: 1 })).rejects.toMatchObject({ code: 'not_attended' })
    await hand.visit(routes.closing(event.id))
    await hand.reads('ratings', '满 3 人评价后显示平均分')
    await phone.visit(routes.event(event.code))
    await phone.sees('my-rating')
    expect(await phone.at('rating-summary').count()).toBe(0)

    await town.call(cast.called, 'events.rate', { eventId: event.id, stars: 4, tags: ['friendly'] })
    await phone.visit(routes.event(event.code))
    await phone.reads('rating-summary', '4.3')
    await phone.reads('rating-summary', '有收获 2')
    expect(await phone.read('page-frame')).not.toContain('手套不够用')
    await hand.visit(routes.closing(event.id))
    await hand.reads('ratings', '4.3 分 · 3 人评价')
    await hand.reads('ratings', '手套不够用')
    expect(await hand.read('ratings')).not.toContain(cast.scanned.name)
  })

  step('hears an objection, with a day by which it is answered', async () => {
    await phone.visit('/pages/me/index')
    await phone.tap('logout')
    await phone.tap('confirm-ok')
    await phone.sees('login')
    await phone.logIn(cast.short)
    await phone.visit(routes.event(event.code))
    await phone.tap('object')
    await phone.write('objection-sheet-text', '我去买了工具，三点半才回去，没再签到')
    await phone.tap('objection-sheet-submit')
    await phone.reads('my-objection', '异议收到了，11月27日 周五前答复')

    desk = await Visitor.come(browser, town, 'desk')
    await desk.logIn(officer)
    await desk.visit(routes.workbench())
    await desk.reads(`objection-${event.id}`, '王旭')
    await desk.tap(`objection-${event.id}`)
    await desk.reads('objections', '11月27日 周五前答复')
    await desk.page.locator('[id^=answer-]').filter({ visible: true }).click()
    await desk.write('answer-minutes', '30')
    await desk.write('answer-text', '问过组长，补上半小时')
    await desk.tap('answer-send')
    await desk.reads('objections', '采纳了')

    await openInbox(phone)
    await followMessage(phone, '异议')
    await phone.reads('my-objection', '异议有答复了：会补上')
    await phone.reads('my-objection', '答复：问过组长，补上半小时')
    const [added] = await kysely()
      .selectFrom('claim')
      .select(['state', 'minutes', 'kind'])
      .where('person_id', '=', cast.short.id)
      .where('event_id', 'is', null)
      .execute()
    expect(added).toEqual({ state: 'verified', minutes: 30, kind: 'hours' })
  })

  step('goes into one ZIP for who reports: a draft, the register, pictures, a text for the group', async () => {
    const saved = desk.page.waitForEvent('download')
    await desk.tap('brief')
    const download = await saved
    expect(download.suggestedFilename()).toBe(`${TITLE} 简报.zip`)
    const files = unzipSync(readFileSync(await download.path()))
    expect(Object.keys(files).sort()).toEqual(['照片-1.jpg', '照片-2.jpg', '签到名册.xlsx', '简报.docx', '群公告.txt'].sort())
    const register = Object.values(xmlParts(Buffer.from(files['签到名册.xlsx']!))).join('')
    for (const name of [...Object.values(CAST).filter((name) => name !== CAST.onLeave), officer.name]) expect(register).toContain(name)
    expect(register).not.toContain(CAST.onLeave)
    const report = Object.values(xmlParts(Buffer.from(files['简报.docx']!))).join('')
    expect(report).toContain(TITLE)
    expect(report).toContain('大家把河边的四十袋垃圾带了回来')
    const text = strFromU8(files['群公告.txt']!)
    expect(text).toContain('来了 17 位朋友')
    for (const name of Object.values(CAST)) expect(text).not.toContain(name)
  })

  step('has left no error in any page nor in the server', async () => {
    for (const visitor of [hand, desk, phone]) expect(visitor.errors).toEqual([])
    expect(town.faults).toEqual([])
  })
})
