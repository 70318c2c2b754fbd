import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { HostCard, HostYear } from '@core/contract/sessions'
import { instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { calendarFake } from '@/platform/calendar/fake'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { CHEN, duty, idOf, LIN, NOW, ORG } from './_duty'
import { HostingView } from './hosting-view'
import { useHosting } from './use-hosting'

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => act(async () => void fireEvent.change(element(id), { target: { value } }))

function Page() {
  return <HostingView orgId={ORG} person={{ id: LIN.id, name: LIN.name }} hosting={useHosting(ORG)} />
}
const done = (part: Partial<HostYear> = {}): HostYear => ({ year: 2026, received: 48, answeredOnTheSpot: 31, days: 12, next: [], ...part })

async function show(part: Partial<HostYear> = {}, hosts: HostCard[] = [CHEN, LIN], more: Parameters<typeof answerCalls>[0] = {}) {
  answerCalls({ 'sessions.hosts': () => ({ items: hosts }), 'sessions.hostYear': ({ year }) => done({ year, ...part }), ...more })
  render(<Page />)
  await act(async () => undefined)
}

beforeEach(() => {
  newPhone()
  logInAs(LIN.id)
  clockFake.time = NOW
})

it('shows the next duties, into the calendar and on to who comes', async () => {
  const later = duty(2, { startsAt: instantOf('2026-12-12', '09:00'), substitute: true, waitingCount: 1, free: 0 })
  await show({ next: [duty(1), later] })
  expect(element(`duty-${idOf(1)}`)).toHaveTextContent('今天 09:00–11:30东关青年之家 · 空 2 / 5')
  expect(element(`duty-${idOf(2)}`)).toHaveTextContent('12月12日 周六 09:00–11:30代班东关青年之家 · 空 0 / 5 · 候补 1')
  await press(`calendar-${idOf(2)}`)
  expect(calendarFake.entered).toMatchObject([
    { uid: `duty-${idOf(2)}@qingnian-youyue`, startsAt: later.startsAt, endsAt: later.endsAt, location: '东关青年之家' },
  ])
  await press(`reception-${idOf(1)}`)
  expect(navigationFake.moves.at(-1)?.url).toBe(`/packages/duty/reception/index?sessionId=${idOf(1)}`)
})

it('marks a duty on a day that has become a holiday', async () => {
  await show({ next: [duty(1, { startsAt: instantOf('2026-12-12', '09:00'), holiday: '国庆节' })] })
  expect(element(`duty-${idOf(1)}`)).toHaveTextContent('国庆节放假')
})

it('says how one hears of a duty while there is none', async () => {
  await show()
  expect(element('no-duties')).toHaveTextContent('这里和消息里都会提前告诉你')
})

it('shows my public card, and saves it for the organization I work for', async () => {
  let card = LIN
  await show({}, [], {
    'sessions.hosts': () => ({ items: [CHEN, card] }),
    'sessions.saveHostCard': ({ post, helpsWith }) => (card = { ...LIN, post, helpsWith }),
  })
  expect(element('my-card')).toHaveTextContent('林书记团工委书记改一改就业、创业的事都可以找我')
  await press('card-edit')
  await write('card-post', ' ')
  await press('card-save')
  expect(element('card-sheet')).toHaveTextContent('写一下职务')
  await write('card-post', '街道团工委书记')
  await write('card-helps', '租房、就业')
  await press('card-save')
  expect(sentTo('sessions.saveHostCard')).toEqual([{ orgId: ORG, post: '街道团工委书记', helpsWith: '租房、就业' }])
  expect(navigationFake.toasts).toEqual(['改好了'])
  expect(element('my-card')).toHaveTextContent('街道团工委书记')
  expect(document.getElementById('card-sheet')).toBeNull()
})

it('keeps what was written where the content check refuses it, and says why', async () => {
  await show({}, [LIN], {
    'sessions.saveHostCard': () => {
      throw new AppError('content_refused')
    },
  })
  await press('card-edit')
  await write('card-helps', '不该写的')
  await press('card-save')
  expect(element('card-sheet')).toHaveTextContent('内容没有通过检查，修改后再提交')
  expect(element('card-helps')).toHaveValue('不该写的')
})

it('asks whoever has no card yet to write one', async () => {
  await show({}, [CHEN])
  expect(element('my-card')).toHaveTextContent('林书记还没写职务改一改写上能帮什么')
})

it('counts the year, and the one before', async () => {
  await show()
  expect(element('year-received')).toHaveTextContent('48接待（人）')
  expect(element('year-answered')).toHaveTextContent('31当场答复（人）')
  expect(element('year-days')).toHaveTextContent('12值班（天）')
  await press('year-2025')
  expect(sentTo('sessions.hostYear').map(({ year }) => year)).toEqual([2026, 2025])
})

it('says what did not come', async () => {
  await show({}, [LIN], {
    'sessions.hostYear': () => {
      throw new AppError('unavailable')
    },
  })
  expect(element('error')).toHaveTextContent('服务正在恢复')
})
