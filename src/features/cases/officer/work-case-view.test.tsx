import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { CaseDetail } from '@core/contract/cases'
import { instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { caseOf, entryOf, MAY_NOTHING, SERVICES, UNDER_WAY } from '../_cases'
import { useWorkCase } from './use-work-case'
import { WorkCaseView } from './work-case-view'

const element = (id: string) => document.getElementById(id)!
const gone = (id: string) => document.getElementById(id) === null
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => act(async () => void fireEvent.change(element(id), { target: { value } }))
const pick = (id: string, value: string | number) =>
  act(async () => void fireEvent.change(element(id).querySelector('[data-testid="picker"]')!, { target: { value } }))
/** What an officer in charge may do once a case is under way. */
const WORKING = {
  ...UNDER_WAY,
  may: { ...MAY_NOTHING, accept: true, answer: true, reply: true, note: true, work: true, extend: true, move: true },
}

function Page({ secretary }: { secretary: boolean }) {
  return <WorkCaseView model={useWorkCase('c1', { officer: true, secretary })} />
}

async function show(detail: CaseDetail | AppError, more: Parameters<typeof answerCalls>[0] = {}, secretary = false) {
  answerCalls({
    'cases.get': () => {
      if (detail instanceof AppError) throw detail
      return detail
    },
    'cases.services': () => ({ ...SERVICES, orgs: [...SERVICES.orgs, { id: 'o3', name: '县青年中心', above: true }] }),
    ...more,
  })
  render(<Page secretary={secretary} />)
  await act(async () => undefined)
}

beforeEach(() => {
  newPhone()
  logInAs('chen')
  clockFake.time = instantOf('2026-11-23', '09:00')
})

it('takes what nobody has taken by one press, and says it to the person', async () => {
  await show(caseOf({ may: { ...MAY_NOTHING, accept: true, sendBack: true } }), { 'cases.accept': () => ({}) })
  expect(element('case-standing')).toHaveTextContent('书面诉求等受理李晓雨东关街道团工委 · 第 1 天，11月24日 前受理')
  expect(element('work-accept')).toHaveClass('button--primary')
  expect(document.querySelectorAll('.button--primary')).toHaveLength(1)
  await press('work-accept')
  expect(sentTo('cases.accept')).toEqual([{ caseId: 'c1', ownerId: null }])
  expect(navigationFake.toasts).toEqual(['在你手里了，已经告诉 TA'])
})

it('says at the thumb that somebody else was quicker', async () => {
  await show(caseOf({ may: { ...MAY_NOTHING, accept: true } }), {
    'cases.accept': () => {
      throw new AppError('case_state_wrong')
    },
  })
  await press('work-accept')
  expect(element('work-problem')).toHaveTextContent('这件诉求的状态变了，刷新看看')
})

it('gives it to a colleague', async () => {
  await show(caseOf(WORKING), {
    'cases.accept': () => ({}),
    'sessions.hosts': () => ({
      items: [
        { id: 'lin', name: '林书记', post: '团工委书记', helpsWith: '' },
        { id: 'chen', name: '陈静', post: '', helpsWith: '' },
      ],
    }),
  })
  await press('work-assign')
  expect(gone('assign-chen')).toBe(true)
  await press('assign-lin')
  expect(sentTo('cases.accept')).toEqual([{ caseId: 'c1', ownerId: 'lin' }])
  expect(gone('assign-sheet')).toBe(true)
})

it('keeps what was written in an answer that was refused, and says why', async () => {
  await show(caseOf(WORKING), {
    'cases.answer': () => {
      throw new AppError('content_refused')
    },
  })
  await press('work-answer')
  await press('answer-submit')
  expect(sentTo('cases.answer')).toEqual([])
  await press('outcome-explained')
  await write('answer-text', ' 这件归市里管，请打 12345 ')
  await press('answer-submit')
  expect(sentTo('cases.answer')).toEqual([{ caseId: 'c1', outcome: 'explained', text: '这件归市里管，请打 12345', files: [] }])
  expect(element('sheet-problem')).toHaveTextContent('内容没有通过检查')
  expect(element('answer-text')).toHaveValue(' 这件归市里管，请打 12345 ')
})

it('writes to the person, and writes among officers, and never takes one for the other', async () => {
  await show(caseOf(WORKING), { 'cases.reply': () => ({}), 'cases.note': () => ({}) })
  await press('work-reply')
  await write('reply-sheet-text', '请把合同拍一张发来')
  await press('reply-sheet-submit')
  await press('work-note')
  expect(element('note-sheet')).toHaveTextContent('提的人永远看不到')
  await write('note-sheet-text', '和人社局通过电话')
  await press('note-sheet-submit')
  expect(sentTo('cases.reply')).toEqual([{ caseId: 'c1', text: '请把合同拍一张发来', files: [] }])
  expect(sentTo('cases.note')).toEqual([{ caseId: 'c1', text: '和人社局通过电话', files: [] }])
})

it('puts it off to a working day after what was promised, and says until when at most', async () => {
  await show(caseOf(WORKING), { 'cases.extend': () => ({}) })
  await press('work-extend')
  expect(element('extend-sheet')).toHaveTextContent('现在说好的是 12月2日，最晚延到 1月1日')
  await write('extend-reason', '要等县里的会定下来')
  await pick('extend-day', '2026-12-05')
  expect(element('extend-sheet')).toHaveTextContent('12月5日 不是工作日，换一个工作日')
  await press('extend-submit')
  expect(sentTo('cases.extend')).toEqual([])
  await pick('extend-day', '2026-12-08')
  await press('extend-submit')
  expect(sentTo('cases.extend')).toEqual([{ caseId: 'c1', dueOn: '2026-12-08', reason: '要等县里的会定下来' }])
})

it('gives it to another organization with a reason, and leaves what is not theirs to read any more', async () => {
  await show(caseOf(WORKING), { 'cases.move': () => ({}) })
  await press('work-move')
  await pick('move-org', 1)
  await press('move-submit')
  expect(sentTo('cases.move')).toEqual([])
  await write('move-reason', '公寓归县里管')
  await press('move-submit')
  expect(sentTo('cases.move')).toEqual([{ caseId: 'c1', orgId: 'o3', reason: '公寓归县里管' }])
  expect(navigationFake.moves).toMatchObject([{ how: 'back' }])
})

it('asks others to join in, but not who is in charge', async () => {
  await show(caseOf(WORKING), { 'cases.join': () => ({}) })
  await press('work-join')
  await pick('join-org', 1)
  expect(element('join-sheet')).toHaveTextContent('县青年中心')
  await press('join-org-remove-0')
  await press('join-submit')
  expect(sentTo('cases.join')).toEqual([])
  await pick('join-org', 0)
  await press('join-submit')
  expect(sentTo('cases.join')).toEqual([{ caseId: 'c1', orgIds: ['o2'] }])
})

it('proposes an answer in its own words, and says that names are not for the library', async () => {
  const answer = { outcome: 'resolved' as const, text: '带身份证到 3 号窗口', files: [], at: instantOf('2026-11-22', '15:00') }
  await show(caseOf({ state: 'rated', answer, rating: 'solved', may: { ...MAY_NOTHING, proposeAnswer: true } }), {
    'cases.proposeAnswer': () => {
      throw new AppError('bad_request', { field: 'question' })
    },
  })
  expect(element('case-rating')).toHaveTextContent('TA 评的：解决了')
  await press('work-propose')
  expect(element('propose-question')).toHaveValue('')
  await write('propose-question', '李晓雨问公寓怎么申请')
  await press('propose-submit')
  expect(element('sheet-problem')).toHaveTextContent('不要有提的人的名字')
})

it('marks what is among officers, and shows an anonymous person as they come', async () => {
  const entries = [
    entryOf({ by: '匿名青年', mine: false }),
    entryOf({ id: 'e2', step: 'note', by: '东关街道团工委 陈静', mine: false, text: '打过电话' }),
  ]
  await show(caseOf({ ...WORKING, personName: '匿名青年', anonymous: true, entries, may: { ...WORKING.may, askUnmask: true } }), {
    'cases.askUnmask': () => ({}),
  })
  expect(element('case-person')).toHaveTextContent('匿名青年')
  expect(element('entry-2')).toHaveTextContent('东关街道团工委 陈静 内部备注')
  await press('work-ask_unmask')
  await write('ask-unmask-sheet-text', '要知道')
  await press('ask-unmask-sheet-submit')
  expect(sentTo('cases.askUnmask')).toEqual([])
  await write('ask-unmask-sheet-text', '要帮 TA 把工资要回来，得知道单位')
  await press('ask-unmask-sheet-submit')
  expect(sentTo('cases.askUnmask')).toEqual([{ caseId: 'c1', reason: '要帮 TA 把工资要回来，得知道单位' }])
})

const ASKED = {
  by: '陈静',
  at: instantOf('2026-11-23', '08:00'),
  reason: '要帮 TA 把工资要回来',
  agreed: [],
  mayAgree: true,
  mayDecline: true,
}

it('lets a secretary above decide on a name by the reason alone, after a question', async () => {
  await show(
    new AppError('not_found'),
    { 'cases.unmasking': () => ({ orgName: '东关街道团工委', asked: ASKED }), 'cases.unmask': () => ({ granted: false }) },
    true,
  )
  expect(element('name-asked')).toHaveTextContent('要不要让东关街道团工委知道 TA 是谁陈静 · 08:00 申请要帮 TA 把工资要回来')
  navigationFake.answer = false
  await press('agree-unmask')
  expect(sentTo('cases.unmask')).toEqual([])
  navigationFake.answer = true
  await press('agree-unmask')
  expect(sentTo('cases.unmask')).toEqual([{ caseId: 'c1' }])
  expect(navigationFake.toasts).toEqual(['记下了，还要另一位书记同意'])
})

it('lets a secretary above say no, and why: then nothing is asked any more', async () => {
  let declined = false
  await show(
    new AppError('not_found'),
    {
      'cases.unmasking': () => ({ orgName: '东关街道团工委', asked: declined ? null : ASKED }),
      'cases.declineUnmask': () => {
        declined = true
        return {}
      },
    },
    true,
  )
  await press('decline-unmask')
  await write('decline-unmask-sheet-text', ' 不用知道是谁也能办 ')
  await press('decline-unmask-sheet-submit')
  expect(sentTo('cases.declineUnmask')).toEqual([{ caseId: 'c1', reason: '不用知道是谁也能办' }])
  expect(element('nothing-asked')).toBeInTheDocument()
  expect(navigationFake.toasts).toEqual(['没有同意，原因告诉了申请的人'])
})

it('asks nobody twice for their consent', async () => {
  const asked = { ...ASKED, agreed: ['周书记'], mayAgree: false }
  await show(new AppError('not_found'), { 'cases.unmasking': () => ({ orgName: '东关街道团工委', asked }) }, true)
  expect(element('name-asked')).toHaveTextContent('周书记同意了')
  expect(gone('agree-unmask')).toBe(true)
})

it('shows an officer who is no secretary nothing but that it is not there', async () => {
  await show(new AppError('not_found'), { 'cases.unmasking': () => ({ orgName: '东关街道团工委', asked: ASKED }) })
  expect(gone('name-asked')).toBe(true)
  expect(sentTo('cases.unmasking')).toEqual([])
  expect(document.body).toHaveTextContent('没找到')
})

describe('who whistled', () => {
  const answer = { outcome: 'explained' as const, text: '围栏归水务局管', files: [], at: instantOf('2026-11-22', '15:00') }
  const entries = [entryOf({ by: '东关街道团工委 陈静', mine: false })]
  const whistle = caseOf({
    ...{ kind: 'whistle', personName: '', entries, state: 'explained', answer, dueAt: null },
    may: { ...MAY_NOTHING, say: true, note: true, rate: true, reopen: true },
  })

  it('rates the answer, or says what is missing, or writes on', async () => {
    await show(whistle, { 'cases.rate': () => ({}), 'cases.reopen': () => ({}), 'cases.say': () => ({}) })
    expect(element('case-person')).toHaveTextContent('东关街道团工委 陈静 吹的哨')
    await press('work-reopen')
    await press('reopen-sheet-submit')
    expect(sentTo('cases.reopen')).toEqual([])
    await write('reopen-sheet-text', ' 水务局说归县里 ')
    await press('reopen-sheet-submit')
    expect(sentTo('cases.reopen')).toEqual([{ caseId: 'c1', text: '水务局说归县里' }])
    await press('work-say')
    await write('say-sheet-text', '今天又有孩子翻过去')
    await press('say-sheet-submit')
    expect(sentTo('cases.say')).toEqual([{ caseId: 'c1', text: '今天又有孩子翻过去', files: [] }])
    await press('work-rate')
    await press('rate-partly')
    expect(sentTo('cases.rate')).toEqual([{ caseId: 'c1', rating: 'partly' }])
    expect(navigationFake.toasts.pop()).toBe('记下了，谢谢')
  })

  it('is an organization in all that is said to those in charge', async () => {
    const inCharge = { ...MAY_NOTHING, accept: true, note: true, extend: true }
    await show(caseOf({ ...WORKING, kind: 'whistle', personName: '', entries, may: inCharge }), { 'cases.extend': () => ({}) })
    expect(document.body).toHaveTextContent('只有吹哨的和一起办的看得到')
    await press('work-extend')
    expect(element('extend-sheet')).toHaveTextContent('吹哨的组织会收到原因')
    await write('extend-reason', '要等水务局')
    await press('extend-submit')
    expect(navigationFake.toasts).toEqual(['延期了，已经告诉吹哨的组织'])
    expect(document.body).not.toHaveTextContent('TA')
  })
})

it('has everything that can be done at the side of a desk', async () => {
  displayFake.wide = true
  await show(caseOf(WORKING))
  expect(document.querySelector('.work-case__side')).toContainElement(element('work-answer'))
  expect(document.querySelector('.work-case__side')).toContainElement(element('work-extend'))
  expect(document.querySelector('.dock')).toBeNull()
})
