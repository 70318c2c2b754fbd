import { act, fireEvent, render, waitFor } from '@testing-library/react'
import type { RecordInput } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { keptFilesFake } from '@/platform/kept-files/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { pictureFake, pictureOf } from '@/platform/picture/fake'
import { storageFake } from '@/platform/storage/fake'
import { settled } from '@/sync/_outbox-fakes'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { hurryOutbox, useOutbox } from '@/sync/outbox'
import { useServerClock } from '../server-clock'
import { arrived, END, EVENT, LAN, lineOf, listOf, packAnswer, packOf, personId, recordedOf, SIYU, START, XU, YU } from './_door'
import { useKeptPacks } from './kept-packs'
import { RollCallView } from './roll-call-view'
import { useDoor } from './use-door'

const lines = [lineOf(YU), lineOf(XU), lineOf(SIYU, { coming: true })]
let pack = packOf(lines)

function Page({ by = 'roll_call' }: { by?: 'roll_call' | 'paper' }) {
  return <RollCallView by={by} door={useDoor(EVENT)} />
}
async function show(by?: 'roll_call' | 'paper') {
  const view = render(<Page by={by} />)
  await act(settled)
  return view
}
const element = (id: string) => document.getElementById(id)!
const press = (id: string) =>
  act(async () => {
    fireEvent.click(element(id))
    await settled()
  })
const records = () => useOutbox.getState().records
const names = (sent: RecordInput) => sent.entries.map((entry) => entry.personId)

beforeEach(() => {
  newPhone()
  logInAs('officer')
  useKeptPacks.setState({ packs: {} })
  useServerClock.setState({ known: null })
  clockFake.time = START
  pack = packOf(lines)
  serve({
    'attendance.doorPack': () => packAnswer(pack, clockFake.time),
    'attendance.door': listOf(lines),
    'attendance.addEvidence': { id: personId(50) },
    'attendance.record': ({ input }) => recordedOf(input as RecordInput),
  })
})

it('records everybody but the absent, in one delivery', async () => {
  await show()
  expect(element('roll-submit')).toHaveTextContent('登记 3 人到场')
  await press(`roll-${XU.id}`)
  expect(element('roll-counts')).toHaveTextContent('3 人里勾了 2 人')
  await press('roll-submit')
  expect(navigationFake.questions).toMatchObject([{ title: '登记这些人到场？', text: '2 人算到场，1 人没到。登记后不能撤回' }])
  await waitFor(() => expect(element('roll-result-title')).toHaveTextContent('2 人到场'))
  const sent = callsOf('attendance.record')
  expect(sent).toHaveLength(1)
  expect(sent[0]!.input).toEqual({
    eventId: EVENT,
    entries: [YU, SIYU].map(({ id }) => ({ personId: id, purpose: 'sign_in', by: 'roll_call', at: START, reason: '' })),
  })
  expect(navigationFake.vibrations).toBe(1)
  await press('roll-back')
  expect(navigationFake.moves).toEqual([{ how: 'back', url: '' }])
})

it('records only those who were ticked, the other way round', async () => {
  await show()
  await press('roll-mode-one_by_one')
  expect(element('roll-submit')).toHaveTextContent('登记 0 人到场')
  await press('roll-submit')
  expect(element('roll-problem')).toHaveTextContent('还没有勾选人')
  await press(`roll-${SIYU.id}`)
  await press('roll-submit')
  expect(names(callsOf('attendance.record')[0]!.input as RecordInput)).toEqual([SIYU.id])
})

it('does nothing when the officer thinks again', async () => {
  navigationFake.answer = false
  await show()
  await press('roll-submit')
  expect(records()).toEqual([])
})

it('sends the group photo before the list it belongs to, and lets it wait on the phone without a network', async () => {
  await show()
  networkFake.set(false)
  goDark('offline')
  pictureFake.album = [pictureOf('group')]
  await press('take-photo')
  expect(element('roll-picture')).toHaveAttribute('src', 'picture://group')
  await press('roll-submit')
  expect([element('roll-result-title').textContent, element('roll-result-text').textContent]).toEqual([
    '已存在手机',
    '3 人到场，有网会自动送达',
  ])
  expect(records().map(({ procedure, subject }) => [procedure, subject])).toEqual([
    ['attendance.addEvidence', `door:${EVENT}`],
    ['attendance.record', `door:${EVENT}`],
  ])
  expect([...keptFilesFake.files.values()]).toEqual(['group'])

  networkFake.online = true
  serve({
    'attendance.addEvidence': { id: personId(50) },
    'attendance.record': ({ input }) => recordedOf(input as RecordInput),
    'attendance.door': listOf(lines),
  })
  const before = callFake.sent.length
  await act(() => hurryOutbox())
  const names = callFake.sent.slice(before).map(({ name }) => name)
  expect(names.filter((name) => name !== 'attendance.door')).toEqual(['attendance.addEvidence', 'attendance.record'])
  expect(callsOf('attendance.addEvidence')[0]!.input).toEqual({ eventId: EVENT, kind: 'group_photo', picture: 'group', note: '' })
})

it('names the photo for those who do not see it, on the web too', async () => {
  jest.replaceProperty(process, 'env', { ...process.env, TARO_ENV: 'h5' })
  await show()
  pictureFake.album = [pictureOf('group')]
  await press('take-photo')
  expect(element('roll-picture')).toHaveAttribute('alt', '合影')
  jest.restoreAllMocks()
})

it('says who had been recorded before', async () => {
  serve({
    'attendance.doorPack': packAnswer(pack),
    'attendance.record': ({ input }) => recordedOf(input as RecordInput, { outcome: 'repeat' }),
  })
  await show()
  await press('roll-submit')
  await waitFor(() => expect(element('roll-result-text')).toHaveTextContent('另有 3 人之前就登记了'))
})

it('says how many do not belong here, records nobody, and lets the list be corrected', async () => {
  serve({ 'attendance.doorPack': packAnswer(pack), 'attendance.record': refused('not_on_list', { n: 1 }) })
  await show()
  await press(`roll-${XU.id}`)
  await press('roll-submit')
  expect(element('roll-problem')).toHaveTextContent('名单里有 1 个人不属于这场活动')
  expect(records()).toEqual([])
  expect(element('roll-submit')).toHaveTextContent('登记 2 人到场')
})

it('does not send a photo twice when the list has to be corrected', async () => {
  serve({
    'attendance.doorPack': packAnswer(pack),
    'attendance.addEvidence': { id: personId(50) },
    'attendance.record': refused('not_on_list', { n: 1 }),
  })
  await show()
  pictureFake.album = [pictureOf('group')]
  await press('take-photo')
  await press('roll-submit')
  await press('roll-submit')
  expect(callsOf('attendance.record')).toHaveLength(2)
  expect(callsOf('attendance.addEvidence')).toHaveLength(1)
})

it('asks for members who did not enroll only where it is told to', async () => {
  await show()
  expect(document.getElementById(`roll-${LAN.id}`)).toBeNull()
  fireEvent.click(element('roll-members'))
  expect(element(`roll-${LAN.id}`)).toHaveTextContent('没有报名')
})

it('lets a paper list go only with its photograph, and remembers that there is one', async () => {
  const { unmount } = await show('paper')
  await press(`roll-${YU.id}`)
  await press('roll-submit')
  expect(element('roll-problem')).toHaveTextContent('先拍下纸质签到表')
  expect(records()).toEqual([])
  pictureFake.album = [pictureOf('sheet')]
  await press('take-photo')
  await press('roll-submit')
  await waitFor(() => expect(element('roll-result-title')).toHaveTextContent('1 人到场'))
  expect(callsOf('attendance.addEvidence')).toMatchObject([{ input: { kind: 'paper_sheet' } }])
  expect(callsOf('attendance.record')).toMatchObject([{ input: { entries: [{ personId: YU.id, by: 'paper' }] } }])
  unmount()
  await show('paper')
  expect(element('roll-photo')).toHaveTextContent('拍过了')
})

it('takes a photo back, and says why a file is none', async () => {
  await show()
  pictureFake.album = [pictureOf('group')]
  await press('take-photo')
  await press('drop-photo')
  expect(document.getElementById('roll-picture')).toBeNull()
  pictureFake.trouble = new AppError('not_a_picture')
  await press('take-photo')
  expect(element('roll-problem')).toHaveTextContent('这不是图片')
})

it('keeps nothing, photo neither, where the phone is full, and says so', async () => {
  await show()
  networkFake.set(false)
  goDark('offline')
  pictureFake.album = [pictureOf('group')]
  await press('take-photo')
  storageFake.full = true
  await press('roll-submit')
  expect(element('roll-problem')).toHaveTextContent('手机存满了')
  expect(records()).toEqual([])
  expect(keptFilesFake.files.size).toBe(0)
})

it('signs a class out together', async () => {
  clockFake.time = END
  pack = packOf([lineOf(YU, arrived(START)), lineOf(XU)])
  await show()
  await press('roll-purpose-sign_out')
  expect(element('roll-submit')).toHaveTextContent('登记 1 人签退')
  await press('roll-submit')
  await waitFor(() => expect(element('roll-result-title')).toHaveTextContent('1 人签退'))
  expect(callsOf('attendance.record')).toMatchObject([{ input: { entries: [{ personId: YU.id, purpose: 'sign_out' }] } }])
})

it('has three thousand in one delivery, drawn in parts and found by name', async () => {
  const crowd = Array.from({ length: 3_000 }, (_, n) => lineOf({ id: personId(1000 + n), name: `第${n}人` }))
  pack = packOf(crowd)
  await show()
  expect(document.querySelectorAll('.check-line')).toHaveLength(100)
  fireEvent.change(element('roll-search'), { target: { value: '第2999人' } })
  await press(`roll-${personId(3999)}`)
  serve({ 'attendance.record': ({ input }) => recordedOf(input as RecordInput), 'attendance.door': listOf(crowd) })
  await press('roll-submit')
  await waitFor(() => expect(element('roll-result-title')).toHaveTextContent('2999 人到场'))
  expect(callsOf('attendance.record')).toHaveLength(1)
  await waitFor(() => expect(records()).toEqual([]))
})

it('has nobody to call when everybody is here', async () => {
  pack = packOf([lineOf(YU, arrived(START))])
  await show()
  expect(element('roll-empty')).toHaveTextContent('报名的都到了')
})
