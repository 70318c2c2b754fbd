import type { Browser } from 'playwright-core'
import { instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { pictureSize } from '@cloud/services/printing/picture-size'
import { routes } from '@/platform/navigation/routes'
import { drawPicture } from '../browser/qr'
import type { Town, TownEvent, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'
import { followMessage, openInbox } from './_inbox'
import { story } from './_story'

const TITLE = '社区团课'

/** 点名 for a class, by a helper, and a sheet of paper for those who came later. */
describe('a class that nobody scans for', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let event: TownEvent
  let officer: Townsman
  let helper: Townsman
  /** Enrolled: the first two do not come, the third comes late and signs the sheet. */
  let pupils: Townsman[]
  /** Of the same branch, and not enrolled. */
  let guest: Townsman
  let desk: Visitor
  let phone: Visitor

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    ;[officer, helper] = await Promise.all([town.person('陈静'), town.person('王旭')])
    event = await town.publish(officer, '迎春社区青年之家', { title: TITLE })
    const members = await town.membersOf('迎春社区团支部', 13)
    pupils = members.slice(0, 12)
    guest = members[12]!
    await town.call(officer, 'events.enrollPeople', { eventId: event.id, personIds: pupils.map(({ id }) => id) })
    await town.call(helper, 'events.enroll', { eventId: event.id })
  })

  afterAll(() => ground?.clear())

  const kysely = () => town.database.kysely
  const attendances = () => kysely().selectFrom('attendance').selectAll().where('event_id', '=', event.id).execute()
  const scans = () => kysely().selectFrom('scan').selectAll().where('event_id', '=', event.id).execute()

  step('gets a helper from among those who are enrolled', async () => {
    desk = await Visitor.come(browser, town, 'desk')
    await desk.logIn(officer)
    await desk.visit(routes.door(event.id))
    await desk.tap('open-helpers')
    await desk.tap('helper-choose')
    await desk.write('helper-search', '王旭')
    await desk.tap(`choose-${helper.id}`)
    await desk.sees(`helper-${helper.id}`)
  })

  step('has its door opened by the helper from the message, and nothing else of the workbench', async () => {
    phone = await Visitor.come(browser, town, 'phone')
    await phone.logIn(helper)
    await openInbox(phone)
    await followMessage(phone, TITLE)
    await phone.reads('door-count', '0')
    expect(await phone.at('open-helpers').count()).toBe(0)
    await phone.tap('open-roll-call')
    await phone.reads('roll-counts', '13 人里勾了 13 人')
  })

  step('is here but for three, with a photo of all the others', async () => {
    for (const absent of pupils.slice(0, 3)) await phone.tap(`roll-${absent.id}`)
    await phone.reads('roll-submit', '登记 10 人到场')
    await phone.give('take-photo', drawPicture('十个人的合影'))
    await phone.sees('roll-picture')
    await phone.tap('roll-submit')
    await phone.words('10 人算到场，3 人没到。登记后不能撤回').waitFor()
    await phone.tap('confirm-ok')
    await phone.reads('roll-result-title', '10 人到场')
    await phone.tap('roll-back')
    await phone.reads('door-count', '10')
  })

  step('takes no sheet of paper without its photo', async () => {
    await phone.tap('open-paper')
    const latecomer = pupils[2]!
    await phone.tap(`roll-${latecomer.id}`)
    await phone.tap('roll-submit')
    await phone.reads('roll-problem', '先拍下纸质签到表，再按表登记')
    expect(await attendances()).toHaveLength(10)

    await town.moveTo(instantOf('2026-11-21', '14:05'))
    await phone.give('take-photo', Buffer.from('这不是照片'))
    await phone.reads('roll-problem', '这不是图片，请选一张照片')
    await phone.give('take-photo', drawPicture('签到表第一页'))
    await phone.sees('roll-picture')
    await phone.turn('roll-members')
    await phone.tap(`roll-${latecomer.id}`)
    await phone.tap(`roll-${guest.id}`)
    await phone.tap('roll-submit')
    await phone.tap('confirm-ok')
    await phone.reads('roll-result-title', '2 人到场')
    await phone.tap('roll-back')
    await phone.reads('door-count', '12')
  })

  step('signs all of them out together', async () => {
    await town.moveTo(instantOf('2026-11-21', '17:02'))
    await phone.tap('open-roll-call')
    await phone.tap('roll-purpose-sign_out')
    await phone.reads('roll-counts', '12 人里勾了 12 人')
    await phone.tap('roll-submit')
    await phone.tap('confirm-ok')
    await phone.reads('roll-result-title', '12 人签退')
  })

  step('is written down as it was: by whom, how, with what evidence', async () => {
    const rows = await attendances()
    const by = (assurance: string) => rows.filter((row) => row.assurance === assurance).map(({ person_id }) => person_id)
    expect(new Set(by('roll_call'))).toEqual(new Set([helper.id, ...pupils.slice(3).map(({ id }) => id)]))
    expect(new Set(by('paper'))).toEqual(new Set([pupils[2]!.id, guest.id]))
    for (const row of rows) expect(row).toMatchObject({ delayed: false, out_assurance: 'roll_call' })
    const words = await scans()
    expect(words).toHaveLength(24)
    for (const word of words) expect(word).toMatchObject({ by_id: helper.id, verdict: 'fresh' })

    const evidence = await kysely().selectFrom('evidence').selectAll().where('event_id', '=', event.id).orderBy('at').execute()
    expect(evidence).toMatchObject([
      { kind: 'group_photo', by_id: helper.id },
      { kind: 'paper_sheet', by_id: helper.id },
    ])
    for (const { id } of evidence) {
      const { base64 } = await town.call(officer, 'attendance.evidencePicture', { eventId: event.id, evidenceId: id })
      const bytes = Buffer.from(base64, 'base64')
      expect(bytes.length).toBeLessThanOrEqual(300 * 1024)
      expect(pictureSize(bytes).width).toBeGreaterThan(100)
    }
  })

  step('names nobody who does not belong to it, and records nothing of a delivery that does', async () => {
    const stranger = await town.person('欧阳岚')
    const entries = [stranger, pupils[0]!].map(({ id }) => ({
      personId: id,
      purpose: 'sign_in' as const,
      by: 'roll_call' as const,
      at: town.now() - 10 * MINUTE_MS,
      reason: '',
    }))
    await expect(town.call(helper, 'attendance.record', { eventId: event.id, entries })).rejects.toMatchObject({
      code: 'not_on_list',
      params: { n: 1 },
    })
    expect(await attendances()).toHaveLength(12)
  })

  step('lies before the officer with its photos, and becomes claims; the helper’s own line is held', async () => {
    await town.moveTo(instantOf('2026-11-21', '18:05'))
    await desk.visit(routes.closing(event.id))
    await desk.reads('closing-evidence', '2 张')
    await desk.page.locator('#closing-evidence .picture__image img').nth(1).waitFor()
    await desk.reads(`line-${pupils[3]!.id}`, '点名签到的，时长要另一位同事确认')
    await desk.reads(`line-${pupils[2]!.id}`, '按纸质签到表登记的，时长要另一位同事确认')
    await desk.reads(`line-${guest.id}`, '没有报名')
    await desk.reads(`line-${helper.id}`, '负责人自己的记录，要另一位同事看')
    await desk.reads('closing-absent', '2 人')
    await desk.tap('close-submit')
    await desk.tap('confirm-ok')
    await desk.reads('close-submit', '已完结')

    const claims = await kysely().selectFrom('claim').selectAll().where('event_id', '=', event.id).execute()
    const hours = claims.filter(({ kind }) => kind === 'hours')
    expect(hours).toHaveLength(12)
    const own = hours.filter(({ person_id }) => person_id === helper.id)
    expect(own).toMatchObject([{ state: 'submitted', held_reason: 'own_line', minutes: 180 }])
    for (const claim of hours.filter(({ person_id }) => person_id !== helper.id)) {
      expect(claim).toMatchObject({ state: 'verified', held_reason: null })
    }
    expect(await kysely().selectFrom('hours_entry').selectAll().where('event_id', '=', event.id).execute()).toEqual([])
    const credits = await kysely().selectFrom('credit_entry').selectAll().where('event_id', '=', event.id).execute()
    expect(credits).toHaveLength(11)
  })

  step('has left no error in any page nor in the server', async () => {
    for (const visitor of [desk, phone]) expect(visitor.errors).toEqual([])
    expect(town.faults).toEqual([])
  })
})
