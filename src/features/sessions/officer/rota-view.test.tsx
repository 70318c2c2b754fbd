import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Rota } from '@core/contract/sessions'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { CHEN, home, HOME, idOf, LIN, NOW, ORG, rota, ZHAO } from './_duty'
import { RotaView } from './rota-view'

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const pick = (id: string, value: string | number) =>
  act(async () => {
    const box = element(id)
    void fireEvent.change(box.matches('[data-testid="picker"]') ? box : box.querySelector('[data-testid="picker"]')!, { target: { value } })
  })
const onSaved = jest.fn()
const homes = [home(HOME, '东关青年之家'), home(idOf(92), '城南青年之家')]

function show(changed: Rota | null = null, more: Parameters<typeof answerCalls>[0] = {}) {
  answerCalls({ 'sessions.saveRota': () => rota(1), 'sessions.endRota': () => ({}), ...more })
  render(<RotaView orgId={ORG} rota={changed} homes={homes} hosts={[LIN, CHEN, ZHAO]} onSaved={onSaved} />)
}

beforeEach(() => {
  newPhone()
  logInAs(LIN.id)
  clockFake.time = NOW
  onSaved.mockReset()
})

it('makes a new one, saying meanwhile what it makes', async () => {
  show()
  await press('rota-save')
  expect(element('rota-error')).toHaveTextContent('选一个青年之家')
  await pick('rota-home', 0)
  await press('rota-save')
  expect(element('rota-error')).toHaveTextContent('选谁来接待')
  await pick('rota-host-add', 1)
  await pick('rota-host-add', 0)
  expect(element('rota-sentence')).toHaveTextContent('每次 5 个时段，每段 1 人，陈静、林书记轮流')
  expect(element('date-2026-11-28')).toHaveTextContent('今天陈静')
  await press(`host-up-${LIN.id}`)
  expect(element('date-2026-11-28')).toHaveTextContent('今天林书记')
  await press('rota-minutes-less')
  await press('rota-places-more')
  expect(element('rota-sentence')).toHaveTextContent('每次 6 个时段，每段 2 人，林书记、陈静轮流')
  await press('rota-save')
  expect(sentTo('sessions.saveRota')).toEqual([
    {
      orgId: ORG,
      rotaId: null,
      homeId: HOME,
      weekday: 6,
      from: '09:00',
      to: '11:30',
      slotMinutes: 25,
      placesPerSlot: 2,
      hostIds: [LIN.id, CHEN.id],
      startsOn: '2026-11-28',
    },
  ])
  expect(navigationFake.toasts).toEqual(['排好了，八周的场次都有了'])
  expect(onSaved).toHaveBeenCalledTimes(1)
})

it('says at once that times make no session, and sends nothing', async () => {
  show(rota(1))
  await pick('rota-to', '08:00')
  expect(element('rota-sentence')).toHaveTextContent('结束要晚于开始，至少排得下一个时段')
  await press('rota-save')
  expect(element('rota-error')).toHaveTextContent('结束要晚于开始')
  expect(sentTo('sessions.saveRota')).toEqual([])
})

it('changes one that is there from what it is, and takes somebody out', async () => {
  show(rota(1))
  expect(element('rota-home')).toHaveTextContent('东关青年之家')
  await pick('rota-weekday', 3)
  await press(`host-out-${LIN.id}`)
  expect(element('rota-sentence')).toHaveTextContent('陈静接待')
  await press('rota-save')
  expect(sentTo('sessions.saveRota')).toMatchObject([{ rotaId: idOf(1), weekday: 3, hostIds: [CHEN.id], startsOn: '2026-11-01' }])
  expect(navigationFake.toasts).toEqual(['改好了，没人约的场次已重排'])
})

it('shows somebody who is no officer any more, to be taken out', () => {
  show(rota(1, { hosts: [LIN, { ...CHEN, id: idOf(79), name: '周老师' }] }))
  expect(element(`host-${idOf(79)}`)).toHaveTextContent('2周老师')
})

it('says who is busy when', async () => {
  show(rota(1), {
    'sessions.saveRota': () => {
      throw new AppError('host_busy', { name: '陈静', time: '12月5日 09:00' })
    },
  })
  await press('rota-save')
  expect(element('rota-error')).toHaveTextContent('陈静 12月5日 09:00 已有一场接待，换一个人或时间')
  expect(onSaved).not.toHaveBeenCalled()
})

it('asks once before it ends, and says what goes and what stays', async () => {
  show(rota(1))
  navigationFake.answer = false
  await press('rota-end')
  expect(navigationFake.questions).toMatchObject([{ title: '停掉这个排班？', danger: true }])
  expect(navigationFake.questions[0]!.text).toContain('没人约的撤掉。已有人约的、单独改过的照常接待')
  expect(sentTo('sessions.endRota')).toEqual([])
  navigationFake.answer = true
  await press('rota-end')
  expect(sentTo('sessions.endRota')).toEqual([{ orgId: ORG, rotaId: idOf(1) }])
  expect(onSaved).toHaveBeenCalledTimes(1)
})

it('has what it makes beside the form on a desk', () => {
  displayFake.wide = true
  show(rota(1))
  expect(document.querySelector('.rota--wide .rota__outcome #rota-sentence')).toBeInTheDocument()
  expect(document.querySelector('.dock')).toBeNull()
})
