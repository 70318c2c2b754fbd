import { act, fireEvent, render, waitFor } from '@testing-library/react'
import { clockFake } from '@/platform/clock/fake'
import { documentFake, documentOf } from '@/platform/document/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { pictureFake, pictureOf } from '@/platform/picture/fake'
import { storageFake } from '@/platform/storage/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { signOff } from '@/sync/session'
import { LIKE, SERVICES, TEXT } from './_cases'
import { forgetDraft, NO_DRAFT, restoredDraft, useCaseDraft } from './draft'
import { useWriteCase, type KnownCase } from './use-write-case'
import { WriteView } from './write-view'

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => act(async () => byId(id)!.click())
const disabled = (id: string) => byId(id)!.getAttribute('aria-disabled') === 'true'
const write = (text: string) => act(async () => void fireEvent.change(byId('case-text')!, { target: { value: text } }))
const ORGS = SERVICES.orgs.map(({ name }) => name)
/** Chooses an organization in the phone's picker. */
const chooseOrg = (name: string) =>
  act(async () => {
    const box = byId('case-org')!
    const picker = box.matches('[data-testid="picker"]') ? box : box.querySelector('[data-testid="picker"]')!
    fireEvent.change(picker, { target: { value: ORGS.indexOf(name) } })
  })
const pause = () => act(async () => clockFake.advance(600))
type Answers = Parameters<typeof serve>[0]

function Page({ known, loggedIn }: { known: KnownCase; loggedIn: boolean }) {
  return <WriteView model={useWriteCase(known, loggedIn)} />
}

async function show(known: KnownCase = { kind: 'question' }, answers: Answers = {}, loggedIn = true) {
  serve({ 'cases.services': SERVICES, 'cases.like': { items: [] }, 'cases.submit': { caseId: 'c9' }, ...answers })
  const page = await act(async () => render(<Page known={known} loggedIn={loggedIn} />))
  await waitFor(() => expect(byId('send')).toBeInTheDocument())
  return page
}

beforeEach(() => {
  newPhone()
  forgetDraft()
  logInAs('xiaoyu')
})

describe('writing to an organization', () => {
  it('takes whom, what about and words, says what is missing until then, and leads to the case', async () => {
    await show()
    expect(byId('send')).toHaveTextContent('选写给谁')
    await chooseOrg('县团委')
    expect(byId('send')).toHaveTextContent('选是什么事')
    await press('topic-work')
    expect(byId('send')).toHaveTextContent('写几句')
    expect(disabled('send')).toBe(true)
    await write(`  ${TEXT}  `)
    await press('send')
    expect(callsOf('cases.submit')).toMatchObject([
      {
        input: {
          ...{ kind: 'question', orgId: 'o2', serviceId: null, topic: 'work', text: TEXT },
          ...{ files: [], anonymous: false, toParent: false },
        },
      },
    ])
    expect(navigationFake.moves).toEqual([{ how: 'replace', url: '/packages/cases/detail/index?caseId=c9' }])
    expect(useCaseDraft.getState()).toEqual(NO_DRAFT)
  })

  it('remembers to whom one wrote last, but not for a complaint', async () => {
    const { unmount } = await show()
    await chooseOrg('县团委')
    await press('topic-work')
    await write(TEXT)
    await press('send')
    unmount()
    const again = await show()
    expect(byId('send')).toHaveTextContent('选是什么事')
    again.unmount()
    await show({ kind: 'complaint' })
    expect(byId('send')).toHaveTextContent('选说的是哪个组织')
  })

  it('can be anonymous and go above the organization, and says what that means', async () => {
    await show({ kind: 'question', orgId: 'o1', toParent: 'yes' })
    expect(document.body).toHaveTextContent('经办的人看到的是「匿名青年」')
    expect(document.body).toHaveTextContent('不想让他看到？直接交给上级')
    await press('topic-rights')
    await write(TEXT)
    await press('anonymous')
    await press('send')
    expect(callsOf('cases.submit')).toMatchObject([{ input: { orgId: 'o1', anonymous: true, toParent: true } }])
  })

  it('lets one choose what it is where the way here did not say', async () => {
    await show({})
    expect(byId('write-about')).toHaveTextContent('写下来')
    await press('write-kind-complaint')
    expect(byId('write-about')).toHaveTextContent('直接交给上级，你说的那个组织看不到')
    expect(byId('to-parent')).toBeNull()
    await chooseOrg('县团委')
    await press('topic-rights')
    await write('押金一直不退')
    await press('send')
    expect(callsOf('cases.submit')).toMatchObject([{ input: { kind: 'complaint', orgId: 'o2', toParent: false } }])
  })

  it('counts the words as people do', async () => {
    await show()
    await write('问题😀')
    expect(document.body).toHaveTextContent('3 / 1000')
  })
})

describe('an order', () => {
  it('comes from the catalogue with its service filled in', async () => {
    await show({ kind: 'order', orgId: 'o1', serviceId: 'v1' })
    expect(byId('write-kind')).toBeNull()
    expect(byId('service-about')).toHaveTextContent('一对一看简历')
    expect(byId('to-parent')).toBeNull()
    await press('topic-work')
    await write('下周面试，想改一改')
    await press('send')
    expect(callsOf('cases.submit')).toMatchObject([{ input: { kind: 'order', orgId: 'o1', serviceId: 'v1' } }])
  })

  it('may be in free words, and takes no service of another organization along', async () => {
    await show({ kind: 'order', orgId: 'o1', serviceId: 'v1' })
    await chooseOrg('县团委')
    expect(byId('service-about')).toBeNull()
    await press('topic-other')
    await write('想请人讲一次急救')
    await press('send')
    expect(callsOf('cases.submit')).toMatchObject([{ input: { orgId: 'o2', serviceId: null } }])
  })
})

describe('the library of answers', () => {
  it('offers answers to like questions from four characters on, once one pauses, and not before', async () => {
    await show({ kind: 'question' }, { 'cases.like': { items: [LIKE] } })
    await write('公寓怎')
    await pause()
    expect(callsOf('cases.like')).toEqual([])
    await write('公寓怎么')
    await write('公寓怎么申请')
    expect(callsOf('cases.like')).toEqual([])
    await pause()
    expect(callsOf('cases.like').map(({ input }) => input)).toEqual([{ text: '公寓怎么申请' }])
    expect(byId('like-a1')).toHaveTextContent('青年人才公寓在哪里申请？')
    expect(byId('like-text-a1')).toBeNull()
    await pause()
    expect(callsOf('cases.like')).toHaveLength(1)
  })

  it('unfolds an answer, which may be all that was wanted: nothing is sent', async () => {
    await show({ kind: 'question' }, { 'cases.like': { items: [LIKE] } })
    await write(TEXT)
    await pause()
    await press('like-a1')
    expect(byId('like-text-a1')).toHaveTextContent('县人社局二楼，带毕业证。')
    expect(byId('like-text-a1')).toHaveTextContent('县团委答复过')
    await press('like-yes-a1')
    expect(navigationFake.moves).toMatchObject([{ how: 'back' }])
    expect(useCaseDraft.getState()).toEqual(NO_DRAFT)
    expect(callsOf('cases.submit')).toEqual([])
  })

  it('is in nobody’s way where it does not answer', async () => {
    await show({ kind: 'question', orgId: 'o1' }, { 'cases.like': refused('unavailable') })
    await press('topic-work')
    await write(TEXT)
    await pause()
    expect(byId('like-answers')).toBeNull()
    await press('send')
    expect(callsOf('cases.submit')).toHaveLength(1)
  })

  it('keeps neither what is typed nor what is found on the phone, but for the draft', async () => {
    await show({ kind: 'question' }, { 'cases.like': { items: [LIKE] } })
    await write(TEXT)
    await pause()
    act(forgetDraft)
    const kept = JSON.stringify([...storageFake.entries])
    expect(kept).not.toContain('人才公寓')
  })
})

describe('a draft', () => {
  it('stays with its reason where the content check refuses it, over a restart too', async () => {
    const { unmount } = await show({ kind: 'question', orgId: 'o1' }, { 'cases.submit': refused('content_refused') })
    await press('topic-work')
    await write(TEXT)
    await press('send')
    expect(byId('write-problem')).toHaveTextContent('写的都还在')
    expect(byId('case-text')).toHaveValue(TEXT)
    expect(navigationFake.moves).toEqual([])
    unmount()
    await show({ kind: 'question', orgId: 'o1' })
    expect(byId('case-text')).toHaveValue(TEXT)
  })

  it('stays where no answer comes', async () => {
    await show({ kind: 'question', orgId: 'o1' })
    await press('topic-work')
    await write(TEXT)
    goDark('offline')
    await press('send')
    expect(byId('write-problem')).toHaveTextContent('没有网络，连上后再试')
    expect(useCaseDraft.getState().text).toBe(TEXT)
  })

  it('is not read by whoever logs in after', async () => {
    await show()
    await write(TEXT)
    await act(async () => signOff())
    expect(useCaseDraft.getState()).toEqual(NO_DRAFT)
    expect(restoredDraft({ topic: 'work', text: TEXT, anonymous: true, person: 'xiaoyu' }, 'other')).toEqual(NO_DRAFT)
    expect(restoredDraft({ topic: 'work', text: TEXT, anonymous: true, person: 'xiaoyu' }, 'xiaoyu').text).toBe(TEXT)
    expect(restoredDraft({ topic: 'nothing', text: 3 }, null)).toEqual(NO_DRAFT)
  })

  it('asks for a log-in at the press and not before, and keeps what was written', async () => {
    act(() => signOff())
    const { unmount } = await show({ kind: 'question', orgId: 'o1' }, {}, false)
    await press('topic-work')
    await write(TEXT)
    expect(navigationFake.moves).toEqual([])
    await press('send')
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/people/login/index' }])
    expect(callsOf('cases.submit')).toEqual([])
    unmount()
    logInAs('xiaoyu')
    await show({ kind: 'question', orgId: 'o1' })
    expect(byId('case-text')).toHaveValue(TEXT)
  })
})

describe('what goes along', () => {
  const KEPT: Answers = {
    'files.keep': { file: 'owner/picture', mime: 'image/jpeg', size: 3 },
    'files.keepPart': {},
    'files.keepDocument': { file: 'owner/document', mime: 'application/pdf', name: '合同.pdf', size: 3 },
  }

  it('is pictures and documents together, and what was taken away stays here', async () => {
    pictureFake.album = [pictureOf('AAAA')]
    documentFake.folder = [documentOf('合同.pdf', new Uint8Array([1, 2, 3]))]
    await show({ kind: 'question', orgId: 'o1' }, KEPT)
    await press('case-file-add')
    await press('case-file-document')
    await waitFor(() => expect(byId('case-file-document-0')).toHaveTextContent('合同.pdf1 KB'))
    expect(documentFake.wishes).toEqual([5])
    await press('topic-work')
    await write(TEXT)
    await press('send')
    expect(callsOf('cases.submit')).toMatchObject([{ input: { files: ['owner/picture', 'owner/document'] } }])
  })

  it('counts together: beside two documents there is room for four pictures', async () => {
    documentFake.folder = [documentOf('一.pdf', new Uint8Array([1])), documentOf('二.pdf', new Uint8Array([2]))]
    await show({ kind: 'question', orgId: 'o1' }, KEPT)
    await press('case-file-document')
    await waitFor(() => expect(byId('case-file-document-1')).toBeInTheDocument())
    await press('case-file-add')
    expect(pictureFake.wishes).toEqual([{ count: 4 }])
    await press('case-file-document-0-remove')
    expect(byId('case-file-document-1')).toBeNull()
  })

  it('has to arrive before anything is sent, and says so', async () => {
    pictureFake.album = [pictureOf('AAAA')]
    await show({ kind: 'question', orgId: 'o1' }, { 'files.keep': refused('unavailable') })
    await press('case-file-add')
    await press('topic-work')
    await write(TEXT)
    await press('send')
    expect(navigationFake.toasts).toContain('有附件没传上，点一下重试，或者去掉它')
    expect(callsOf('cases.submit')).toEqual([])
  })

  it('needs a log-in first', async () => {
    act(() => signOff())
    await show({ kind: 'question', orgId: 'o1' }, KEPT, false)
    await press('case-file-add')
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/people/login/index' }])
    expect(pictureFake.wishes).toEqual([])
  })
})

describe('somebody who writes of distress', () => {
  it('reads whom to call while they write, and can send it all the same', async () => {
    await show({ kind: 'question', orgId: 'o1' })
    await press('topic-study')
    await write('考研没考上')
    expect(byId('distress')).toBeNull()
    await write('考研没考上，真的不想活了')
    expect(byId('distress')).toHaveTextContent('难受时可以打 12355；有危险请打 110 或 120')
    await press('send')
    expect(callsOf('cases.submit')).toHaveLength(1)
  })
})

describe('where the organizations do not come', () => {
  it('shows its shape, then what went wrong with a way to try again', async () => {
    goDark('offline')
    await act(async () => render(<Page known={{}} loggedIn />))
    expect(document.querySelector('.error-state')).toBeInTheDocument()
  })

  it('offers nothing to go above where nobody is above', async () => {
    const orgs = [
      { id: 'o1', name: '东关街道团工委', above: true },
      { id: 'o9', name: '县团委', above: false },
    ]
    const answers = { 'cases.services': { items: [], orgs } }
    const { unmount } = await show({ kind: 'question', orgId: 'o9' }, answers)
    expect(byId('case-org')).toHaveTextContent('县团委')
    expect(byId('to-parent')).toBeNull()
    unmount()
    const below = await show({ kind: 'question', orgId: 'o1' }, answers)
    expect(byId('to-parent')).toBeInTheDocument()
    below.unmount()
    await show({ kind: 'complaint', orgId: 'o9' }, answers)
    expect(byId('case-org')).not.toHaveTextContent('县团委')
  })

  it('says so where nobody can be written to', async () => {
    serve({ 'cases.services': { items: [], orgs: [] } })
    await act(async () => render(<Page known={{}} loggedIn />))
    expect(byId('write-nobody')).toHaveTextContent('先到就近的青年之家说说')
  })
})
