import { act, fireEvent, render, waitFor } from '@testing-library/react'
import { View } from '@tarojs/components'
import type { CaseDetail } from '@core/contract/cases'
import { instantOf } from '@core/rules/shared/calendar'
import { documentFake } from '@/platform/document/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { ANSWERED, caseOf, entryOf, MAY_NOTHING, TEXT, UNDER_WAY } from './_cases'
import { CaseView } from './case-view'
import { useMyCase } from './use-case'

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => act(async () => byId(id)!.click())
const write = (id: string, text: string) => act(async () => void fireEvent.change(byId(id)!, { target: { value: text } }))
type Answers = Parameters<typeof serve>[0]
/** How the case stands at the server; a procedure may change it. */
interface Standing {
  detail: CaseDetail
}

function Page() {
  return <CaseView model={useMyCase('c1', true)} phoneMessages={(uses) => <View id='phone-messages'>{uses.join()}</View>} />
}

async function show(detail: CaseDetail, answers: (standing: Standing) => Answers = () => ({})) {
  const standing = { detail }
  serve({ 'cases.get': () => standing.detail, ...answers(standing) })
  await act(async () => render(<Page />))
  await waitFor(() => expect(byId('case-standing')).toBeInTheDocument())
}

beforeEach(() => {
  newPhone()
  logInAs('xiaoyu')
})

describe('a case of mine', () => {
  it('lets the phone be told of an answer that is still to come', async () => {
    await show(caseOf())
    expect(byId('phone-messages')).toHaveTextContent('answer')
  })

  it('has nothing more to tell the phone once it is answered', async () => {
    await show(caseOf(ANSWERED))
    expect(byId('phone-messages')).toBeNull()
  })

  it('says in whose hands it is, which day it is and by when it is accepted', async () => {
    await show(caseOf())
    expect(byId('case-standing')).toHaveTextContent('书面诉求等受理在东关街道团工委手里，第 1 天，11月24日 前受理')
    expect(byId('case-matter')).toHaveTextContent(`就业创业${TEXT}`)
    expect(byId('case-late')).toBeNull()
  })

  it('names the officer and the day of the answer once it is under way, and who works on it with them', async () => {
    await show(caseOf({ ...UNDER_WAY, jointOrgs: [{ id: 'o3', name: '县人社局团支部' }] }))
    expect(byId('case-sentence')).toHaveTextContent('在东关街道团工委陈静手里，第 3 天，12月2日 前答复')
    expect(byId('case-joint')).toHaveTextContent('一起办的：县人社局团支部')
  })

  it.each([
    [{ overdueDays: 1 }, '答复晚了 1 天，我们已提醒东关街道团工委陈静'],
    [{ overdueDays: 2, toldOrgName: '县团委' }, '答复晚了 2 天，我们已提醒县团委'],
    [{ state: 'submitted', ownerName: '', overdueDays: 2 }, '受理晚了 2 天，我们已提醒东关街道团工委'],
    [{ state: 'submitted', ownerName: '', overdueDays: 9, toldOrgName: '县团委' }, '受理晚了 9 天，我们已提醒东关街道团工委'],
  ] as const)('says that it is late, and who was reminded: %j', async (late, sentence) => {
    await show(caseOf({ ...UNDER_WAY, ...late }))
    expect(byId('case-late')).toHaveTextContent(sentence)
  })

  it('shows its history with what was said on either side', async () => {
    const entries = [
      entryOf(),
      entryOf({ id: 'e2', step: 'accepted', by: '东关街道团工委 陈静', mine: false, at: instantOf('2026-11-20', '09:00') }),
      entryOf({ id: 'e3', step: 'extended', by: '东关街道团工委 陈静', mine: false, text: '要等县里开会' }),
    ]
    await show(caseOf({ ...UNDER_WAY, entries }))
    expect(byId('entry-1')).toHaveTextContent('我 写了这件事10:30')
    expect(byId('entry-2')).toHaveTextContent('东关街道团工委 陈静 受理了')
    expect(byId('entry-3')).toHaveTextContent('陈静 延期了10:30要等县里开会')
  })

  it.each([
    ['session', '东关街道团工委 陈静', '面对面时没能当场答复，转来办'],
    ['order', '我', '点了单'],
    ['complaint', '我', '提了投诉建议'],
    ['whistle', '东关街道团工委 陈静', '吹了哨，请大家来办'],
  ] as const)('says how it began: %s', async (kind, by, words) => {
    await show(caseOf({ kind, entries: [entryOf({ by })] }))
    expect(byId('entry-1')).toHaveTextContent(`${by} ${words}10:30`)
  })

  it('takes more words along, once', async () => {
    await show(caseOf(UNDER_WAY), (standing) => ({
      'cases.say': ({ input }) => {
        const { text } = input as { text: string }
        standing.detail = caseOf({ ...UNDER_WAY, entries: [entryOf(), entryOf({ id: 'e2', step: 'message', text })] })
        return {}
      },
    }))
    expect(byId('say')!.getAttribute('aria-disabled')).toBe('true')
    await write('say-text', '  毕业证也有了 ')
    await press('say')
    expect(callsOf('cases.say')).toMatchObject([{ input: { caseId: 'c1', text: '毕业证也有了', files: [] } }])
    expect(byId('entry-2')).toHaveTextContent('毕业证也有了')
    expect(byId('say-text')).toHaveValue('')
  })

  it('keeps the words that were refused, with the reason', async () => {
    await show(caseOf(UNDER_WAY), () => ({ 'cases.say': refused('content_refused') }))
    await write('say-text', '不该写的话')
    await press('say')
    expect(byId('case-problem')).toBeInTheDocument()
    expect(byId('say-text')).toHaveValue('不该写的话')
  })

  it('says whom to call where the words speak of distress', async () => {
    await show(caseOf(UNDER_WAY))
    await write('say-text', '我真的撑不住了')
    expect(byId('distress')).toHaveTextContent('12355')
  })

  it('ends with a reason where it was sent back, and can be written no more', async () => {
    const entries = [entryOf(), entryOf({ id: 'e2', step: 'returned', by: '东关街道团工委 陈静', mine: false, text: '这件事请找学校' })]
    await show(caseOf({ state: 'returned', dueAt: null, entries, may: MAY_NOTHING }))
    expect(byId('case-sentence')).toHaveTextContent('东关街道团工委退回了，原因写在下面')
    expect(byId('entry-2')).toHaveTextContent('退回了')
    expect(byId('entry-2')).toHaveTextContent('这件事请找学校')
    expect(byId('say')).toBeNull()
  })
})

describe('an answer', () => {
  it('is rated with one press: the answer, not a person', async () => {
    await show(caseOf(ANSWERED), (standing) => ({
      'cases.rate': () => {
        standing.detail = caseOf({ ...ANSWERED, state: 'rated', rating: 'partly', may: { ...MAY_NOTHING, reopen: true } })
        return {}
      },
    }))
    expect(byId('case-sentence')).toHaveTextContent('有答复了，解决了吗？')
    expect(byId('answer-text')).toHaveTextContent('带身份证到政务大厅 3 号窗口')
    expect(byId('case-answer')).toHaveTextContent('评的是这份答复，不评人')
    await press('rate-partly')
    expect(callsOf('cases.rate')).toMatchObject([{ input: { caseId: 'c1', rating: 'partly' } }])
    expect(byId('my-rating')).toHaveTextContent('你评的：解决了一部分')
    expect(byId('rate-partly')).toBeNull()
  })

  it('that says it cannot be done says so first', async () => {
    const answer = { ...ANSWERED.answer!, outcome: 'explained' as const, text: '要找住建局，电话 12345' }
    await show(caseOf({ ...ANSWERED, state: 'explained', answer }))
    expect(byId('case-sentence')).toHaveTextContent('这件事我们办不了，原因和该找谁写在下面')
    expect(byId('case-answer')).toHaveTextContent('办不了，原因是要找住建局')
  })

  it('that did not help is taken up again with what is missing', async () => {
    await show(caseOf(ANSWERED), (standing) => ({
      'cases.reopen': () => {
        standing.detail = caseOf({ ...UNDER_WAY, reopened: true })
        return {}
      },
    }))
    await press('reopen')
    await write('reopen-sheet-text', '窗口说还要社保证明')
    await press('reopen-sheet-submit')
    expect(callsOf('cases.reopen')).toMatchObject([{ input: { caseId: 'c1', text: '窗口说还要社保证明' } }])
    expect(byId('reopen-sheet')).toBeNull()
    expect(byId('case-answer')).toBeNull()
    expect(byId('case-sentence')).toHaveTextContent('12月2日 前答复')
  })

  it('keeps the words where it is too late, and says what can be done', async () => {
    await show(caseOf(ANSWERED), () => ({ 'cases.reopen': refused('reopen_late', { n: 7 }) }))
    await press('reopen')
    await write('reopen-sheet-text', '还差一步')
    await press('reopen-sheet-submit')
    expect(byId('reopen-sheet')).toHaveTextContent('答复 7 天后不能再提出，可以重新写一件')
    expect(byId('reopen-sheet-text')).toHaveValue('还差一步')
  })

  it('offers neither where neither may be done any more', async () => {
    await show(caseOf({ ...ANSWERED, state: 'rated', rating: 'solved', may: MAY_NOTHING }))
    expect(byId('reopen')).toBeNull()
    expect(byId('rate-solved')).toBeNull()
  })
})

describe('files of a case', () => {
  const ABOUT: Answers = {
    'files.about': {
      items: [
        { file: 'c1/p', mime: 'image/png', name: null, size: 3 },
        { file: 'c1/d', mime: 'application/pdf', name: '合同.pdf', size: 2_400_000 },
      ],
    },
    'files.getPart': ({ input }) =>
      (input as { file: string }).file === 'c1/p'
        ? { mime: 'image/png', name: null, size: 3, of: 1, base64: 'AAAA' }
        : { mime: 'application/pdf', name: '合同.pdf', size: 3, of: 1, base64: 'JVBE' },
  }

  it('are pictures to look at, and documents that are fetched when they are opened', async () => {
    await show(caseOf({ files: ['c1/p', 'c1/d'] }), () => ABOUT)
    await waitFor(() => expect(document.querySelector('#case-files-pictures-0 img')).toHaveAttribute('src', 'data:image/png;base64,AAAA'))
    expect(byId('case-files-0')).toHaveTextContent('合同.pdf2.3 MB')
    expect(callsOf('files.getPart')).toHaveLength(1)
    await press('case-files-0')
    expect(documentFake.shown).toEqual([{ name: '合同.pdf', mime: 'application/pdf', base64: 'JVBE' }])
  })

  it('are asked about where there are some, and not otherwise', async () => {
    await show(caseOf(), () => ABOUT)
    expect(callsOf('files.about')).toEqual([])
  })
})

describe('where the case does not come', () => {
  it('shows what went wrong', async () => {
    goDark('offline')
    await act(async () => render(<Page />))
    expect(document.querySelector('.error-state')).toBeInTheDocument()
  })

  it('keeps what is on the phone, and asks nothing twice', async () => {
    await show(caseOf(UNDER_WAY))
    goDark('offline')
    await write('say-text', '在吗')
    await press('say')
    expect(byId('case-problem')).toHaveTextContent('没有网络，连上后再试')
    expect(byId('case-sentence')).toHaveTextContent('第 3 天')
    expect(navigationFake.toasts).toEqual([])
  })
})
