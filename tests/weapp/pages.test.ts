import { complaintsOf, engineOf, logIn, pageQuery, SCAN } from './acts'
import { MiniProgram } from './mini-program'
import type { Phone } from './phone'
import { Venue } from './venue'
import { WeappPackage } from './weapp-package'
import type { WorldEvent } from '../fakes/world'

let venue: Venue
let shipped: WeappPackage
let event: WorldEvent
let officerPhone: Phone

beforeAll(async () => {
  shipped = WeappPackage.open()
  venue = await Venue.open()
  event = await venue.publish()
  officerPhone = venue.phone('o-officer')
  const program = await MiniProgram.launch(shipped, officerPhone)
  await logIn(program, '陈静')
  program.close()
  await venue.makeOfficer('o-officer')
})
afterAll(() => venue?.close())

/** Opens a page as the first one, as from a shared card, and answers what can be read when all has come. */
async function read(route: string, phone: Phone): Promise<{ text: string; ids: string[]; complaints: string[] }> {
  if (route.includes('/scan/')) phone.camera.push('cancel')
  phone.engine = engineOf(route)
  const program = await MiniProgram.launch(shipped, phone, { path: route, query: pageQuery(route, event), scene: 1007 })
  try {
    await program.rest()
    return { text: program.text(), ids: program.ids(), complaints: complaintsOf(program) }
  } finally {
    program.close()
  }
}

function twice(ids: string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

test('every page opens by itself for somebody who is not logged in', async () => {
  for (const route of shipped.pages) {
    const { text, ids, complaints } = await read(route, venue.phone('o-guest'))
    expect({ route, complaints, twice: twice(ids) }).toEqual({ route, complaints: [], twice: [] })
    expect({ route, empty: text === '' }).toEqual({ route, empty: false })
  }
})

test('every page opens by itself for an officer, with what the server has', async () => {
  for (const route of shipped.pages) {
    const { text, ids, complaints } = await read(route, officerPhone)
    expect({ route, complaints, twice: twice(ids) }).toEqual({ route, complaints: [], twice: [] })
    expect(text).not.toMatch(/没连上|我们这边出了问题|登录后/)
  }
})

test('without a network every page opens with what was seen before, or says that there is none', async () => {
  officerPhone.setOnline(false)
  for (const route of shipped.pages) {
    const { text, complaints } = await read(route, officerPhone)
    expect({ route, complaints }).toEqual({ route, complaints: [] })
    expect(text).toMatch(route === SCAN ? /扫大屏上的码/ : /没有网络|离线/)
  }
  officerPhone.setOnline(true)
})
