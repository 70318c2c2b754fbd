import { act, fireEvent, render } from '@testing-library/react'
import type { AnswersToCheck, CaseList } from '@core/contract/cases'
import { AppError } from '@core/contract/errors'
import type { Me } from '@core/contract/people'
import { instantOf } from '@core/rules/shared/calendar'
import { cardOf, caseOf, SERVICES, serviceOf } from '@/features/cases/_cases'
import { useMe } from '@/features/people/me'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone } from '@/sync/_phone'
import { signIn } from '@/sync/session'
import { pageFake } from '../../../tests/mocks/taro'
import MyCasePage from '../cases/detail'
import TodayPage from '../workbench/today'
import AnswersPage from './answers'
import WorkCasePage from './detail'
import CaseworkPage from './list'
import OffersPage from './offers'
import WhistlePage from './whistle'

const ORG = 'o1'
const officer: Me = {
  ...{ id: 'chen', name: '陈静', consented: true, orgName: '东关街道团工委', isMember: true, volunteerNo: null, birthMonth: null },
  grants: [{ role: 'officer', orgId: ORG, orgName: '东关街道团工委', eventId: null }],
}
const LISTED: CaseList = {
  items: [
    cardOf({ id: 'late', state: 'working', ownerName: '陈静', overdueDays: 2 }),
    cardOf({ id: 'soon', state: 'working', ownerName: '陈静' }),
  ],
  next: null,
  counts: { toAccept: 2, working: 3, overdue: 1, joint: 0 },
}
const NOBODY: CaseList = { items: [], next: null, counts: { toAccept: 0, working: 0, overdue: 0, joint: 0 } }
const PROPOSED: AnswersToCheck['items'][number] = {
  ...{ id: 'a1', topic: 'work', question: '公寓怎么申请', answer: '带身份证到 3 号窗口', orgName: '东关街道团工委' },
  ...{ proposedBy: '林书记', mine: false, published: false },
}

const element = (id: string) => document.getElementById(id)!
const gone = (id: string) => document.getElementById(id) === null
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => act(async () => void fireEvent.change(element(id), { target: { value } }))
const pick = (id: string, value: string | number) =>
  act(async () => void fireEvent.change(element(id).querySelector('[data-testid="picker"]')!, { target: { value } }))
type Answers = Parameters<typeof answerCalls>[0]

async function show(page: React.ReactElement, answers: Answers, params: Record<string, string> = {}) {
  pageFake.params = params
  answerCalls({
    'reports.workbench': () => ({
      ...{ orgName: '东关街道团工委', toCloseCount: 0, pendingCount: 0, claimCount: 0, reviewCount: 0, objectionCount: 0 },
      ...{ objections: [], clocks: [], unknownYear: null, running: [], toClose: [], coming: [] },
    }),
    'sessions.plan': () => ({ items: [], skipped: [], unknownYear: null }),
    'cases.summary': () => ({ count: 3, ratings: null }),
    ...answers,
  })
  render(page)
  await act(async () => undefined)
}

beforeEach(() => {
  newPhone()
  clockFake.time = instantOf('2026-11-23', '09:00')
  signIn({ id: officer.id, consented: true }, 'token')
  act(() => useMe.setState({ me: officer, demo: false, ready: true }))
})

describe('the workbench', () => {
  it('says what is late first, then what waits to be taken', async () => {
    await show(<TodayPage />, { 'cases.list': () => LISTED })
    expect([...document.querySelectorAll('.workbench__todo')].map((card) => card.textContent)).toEqual(['1诉求逾期', '2诉求待受理'])
    expect(element('casework')).toHaveTextContent('逾期 1 · 待受理 2 · 办理中 3')
    for (const id of ['todo-overdue', 'todo-accept', 'casework', 'whistle', 'offers', 'answers']) await press(id)
    expect(navigationFake.moves.map(({ url }) => url)).toEqual([
      '/packages/casework/list/index?which=overdue',
      '/packages/casework/list/index?which=to_accept',
      '/packages/casework/list/index',
      '/packages/casework/whistle/index',
      '/packages/casework/offers/index',
      '/packages/casework/answers/index',
    ])
  })

  it('says nothing of cases where none wait', async () => {
    await show(<TodayPage />, { 'cases.list': () => NOBODY })
    expect(gone('todo-overdue')).toBe(true)
    expect(element('casework')).toHaveTextContent('写来的、转来的、请你们一起办的')
  })
})

describe('the cases of an organization', () => {
  it('begin with what is late, each leading to itself', async () => {
    await show(<CaseworkPage />, { 'cases.list': () => LISTED })
    expect(element('cases-overdue')).toHaveAttribute('aria-selected', 'true')
    expect(element('cases')).toHaveTextContent('逾期 1待受理 2办理中 3协办 0办完')
    expect(element('case-late')).toHaveTextContent('书面诉求 · 就业创业东关街道团工委 陈静 · 第 1 天，11月24日 前答复晚了 2 天')
    await press('case-late')
    expect(navigationFake.moves[0]?.url).toBe('/packages/casework/detail/index?caseId=late')
    await press('cases-done')
    expect(sentTo('cases.list').pop()).toMatchObject({ orgId: ORG, which: 'done' })
  })

  it('begin with what nobody has taken where nothing is late, and say what the list is for', async () => {
    await show(<CaseworkPage />, { 'cases.list': () => NOBODY })
    expect(element('cases-to_accept')).toHaveAttribute('aria-selected', 'true')
    expect(element('casework-empty')).toHaveTextContent('没有等着受理的')
  })

  it('are the list that the address names', async () => {
    await show(<CaseworkPage />, { 'cases.list': () => LISTED }, { which: 'joint' })
    expect(element('cases-joint')).toHaveAttribute('aria-selected', 'true')
  })

  it('are a table on a desk, with what is late in gold', async () => {
    displayFake.wide = true
    await show(<CaseworkPage />, { 'cases.list': () => LISTED }, { which: 'working' })
    expect(element('case-late')).toHaveClass('table__row--gold')
    expect(element('case-soon')).not.toHaveClass('table__row--gold')
    await press('case-soon')
    await press('side-nav-answers')
    expect(navigationFake.moves.map(({ url }) => url)).toEqual([
      '/packages/casework/detail/index?caseId=soon',
      '/packages/casework/answers/index',
    ])
  })

  it('say why they cannot be shown, and are asked for again', async () => {
    let dark = true
    await show(<CaseworkPage />, {
      'cases.list': () => {
        if (dark) throw new AppError('offline')
        return LISTED
      },
    })
    expect(document.body).toHaveTextContent('没有网络')
    dark = false
    await act(async () => pageFake.show())
    expect(element('case-late')).toBeInTheDocument()
  })
})

it('opens one case for those who work on it, and asks again when it is shown again', async () => {
  await show(<WorkCasePage />, { 'cases.get': () => caseOf() }, { caseId: 'c1' })
  expect(element('case-standing')).toHaveTextContent('李晓雨')
  const before = sentTo('cases.get').length
  await act(async () => pageFake.show())
  expect(sentTo('cases.get').length).toBe(before + 1)
})

it('leads whoever whistled from a message to the workbench, where they work on it', async () => {
  await show(<MyCasePage />, { 'cases.get': () => caseOf({ kind: 'whistle', personName: '' }) }, { caseId: 'w1' })
  expect(navigationFake.moves).toMatchObject([{ how: 'replace', url: '/packages/casework/detail/index?caseId=w1' }])
  expect(gone('case-standing')).toBe(true)
})

it('leaves people at their own case', async () => {
  await show(<MyCasePage />, { 'cases.get': () => caseOf() }, { caseId: 'c1' })
  expect(element('case-standing')).toBeInTheDocument()
  expect(navigationFake.moves).toEqual([])
})

describe('whistling', () => {
  const orgs = [...SERVICES.orgs, { id: 'o3', name: '县青年中心', above: true }, { id: 'o4', name: '县人社局团支部', above: true }]
  const services = { 'cases.services': () => ({ items: [], orgs }) }

  it('calls one that is in charge and others that join in, and leads to the case', async () => {
    await show(<WhistlePage />, { ...services, 'cases.whistle': () => ({ caseId: 'w1' }) })
    expect(element('whistle-send')).toHaveTextContent('选请谁牵头')
    // Among whom it can ask, it is not itself.
    await pick('whistle-joint', 2)
    expect(element('whistle-joint-remove-0')).toBeInTheDocument()
    await pick('whistle-owner', 3)
    // Who is in charge does not join in as well.
    expect(gone('whistle-joint-remove-0')).toBe(true)
    await pick('whistle-joint', 1)
    await pick('whistle-joint', 0)
    await press('whistle-topic-rights')
    expect(element('whistle-send')).toHaveTextContent('写几句')
    await write('whistle-text', ' 工地拖欠工资 ')
    await press('whistle-send')
    expect(sentTo('cases.whistle')).toEqual([
      { orgId: ORG, ownerOrgId: 'o4', jointOrgIds: ['o3', 'o2'], dueOn: null, topic: 'rights', text: '工地拖欠工资', files: [] },
    ])
    expect(navigationFake.moves).toMatchObject([{ how: 'replace', url: '/packages/casework/detail/index?caseId=w1' }])
  })

  it('says by when, on a working day', async () => {
    await show(<WhistlePage />, { ...services, 'cases.whistle': () => ({ caseId: 'w1' }) })
    await pick('whistle-owner', 1)
    await press('whistle-topic-rights')
    await write('whistle-text', '工地拖欠工资')
    expect(element('whistle-due')).toHaveTextContent('12月2日')
    await pick('whistle-due', '2026-11-28')
    expect(document.body).toHaveTextContent('11月28日 不是工作日，换一个工作日')
    expect(element('whistle-send')).toHaveTextContent('换一天')
    await press('whistle-send')
    expect(sentTo('cases.whistle')).toEqual([])
    await pick('whistle-due', '2026-11-27')
    await press('whistle-send')
    expect(sentTo('cases.whistle')).toMatchObject([{ ownerOrgId: 'o2', dueOn: '2026-11-27' }])
  })

  it('keeps what was written where it could not be sent', async () => {
    await show(<WhistlePage />, {
      ...services,
      'cases.whistle': () => {
        throw new AppError('org_closed', { org: '县青年中心' })
      },
    })
    await pick('whistle-owner', 2)
    await press('whistle-topic-rights')
    await write('whistle-text', '工地拖欠工资')
    await press('whistle-send')
    expect(element('whistle-problem')).toHaveTextContent('「县青年中心」已经不在了，换一个组织。写的都还在')
    expect(element('whistle-text')).toHaveValue('工地拖欠工资')
  })
})

describe('what an organization offers', () => {
  it('is added, changed and withdrawn after a question', async () => {
    await show(<OffersPage />, {
      'cases.services': () => ({ ...SERVICES, items: [serviceOf()] }),
      'cases.saveService': () => serviceOf(),
      'cases.endService': () => ({}),
    })
    expect(sentTo('cases.services')[0]).toEqual({ orgId: ORG })
    await press('offer-add')
    await write('offer-name', '借场地')
    await press('offer-save')
    await press('offer-v1')
    await write('offer-about', '周末也行')
    await press('offer-save')
    expect(sentTo('cases.saveService')).toEqual([
      { orgId: ORG, serviceId: null, name: '借场地', about: '' },
      { orgId: ORG, serviceId: 'v1', name: '简历怎么写', about: '周末也行' },
    ])
    await press('offer-v1')
    navigationFake.answer = false
    await press('offer-end')
    expect(sentTo('cases.endService')).toEqual([])
    navigationFake.answer = true
    await press('offer-end')
    expect(sentTo('cases.endService')).toEqual([{ orgId: ORG, serviceId: 'v1' }])
  })

  it('says what a catalogue is for where there is none', async () => {
    await show(<OffersPage />, { 'cases.services': () => ({ items: [], orgs: [] }) })
    expect(element('no-offers')).toHaveTextContent('写一两样最拿手的')
  })
})

describe('the library of answers', () => {
  it('is published by a second officer, never by who proposed it, and taken back after a question', async () => {
    await show(<AnswersPage />, {
      'cases.answersToCheck': () => ({
        items: [PROPOSED, { ...PROPOSED, id: 'a2', mine: true }, { ...PROPOSED, id: 'a3', mine: true, published: true }],
      }),
      'cases.checkAnswer': () => ({}),
    })
    expect(document.body).toHaveTextContent('今年有 3 份答复被评过，满十份就看得到怎么样')
    expect(gone('publish-a2')).toBe(true)
    expect(element('answer-a2')).toHaveTextContent('你提的，请另一位同事来看')
    await press('publish-a1')
    await press('no-a3')
    expect(navigationFake.questions).toMatchObject([{ title: '收回？' }])
    expect(sentTo('cases.checkAnswer')).toEqual([
      { orgId: ORG, answerId: 'a1', publish: true },
      { orgId: ORG, answerId: 'a3', publish: false },
    ])
  })

  it('shows how answers were rated once enough were', async () => {
    await show(<AnswersPage />, {
      'cases.answersToCheck': () => ({ items: [] }),
      'cases.summary': () => ({ count: 12, ratings: { solved: 75, partly: 17, not: 8 } }),
    })
    expect(document.body).toHaveTextContent('今年被评过的 12 份答复：解决了 75%，解决了一部分 17%，没解决 8%')
    expect(element('no-answers')).toBeInTheDocument()
  })
})
