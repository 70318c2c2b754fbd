import { generateKeyPairSync, sign } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { readPass, unsignedPass } from '@core/rules/attendance/pass'
import { DAY_MS, instantOf } from '@core/rules/shared/calendar'
import { routes } from '@/platform/navigation/routes'
import { giveCamera, holdUp } from '../browser/camera'
import { drawPicture } from '../browser/qr'
import type { Town, TownEvent, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { nextOne, says } from './_door'
import { layGround, type Ground } from './_ground'
import { story } from './_story'

const TITLE = '河边清捡'
const DAY = '2026-11-29'

/** Two officers' phones at one door, none of them with a network: what people hold up to them is checked on the phones. */
describe('我的码 at a door without a network', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let event: TownEvent
  let officer: Townsman
  let colleague: Townsman
  let member: Townsman
  let other: Townsman
  let stranger: Townsman
  let phone: Visitor
  let first: Visitor
  let second: Visitor
  /** A photo of the member's pass, and its text. */
  let pass: { link: string; photo: Buffer }
  /** A picture that the stranger took of her own pass, eight days before. */
  let oldPicture: Buffer

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    ;[officer, colleague, member, other, stranger] = await Promise.all([
      town.person('陈静'),
      town.person('林书记'),
      town.person('李晓雨'),
      town.person('王旭'),
      town.person('欧阳岚'),
    ])
    event = await town.publish(officer, '东关青年之家', { title: TITLE, startsAt: instantOf(DAY, '14:00') })
    for (const who of [member, other]) await town.call(who, 'events.enroll', { eventId: event.id })
  })

  afterAll(() => ground?.clear())

  const scans = () =>
    town.database.kysely.selectFrom('scan').selectAll().where('event_id', '=', event.id).orderBy('step').orderBy('received_at').execute()
  const attendances = () =>
    town.database.kysely.selectFrom('attendance').selectAll().where('event_id', '=', event.id).orderBy('signed_in_at').execute()

  step('is on every phone that was ever logged in, and a picture can be taken of it', async () => {
    const visitor = await Visitor.come(browser, town, 'phone')
    await visitor.logIn(stranger)
    await visitor.tab('我的')
    await visitor.tap('open-pass')
    await visitor.reads('pass-name', '欧阳岚')
    oldPicture = (await visitor.photograph('pass-qr')).photo
    await visitor.leave()
  })

  step('is shown in the hall from what lies on the phone', async () => {
    await town.moveTo(instantOf(DAY, '13:40'))
    phone = await Visitor.come(browser, town, 'phone')
    await phone.logIn(member)
    await phone.openUntilCutOff(routes.home(), 'scan-button')
    await phone.tab('我的')
    await phone.tap('open-pass')
    await phone.reads('pass-name', '李晓雨')
    await phone.reads('pass-until', '有效到')
    pass = await phone.photograph('pass-qr')
  })

  step('turns the phone of an officer green with the name, and that of a colleague at the other gate too', async () => {
    first = await Visitor.come(browser, town, 'phone')
    await giveCamera(first)
    await first.logIn(officer)
    second = await Visitor.come(browser, town, 'narrow')
    await second.logIn(colleague)
    for (const gate of [first, second]) {
      await gate.openUntilCutOff(routes.door(event.id), 'door-count')
      await gate.reads('door-count', '0')
      await gate.tap('open-reverse-scan')
    }

    await first.sees('viewfinder')
    await holdUp(first, pass.photo)
    await says(first, '李晓雨', '看看脸，对得上就请进')
    // This phone has no camera that a page may use: a photo does.
    await second.sees('no-viewfinder')
    await second.give('scan-photo-one', pass.photo)
    await says(second, '李晓雨', '看看脸，对得上就请进')
    expect(await scans()).toEqual([])
  })

  step('needs no press between one and the next, and knows whom this phone has seen', async () => {
    await nextOne(first)
    await first.reads('recent', '李晓雨 13:4')
    const theirs = drawPicture((await town.call(other, 'attendance.pass', {})).pass)
    await holdUp(first, theirs)
    await says(first, '王旭', '看看脸，对得上就请进')
    await holdUp(first, pass.photo)
    await says(first, '李晓雨', '已经签到了，不用再扫')
    await nextOne(first)
    await first.words('到场 2 / 2').waitFor()
    await first.words('2 人的登记还在手机里').waitFor()
  })

  step('is refused in words: a strange code, the code of the screen, a forged name, a changed letter, an old picture', async () => {
    const refuses = async (photo: Buffer, title: string, text: string) => {
      await nextOne(second)
      await second.give('scan-photo-one', photo)
      await says(second, title, text)
    }
    await refuses(drawPicture('https://example.com/menu'), '这不是「我的码」', '请对方打开小程序，出示「我的码」')
    await refuses(drawPicture(town.linkOf(event)), '这是大屏的码', '请对方打开「我的码」')
    await refuses(drawPicture(forged('假晓雨')), '这个码不是本平台签发的', '请对方刷新「我的码」再出示')
    const changed = `${pass.link.slice(0, -10)}${pass.link.at(-10) === 'A' ? 'B' : 'A'}${pass.link.slice(-9)}`
    await refuses(drawPicture(changed), '这个码不是本平台签发的', '请对方刷新「我的码」再出示')
    await refuses(oldPicture, '「我的码」过期了', '请对方联网刷新后再出示')
    await nextOne(second)
    await second.words('1 人的登记还在手机里').waitFor()
  })

  /** A pass as ours are written, under the id of our key, signed with another one: only its signature is wrong. */
  function forged(name: string): string {
    const payload = Buffer.from(pass.link.split('/q/p/')[1]!.split('.')[0]!, 'base64url')
    const kid = payload.subarray(2, 6).toString('base64url')
    const content = { kind: 'pass', personId: member.id, name, issuedAt: town.now(), expiresAt: town.now() + DAY_MS } as const
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const unsigned = unsignedPass(content, kid)
    const text = `${town.url}/q/${unsigned.withSignature(sign(null, unsigned.message, privateKey))}`
    expect(readPass(text, [{ kid, publicKey: publicKey.export({ format: 'jwk' }).x! }], town.now())).toMatchObject({ ok: true, name })
    return text
  }

  step('lets in who did not enroll where the officer says so, with the mark of it', async () => {
    await second.give('scan-photo-one', drawPicture((await town.call(stranger, 'attendance.pass', {})).pass))
    await says(second, '欧阳岚', '没有报名，现场可以进')
    await second.tap('let-in')
    await says(second, '欧阳岚', '看看脸，对得上就请进')
  })

  step('is delivered when both phones come back, and makes one attendance of two words', async () => {
    await town.moveTo(instantOf(DAY, '14:25'))
    expect(await scans()).toEqual([])
    for (const gate of [second, first]) {
      const delivered = gate.page.waitForResponse(/attendance\.record/)
      await gate.context.setOffline(false)
      await (await delivered).finished()
      await gate.page.waitForFunction(() => !document.body.innerText.includes('登记还在手机里'))
    }
    const [one, two, three] = await attendances()
    expect([one, two, three]).toHaveLength(3)
    expect(await attendances()).toHaveLength(3)
    const early = instantOf(DAY, '13:55')
    for (const row of [one, two, three]) {
      // Whenever it arrives: it is dated by the phone that read it, and an officer's word needs no second look.
      expect(Number(row!.signed_in_at)).toBeLessThan(early)
      expect(row).toMatchObject({ assurance: 'pass', delayed: true, tardy_minutes: 0 })
      expect(row!.confirmed_at).not.toBeNull()
    }
    const kept = await scans()
    expect(kept.map(({ person_id, by_id }) => [person_id, by_id]).sort()).toEqual(
      [
        [member.id, officer.id],
        [other.id, officer.id],
        [member.id, colleague.id],
        [stranger.id, colleague.id],
      ].sort(),
    )
  })

  step('signs out by the same code, and posts the hours at once', async () => {
    await town.moveTo(instantOf(DAY, '16:58'))
    await first.tap('purpose-sign_out')
    await holdUp(first, pass.photo)
    await says(first, '李晓雨', '签退好了，慢走')
    await town.moveTo(instantOf(DAY, '18:05'))
    const desk = await Visitor.come(browser, town, 'desk')
    await desk.logIn(officer)
    await desk.visit(routes.closing(event.id))
    await desk.reads(`line-${member.id}`, '两位工作人员的手机都登记了')
    await desk.reads(`line-${member.id}`, '出示「我的码」')
    await desk.reads(`line-${stranger.id}`, '没有报名')
    expect(await desk.read(`line-${other.id}`)).not.toContain('两位工作人员')
    await desk.tap('close-submit')
    await desk.tap('confirm-ok')
    await desk.reads('close-submit', '已完结')
    const entries = await town.database.kysely
      .selectFrom('hours_entry')
      .select(['person_id', 'minutes'])
      .where('event_id', '=', event.id)
      .execute()
    expect(entries).toEqual([{ person_id: member.id, minutes: 180 }])
    await desk.leave()
  })

  step('has left no error in any page nor in the server', async () => {
    for (const visitor of [phone, first, second]) expect(visitor.errors).toEqual([])
    expect(town.faults).toEqual([])
  })
})
