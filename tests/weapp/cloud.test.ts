import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { complaintsOf, enroll, logIn, ME, openEvent, scanAtEvent } from './acts'
import { MiniProgram } from './mini-program'
import { Venue } from './venue'
import { WEAPP, WeappPackage } from './weapp-package'

let venue: Venue
let folder: string
let inTheCloud: WeappPackage

beforeAll(async () => {
  const shipped = WeappPackage.open()
  venue = await Venue.open()
  folder = mkdtempSync(path.join(tmpdir(), 'weapp-cloud-'))
  cpSync(WEAPP, folder, { recursive: true })
  const address = await builtInAddress(shipped)
  for (const file of shipped.files('.js')) {
    const code = readFileSync(path.join(folder, file), 'utf8')
    writeFileSync(path.join(folder, file), code.replaceAll(address, 'cloud:youth-1a2b3c'))
  }
  inTheCloud = WeappPackage.open(folder)
})
afterAll(async () => {
  await venue?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** The server's address that the build has written into the package: where its first call goes. */
async function builtInAddress(shipped: WeappPackage): Promise<string> {
  const phone = venue.phone('o-look')
  const program = await MiniProgram.launch(shipped, phone)
  await program.rest()
  program.close()
  return phone.sent[0]!.url.split('/api/')[0]!
}

test('built for the cloud, the package calls its function there, which knows the person without a token', async () => {
  const event = await venue.publish()
  const phone = venue.phone('o-cloud')
  const program = await MiniProgram.launch(inTheCloud, phone)
  await logIn(program, '江月')
  await openEvent(program, event)
  await enroll(program)
  await scanAtEvent(program, 'sign-in', await venue.link(event))
  expect(program.text('result-title')).toBe('签到成功，江月')

  expect(phone.sent).toEqual([])
  expect(venue.wechat.calls()).toBe(0)
  expect([...phone.storage.keys()]).not.toContain('session.token')
  const called = program.calls.filter(({ name }) => name === 'cloud.callFunction').map(({ options }) => (options as { name: string }).name)
  expect(new Set(called)).toEqual(new Set(['api']))
  expect(program.calls.filter(({ name }) => name === 'cloud.init')).toHaveLength(1)
  const { attendance } = await venue.presence(event)
  expect(attendance).toMatchObject([{ person_id: await venue.personOf('o-cloud') }])
  expect(complaintsOf(program)).toEqual([])
  program.close()
})

test('in the cloud as well a scan without a network is kept and delivered once', async () => {
  const event = await venue.publish()
  const phone = venue.phone('o-cloud-kept')
  const program = await MiniProgram.launch(inTheCloud, phone)
  await logIn(program, '沈舟')
  await openEvent(program, event)
  await enroll(program)
  phone.setOnline(false)
  await scanAtEvent(program, 'sign-in', await venue.link(event))
  expect(program.text('result-title')).toBe('已存在手机')
  program.close()

  const again = await MiniProgram.launch(inTheCloud, phone)
  phone.setOnline(true)
  await again.tab(ME)
  await again.see('都送达了', 'open-outbox')
  const { attendance, scans } = await venue.presence(event)
  expect([attendance.length, scans.length]).toEqual([1, 1])
  expect(complaintsOf(again)).toEqual([])
  again.close()
})
