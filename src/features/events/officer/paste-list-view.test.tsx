import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { EventDetail, MatchedLine } from '@core/contract/events'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { useQuery } from '@/sync/use-query'
import { detailOf, shiftOf } from '../_events'
import { PasteListView } from './paste-list-view'

const line = (n: number, name: string, more: Partial<MatchedLine> = {}): MatchedLine => ({
  n,
  raw: `${n}. ${name}`,
  name,
  note: '',
  count: 1,
  doubt: null,
  personId: `p${n}`,
  candidates: [],
  ...more,
})
const LIST = [
  line(1, '张三'),
  line(2, '李四', { raw: '2. 李四+1', doubt: 'many_people', count: 2 }),
  line(3, '王五', {
    doubt: 'several_of_that_name',
    personId: null,
    candidates: [
      { personId: 'p31', name: '王五', orgName: '一支部' },
      { personId: 'p32', name: '王五', orgName: '二支部' },
    ],
  }),
  line(4, '我奶奶', { doubt: 'joke', personId: null }),
  line(5, '赵六', { doubt: 'already' }),
]

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const choose = (id: string, value: string) =>
  act(async () => void fireEvent.change(element(id).querySelector('[data-testid=picker]')!, { target: { value } }))

function Page() {
  return <PasteListView event={useQuery('events.get', { eventId: 'e1' })} />
}
async function show(event: Partial<EventDetail> = {}, more: Parameters<typeof answerCalls>[0] = {}) {
  answerCalls({
    'events.get': () => detailOf(event),
    'events.matchList': () => ({ title: '周末接龙', lines: LIST }),
    'events.enrollPeople': ({ personIds }) => ({ enrolled: personIds.slice(0, 1), already: [], full: personIds.slice(1) }),
    ...more,
  })
  render(<Page />)
  await act(async () => undefined)
}
async function paste(text = '#接龙\n1. 张三') {
  fireEvent.change(element('paste-text'), { target: { value: text } })
  await press('paste-match')
}

beforeEach(() => {
  newPhone()
  logInAs('officer')
})

it('shows what was recognized, what needs a look, and what cannot be enrolled', async () => {
  await show()
  await paste()
  expect(sentTo('events.matchList')).toEqual([{ eventId: 'e1', text: '#接龙\n1. 张三' }])
  expect(element('paste-counts')).toHaveTextContent('5 行：认出 1，要看 2，已报 1，报不了 1')
  expect(element('paste-look')).toHaveTextContent('2. 李四+1 · 好像不止一个人，只报上这一位')
  expect(element('paste-impossible')).toHaveTextContent('4. 我奶奶 · 不像人名')
  expect(document.getElementById('take-3')).toBeNull()
  expect(element('take-0')).toHaveAttribute('aria-checked', 'true')
  expect(element('take-1')).toHaveAttribute('aria-checked', 'false')
  expect(element('take-2')).toHaveAttribute('aria-disabled', 'true')
})

it('enrolls those whom the officer takes, and says what became of each', async () => {
  await show({ free: 1 })
  await paste()
  expect(element('paste-enroll')).toHaveTextContent('报上 1 人')
  await press('take-1')
  await choose('who-2', '1')
  expect(element('paste-enroll')).toHaveTextContent('报上 3 人')
  expect(document.body).toHaveTextContent('空位还有 1 个，报不下的会告诉你')
  await press('take-1')
  await press('paste-enroll')
  expect(sentTo('events.enrollPeople')).toEqual([{ eventId: 'e1', personIds: ['p1', 'p32'], shift: null }])
  expect(element('paste-result')).toHaveTextContent('报上了 1 人')
  expect(element('paste-enrolled')).toHaveTextContent('张三')
  expect(element('paste-full')).toHaveTextContent('王五')
  await press('paste-finish')
  expect(navigationFake.moves).toEqual([{ how: 'back', url: '' }])
})

it('asks for the shift where the event has some', async () => {
  await show({ shifts: [shiftOf(1, { label: '早班' }), shiftOf(2, { label: '晚班' })] })
  await paste()
  expect(element('paste-enroll')).toHaveTextContent('先选班次')
  await press('paste-enroll')
  expect(sentTo('events.enrollPeople')).toEqual([])
  await choose('paste-shift', '1')
  await press('paste-enroll')
  expect(sentTo('events.enrollPeople')).toMatchObject([{ shift: 2 }])
})

it('says that a list is too long, and the text stays to be cut', async () => {
  await show(
    {},
    {
      'events.matchList': () => {
        throw new AppError('list_too_long')
      },
    },
  )
  await paste('张三\n'.repeat(2000))
  expect(document.body).toHaveTextContent('接龙最多 500 行，分几次粘贴')
  expect(element('paste-text')).toHaveValue('张三\n'.repeat(2000))
})

it('asks nothing of the server without a text, or with one that no list can have', async () => {
  await show()
  await press('paste-match')
  expect(document.body).toHaveTextContent('先把群里的接龙粘进来')
  await paste('字'.repeat(100_001))
  expect(sentTo('events.matchList')).toEqual([])
})

it('keeps the choices where enrolling was refused', async () => {
  await show(
    {},
    {
      'events.enrollPeople': () => {
        throw new AppError('event_started')
      },
    },
  )
  await paste()
  await press('take-1')
  await press('paste-enroll')
  expect(element('paste-error')).toHaveTextContent('活动已经开始')
  expect(element('take-1')).toHaveAttribute('aria-checked', 'true')
})

it('goes back to the text, which is still there', async () => {
  await show()
  await paste()
  await press('paste-again')
  expect(element('paste-text')).toHaveValue('#接龙\n1. 张三')
})

it('takes nobody into an event that is not open', async () => {
  await show({ status: 'cancelled' })
  expect(element('paste-closed')).toBeInTheDocument()
})

it('is read at a desk as well', async () => {
  displayFake.wide = true
  await show()
  await paste()
  expect(document.querySelector('.dock')).toBeNull()
  expect(element('paste-enroll')).toHaveTextContent('报上 1 人')
})
