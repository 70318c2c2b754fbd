import { act, fireEvent, render } from '@testing-library/react'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { scanFake } from '@/platform/scan/fake'
import { settled } from '@/sync/_outbox-fakes'
import { callsOf, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { useQuery } from '@/sync/use-query'
import { arrived, EVENT, LAN, lineOf, passOf, START, STRANGER, XU, YU } from './_door'
import { HelpersView } from './helpers-view'
import { presentLines } from './presence'

const people = presentLines([lineOf(YU), lineOf(XU), lineOf(LAN, arrived(START, { flags: ['not_enrolled'] }))], [], [])
const helping = { items: [{ personId: YU.id, name: YU.name, since: START }] }

function Page() {
  return <HelpersView eventId={EVENT} helpers={useQuery('attendance.helpers', { eventId: EVENT })} people={people} />
}
async function show() {
  render(<Page />)
  await act(settled)
}
const element = (id: string) => document.getElementById(id)!
const press = (id: string) =>
  act(async () => {
    fireEvent.click(element(id))
    await settled()
  })

beforeEach(() => {
  newPhone()
  logInAs('officer')
  clockFake.time = START
  serve({ 'attendance.helpers': helping, 'attendance.appointHelper': helping, 'attendance.dismissHelper': { items: [] } })
})

it('says who helps, since when, and what they may do', async () => {
  await show()
  expect(element(`helper-${YU.id}`)).toHaveTextContent('李晓雨今天 14:00 起')
  expect(document.querySelector('.helpers')).toHaveTextContent('签到人员只管这一场')
})

it('asks somebody by their 我的码', async () => {
  serve({ 'attendance.helpers': { items: [] }, 'attendance.appointHelper': helping })
  await show()
  expect(element('no-helpers')).toBeInTheDocument()
  scanFake.code = passOf(STRANGER, START)
  await press('helper-scan')
  expect(callsOf('attendance.appointHelper')).toMatchObject([{ input: { eventId: EVENT, pass: scanFake.code } }])
  expect(navigationFake.toasts).toEqual(['请好了，TA 会收到消息'])
  expect(callsOf('attendance.helpers').length).toBeGreaterThan(1)
})

it('takes no printed card and no other code, and asks the server nothing', async () => {
  await show()
  for (const code of [passOf(XU, START, { kind: 'card' }), 'https://qn.example/q/h/0123456789']) {
    scanFake.code = code
    await press('helper-scan')
    expect(element('helpers-problem')).toHaveTextContent('这不是「我的码」')
  }
  expect(callsOf('attendance.appointHelper')).toEqual([])
})

it('chooses among the enrolled who do not help yet', async () => {
  await show()
  await press('helper-choose')
  expect(document.getElementById(`choose-${YU.id}`)).toBeNull()
  expect(document.getElementById(`choose-${LAN.id}`)).toBeNull()
  await press(`choose-${XU.id}`)
  expect(callsOf('attendance.appointHelper')).toMatchObject([{ input: { eventId: EVENT, personId: XU.id } }])
  expect(document.getElementById('helper-sheet')).toBeNull()
})

it('lets somebody go only after asking', async () => {
  await show()
  navigationFake.answer = false
  await press(`dismiss-${YU.id}`)
  expect(callsOf('attendance.dismissHelper')).toEqual([])
  navigationFake.answer = true
  await press(`dismiss-${YU.id}`)
  expect(navigationFake.questions[0]).toMatchObject({ title: '不再请李晓雨帮忙？' })
  expect(callsOf('attendance.dismissHelper')).toMatchObject([{ input: { eventId: EVENT, personId: YU.id } }])
})

it.each([
  ['pass_expired', '「我的码」过期了'],
  ['event_not_open', '这场活动现在不能这样操作'],
] as const)('says %s in words', async (code, words) => {
  serve({ 'attendance.helpers': helping, 'attendance.appointHelper': refused(code) })
  await show()
  scanFake.code = passOf(STRANGER, START)
  await press('helper-scan')
  expect(element('helpers-problem')).toHaveTextContent(words)
})

it('says what did not come, and asks again', async () => {
  serve({ 'attendance.helpers': refused('not_found') })
  await show()
  expect(element('error')).toHaveTextContent('没找到')
  serve({ 'attendance.helpers': helping })
  await press('error-retry')
  expect(element(`helper-${YU.id}`)).toBeInTheDocument()
})
