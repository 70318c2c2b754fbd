import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { WorldEvent } from '../fakes/world'
import { complaintsOf, DOOR, logIn, ME, PASS, REVERSE_SCAN, ROLL_CALL } from './acts'
import { MiniProgram, type Entry } from './mini-program'
import type { Phone } from './phone'
import { Venue } from './venue'
import { WeappPackage } from './weapp-package'

let venue: Venue
let shipped: WeappPackage
let officerPhone: Phone
const running: MiniProgram[] = []

beforeAll(async () => {
  shipped = WeappPackage.open()
  venue = await Venue.open()
  officerPhone = venue.phone('o-door')
  const guest = await open(officerPhone)
  await logIn(guest, '陈静')
  guest.close()
  await venue.makeOfficer('o-door')
})
afterAll(() => venue?.close())

afterEach(() => {
  const complaints = running.flatMap(complaintsOf)
  for (const program of running.splice(0)) program.close()
  officerPhone.setOnline(true)
  expect(complaints).toEqual([])
  expect(venue.world.reported).toEqual([])
})

async function open(phone: Phone, entry?: Entry): Promise<MiniProgram> {
  const program = await MiniProgram.launch(shipped, phone, entry)
  running.push(program)
  return program
}

const at = (path: string, event: WorldEvent): Entry => ({ path, query: { eventId: event.id } })

/** A young person logs in and looks at 我的码; answers what its code says. */
async function passOf(openid: string, name: string): Promise<string> {
  const phone = venue.phone(openid)
  const program = await open(phone)
  await logIn(program, name)
  await program.tab(ME)
  await program.tap('open-pass')
  await program.arrive(PASS)
  await program.seeElement('pass-qr')
  expect(program.text('pass-name')).toBe(name)
  await program.until('the display is bright', () => phone.brightness === 1)
  program.back()
  await program.arrive(ME)
  await program.rest()
  expect(phone.brightness).toBe(0.4)
  program.close()
  const kept = JSON.parse(JSON.parse(phone.storage.get('attendance.pass')!) as string) as { pass: { pass: string } }
  return kept.pass.pass
}

/** Deliveries of the package that were put on the wire. */
const recordsSent = (phone: Phone) => phone.sent.filter(({ url }) => url.endsWith('/api/attendance.record'))

test('an officer’s phone reads passes without a network, after the app was closed, and delivers them once', async () => {
  const event = await venue.publish()
  const [yu, lan] = [await passOf('o-yu', '李晓雨'), await passOf('o-lan', '欧阳岚')]
  const yuId = await venue.personOf('o-yu')

  let program = await open(officerPhone, at(DOOR, event))
  await program.seeElement('door-count')
  program.close()

  officerPhone.setOnline(false)
  program = await open(officerPhone, at(DOOR, event))
  await program.see('扫码、点名、登记照常', 'door-carried')
  await program.tap('open-reverse-scan')
  await program.arrive(REVERSE_SCAN)
  const vibrations = officerPhone.vibrations
  await program.hold('viewfinder', yu)
  await program.see('李晓雨', 'verdict-title')
  expect(officerPhone.vibrations).toBe(vibrations + 1)
  await program.tap('let-in')
  await program.see('看看脸', 'verdict-text')
  await program.tap('verdict-next')
  venue.world.now += 5_000
  await program.hold('viewfinder', yu)
  await program.see('已经签到了', 'verdict-text')
  await program.hold('viewfinder', `${lan.slice(0, -2)}AA`)
  await program.see('这个码不是本平台签发的', 'verdict-title')
  expect((await venue.presence(event)).attendance).toEqual([])
  program.close()

  officerPhone.setOnline(true)
  program = await open(officerPhone, at(DOOR, event))
  await program.until('it has been sent', () => recordsSent(officerPhone).length > 0)
  await program.rest()
  const { attendance, scans } = await venue.presence(event)
  expect(attendance).toMatchObject([{ person_id: yuId, assurance: 'pass' }])
  expect(scans).toHaveLength(1)
})

test('an officer calls the roll without a network: all are here but one, in one delivery', async () => {
  const event = await venue.publish()
  const class3 = await venue.world.players(4)
  for (const person of class3) await venue.world.call(person, 'events.enroll', { eventId: event.id })
  let program = await open(officerPhone, at(DOOR, event))
  await program.see('/ 4 到场')
  program.close()

  officerPhone.setOnline(false)
  const before = recordsSent(officerPhone).length
  program = await open(officerPhone, at(ROLL_CALL, event))
  await program.see('登记 4 人到场', 'roll-submit')
  await program.tap(`roll-${class3[2]!.id}`)
  await program.see('登记 3 人到场', 'roll-submit')
  officerPhone.answers.push(true)
  await program.tap('roll-submit')
  await program.see('已存在手机', 'roll-result-title')
  expect(officerPhone.asked.at(-1)).toMatchObject({ title: '登记这些人到场？', content: '3 人算到场，1 人没到。登记后不能撤回' })
  const calledAt = venue.world.now
  venue.world.now += 40 * MINUTE_MS
  program.close()

  officerPhone.setOnline(true)
  program = await open(officerPhone, at(DOOR, event))
  await program.until('it has been sent', () => recordsSent(officerPhone).length > before)
  await program.rest()
  const { attendance } = await venue.presence(event)
  expect(recordsSent(officerPhone)).toHaveLength(before + 1)
  expect(new Set(attendance.map((row) => row.person_id))).toEqual(new Set(class3.filter((_, n) => n !== 2).map(({ id }) => id)))
  expect(attendance.map((row) => [row.assurance, row.delayed, Math.abs(Number(row.signed_in_at) - calledAt) < MINUTE_MS])).toEqual(
    Array.from({ length: 3 }, () => ['roll_call', true, true]),
  )
  expect(attendance.every((row) => row.confirmed_at !== null)).toBe(true)
})
