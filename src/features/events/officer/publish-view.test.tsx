import { act, fireEvent, render, screen as dom } from '@testing-library/react'
import type { EventForm, ManagedEvent, Published } from '@core/contract/events'
import type { Home, HomePage } from '@core/contract/homes'
import { AppError } from '@core/contract/errors'
import { instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { documentFake } from '@/platform/document/fake'
import { drawingFake } from '@/platform/drawing/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { pictureFake, pictureOf } from '@/platform/picture/fake'
import { storageFake } from '@/platform/storage/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { cardOf } from '../_events'
import { defaultCover } from '../default-cover'
import type { ShareCard } from '../share'
import { emptyForm } from './publish-form'
import { toEventForm } from './publish-input'
import { PublishView } from './publish-view'

const ORG = '0190a000-0000-7000-8000-0000000000aa'
const RESIDENT = '0190a000-0000-7000-8000-0000000000ab'
const ME = '0190a000-0000-7000-8000-0000000000bb'
const FILE = `${ME}/0190a000-0000-7000-8000-0000000000f1`
const home = (n: number): Home => ({
  id: `0190a000-0000-7000-8000-00000000000${n}`,
  name: `第 ${n} 青年之家`,
  orgId: ORG,
  orgName: '东关街道团工委',
  address: '和平路 18 号',
  hours: '',
  services: [],
  dutyNote: '',
})
const PUBLISHED: Published = {
  id: '0190a000-0000-7000-8000-000000000099',
  code: '0123456789',
  link: 'https://youth.example.cn/q/e/0123456789',
  status: 'published',
  others: [],
}
const SIX = [
  { code: 'volunteer', name: '志愿服务' },
  { code: 'c_own', name: '青春课堂' },
]

const element = (id: string) => document.getElementById(id)!
const absent = (id: string) => expect(document.getElementById(id)).toBeNull()
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => fireEvent.change(element(id), { target: { value } })
const choose = (id: string, value: string) =>
  act(async () => void fireEvent.change(element(id).querySelector('[data-testid=picker]')!, { target: { value } }))
async function show(homes: Home[] = [home(1)], more: Partial<Parameters<typeof PublishView>[0]> = {}) {
  const view = render(<PublishView orgId={ORG} orgName='东关街道团工委' homes={homes} {...more} />)
  await act(async () => undefined)
  return view
}
async function publish() {
  await press('publish-step-look')
  await press('publish-submit')
}

type Answers = Parameters<typeof answerCalls>[0]
const answers = (more: Answers = {}) =>
  answerCalls({
    'events.publish': () => PUBLISHED,
    'events.categories': () => ({ items: SIX }),
    'homes.get': () => ({ residents: [] }) as unknown as HomePage,
    'homes.clocks': () => ({ items: [] }),
    ...more,
  })

beforeEach(() => {
  newPhone()
  logInAs(ME)
  clockFake.time = instantOf('2026-11-25', '10:00')
  answers()
})

describe('in the hand', () => {
  it('is published with a title alone where there is one home', async () => {
    const cards: (ShareCard | null)[] = []
    await show([home(1)], { onPublished: (card) => cards.push(card) })
    write('publish-title', '河道清理')
    await press('publish-skip')
    expect(element('publish-summary-card')).toHaveTextContent(
      '河道清理11月28日 周六 14:00–17:00第 1 青年之家30 个名额谁都能来不记时长和学分',
    )
    await press('publish-submit')
    expect(sentTo('events.publish')).toMatchObject([
      {
        homeId: home(1).id,
        title: '河道清理',
        startsAt: instantOf('2026-11-28', '14:00'),
        endsAt: instantOf('2026-11-28', '17:00'),
        places: 30,
        givesHours: false,
        series: null,
        alsoHomes: [],
        walkIns: true,
      },
    ])
    expect(element('published-title')).toHaveTextContent('发布了')
    expect(cards[cards.length - 1]).toEqual({ title: '河道清理｜11月28日 周六 14:00–17:00', path: expect.stringContaining(PUBLISHED.code) })
  })

  it('goes on to the next step only when this one is whole', async () => {
    await show([home(1), home(2)])
    expect(dom.queryByText('给活动起个标题')).toBeNull()
    await press('publish-next')
    expect(element('publish-error')).toHaveTextContent('给活动起个标题')
    write('publish-title', '河道清理')
    absent('publish-error')
    await press('publish-next')
    await press('publish-next')
    expect(element('publish-error')).toHaveTextContent('选一个青年之家')
    await choose('publish-home', '1')
    for (const part of ['publish-audience', 'publish-hours', 'publish-summary']) {
      await press('publish-next')
      expect(element(part)).toBeInTheDocument()
    }
    absent('publish-next')
  })

  it('goes back to the step in which something is wrong, and sends nothing', async () => {
    await show([home(1), home(2)])
    await publish()
    expect(element('publish-title').closest('.field')).toHaveTextContent('给活动起个标题')
    expect(sentTo('events.publish')).toEqual([])
  })

  it('goes back to the field that the server refuses, and the form stays', async () => {
    answers({
      'events.publish': () => {
        throw new AppError('conditions_wrong', { field: 'enrollUntil' })
      },
    })
    await show()
    write('publish-title', '河道清理')
    await publish()
    expect(element('publish-error')).toHaveTextContent('报名条件前后矛盾，检查「报名截止」')
    expect(element('publish-enroll-ends')).toBeInTheDocument()
    await press('publish-step-what')
    expect(element('publish-title')).toHaveValue('河道清理')
  })
})

describe('what may be said of an event', () => {
  it('has the categories of the home’s organization', async () => {
    await show()
    expect(sentTo('events.categories')).toContainEqual({ homeId: home(1).id })
    write('publish-title', '河道清理')
    await press('publish-category-c_own')
    await publish()
    expect(sentTo('events.publish')).toMatchObject([{ category: 'c_own' }])
  })

  it('comes again on days that are seen before, without those that are crossed out', async () => {
    await show()
    write('publish-title', '河道清理')
    await press('publish-step-when')
    await choose('publish-series', '1')
    expect(element('series-days')).toHaveTextContent('会发布 4 场')
    await press('series-2026-12-05')
    expect(element('series-2026-12-05')).toHaveTextContent('12月5日 周六不办')
    expect(element('series-days')).toHaveTextContent('会发布 3 场')
    await press('series-count-more')
    await publish()
    expect(sentTo('events.publish')).toMatchObject([{ series: { every: 'week', count: 5, except: ['2026-12-05'], skipHolidays: true } }])
  })

  it('says before sending that a series is too long', async () => {
    await show([home(1), home(2)])
    write('publish-title', '河道清理')
    await press('publish-step-when')
    await choose('publish-home', '1')
    await choose('publish-series', '1')
    await press('series-ends-until')
    await choose('series-until', '2027-11-01')
    await press('publish-also-homes')
    await press(`also-${home(1).id}`)
    await press('also-homes-done')
    await press('publish-next')
    expect(element('publish-error')).toHaveTextContent('一次最多 60 场')
    await press('series-ends-count')
    await publish()
    expect(sentTo('events.publish')).toMatchObject([{ alsoHomes: [home(1).id], series: { count: 4 } }])
  })

  it('is in the name of a social organization that lives in the home', async () => {
    const residents = [{ id: 'r1', orgId: RESIDENT, name: '清河公益社', about: '', since: '2026-01-01', next: [] }]
    answers({ 'homes.get': () => ({ residents }) as unknown as HomePage })
    await show()
    write('publish-title', '河道清理')
    await press('publish-step-when')
    await choose('publish-org', '1')
    expect(element('publish-org')).toHaveTextContent('清河公益社')
    await publish()
    expect(sentTo('events.publish')).toMatchObject([{ orgId: RESIDENT }])
  })

  it('has shifts with their own times and places', async () => {
    await show()
    write('publish-title', '河道清理')
    await press('publish-step-when')
    await press('add-shift')
    await choose('shift-1-to', '15:30')
    await press('shift-1-places-more')
    await press('add-shift')
    await press('publish-step-who')
    expect(element('publish-unlimited').closest('.card')).toHaveTextContent('各班次一共 22 个名额')
    absent('publish-places')
    await publish()
    const at = (clock: string) => instantOf('2026-11-28', clock)
    expect(sentTo('events.publish')).toMatchObject([
      {
        places: 22,
        shifts: [
          { n: null, label: '第 1 班', from: at('14:00'), to: at('15:30'), places: 11 },
          { n: null, label: '第 2 班', from: at('15:30'), to: at('17:00'), places: 11 },
        ],
      },
    ])
  })

  it('is for some people, in a window, by lots', async () => {
    await show()
    write('publish-title', '河道清理')
    await press('publish-step-who')
    await choose('publish-audience', '2')
    expect(element('publish-audience-org')).toHaveTextContent('东关街道团工委和下级')
    await choose('publish-age-from', '15')
    await choose('publish-age-to', '36')
    await press('publish-enroll-later')
    await choose('publish-enroll-from-clock', '12:00')
    await press('publish-walk-ins')
    await press('publish-lots-more')
    await press('publish-lots')
    await press('publish-new-faces-more')
    await publish()
    expect(sentTo('events.publish')).toMatchObject([
      {
        audience: 'org',
        audienceOrgId: ORG,
        ageFrom: 14,
        ageTo: 35,
        enrollFrom: instantOf('2026-11-25', '12:00'),
        enrollUntil: instantOf('2026-11-27', '18:00'),
        walkIns: false,
        byLots: true,
        firstTimerPercent: 10,
      },
    ])
  })

  it('reminds of the permit from a thousand places on', async () => {
    await show()
    await press('publish-step-who')
    absent('publish-permit')
    await press('publish-quick-other')
    write('publish-places-text', '1000')
    expect(element('publish-permit')).toHaveTextContent('要不要报批')
  })

  it('gives hours only after the list of what is not volunteer service', async () => {
    await show()
    write('publish-title', '河道清理')
    await press('publish-step-presence')
    await press('publish-hours')
    await press('publish-next')
    expect(element('publish-error')).toHaveTextContent('先确认它是志愿服务：逐条看完再勾选')
    await press('not-paid')
    expect(element('not-volunteer-service')).toHaveTextContent('不能记时长')
    absent('checked-not-volunteering')
    await press('not-paid')
    await press('checked-not-volunteering')
    await publish()
    expect(sentTo('events.publish')).toMatchObject([{ givesHours: true, checkedNotVolunteering: true, notVolunteering: [], signOut: true }])
  })

  it('goes on without hours when it is not volunteer service', async () => {
    await show()
    write('publish-title', '健身房见')
    await press('publish-step-presence')
    await press('publish-hours')
    await press('not-personal_interest')
    await press('without-hours')
    await publish()
    expect(sentTo('events.publish')).toMatchObject([{ givesHours: false, notVolunteering: [] }])
  })

  it('keeps a rhythm of the organization, and lets the poster sign in', async () => {
    const clock = { id: RESIDENT, homeId: null, name: '学习社' }
    const elsewhere = { id: ORG, homeId: home(2).id, name: '别家的交流日' }
    answers({ 'homes.clocks': () => ({ items: [clock, elsewhere] }) as never })
    await show()
    write('publish-title', '河道清理')
    await press('publish-step-presence')
    await choose('publish-clock', '1')
    await press('publish-more')
    await press('publish-poster')
    await publish()
    expect(sentTo('homes.clocks')[0]).toEqual({ orgId: ORG })
    expect(sentTo('events.publish')).toMatchObject([{ clockId: RESIDENT, poster: true }])
  })
})

describe('the cover', () => {
  const source = () => element('publish-cover').querySelector('img')!.getAttribute('src')

  it('is drawn by the category where nobody chose one', async () => {
    await show()
    await press('publish-step-look')
    expect(source()).toBe(defaultCover('volunteer'))
  })

  it('is chosen, kept by the server and named in the event', async () => {
    pictureFake.album = [pictureOf('AAAA')]
    answers({ 'files.keep': () => ({ file: FILE, mime: 'image/jpeg', size: 3 }) })
    await show()
    write('publish-title', '河道清理')
    await press('publish-step-look')
    await press('choose-cover')
    expect(source()).toBe('picture://AAAA')
    await press('publish-submit')
    expect(sentTo('files.keep')).toEqual([{ content: 'AAAA' }])
    expect(sentTo('events.publish')).toMatchObject([{ cover: FILE }])
  })

  it('says why a picture cannot be one, and the drawn one stays', async () => {
    pictureFake.trouble = new AppError('not_a_picture')
    await show()
    await press('publish-step-look')
    await press('choose-cover')
    expect(element('choose-cover').closest('.card')).toHaveTextContent('这不是图片')
    expect(source()).toBe(defaultCover('volunteer'))
  })

  it('of a draft is fetched again, and can be let go', async () => {
    pictureFake.album = [pictureOf('AAAA')]
    answers({
      'files.keep': () => ({ file: FILE, mime: 'image/jpeg', size: 3 }),
      'files.get': () => ({ mime: 'image/jpeg', base64: 'BBBB' }),
    })
    const first = await show()
    await press('publish-step-look')
    await press('choose-cover')
    first.unmount()
    await show()
    await press('publish-step-look')
    expect(source()).toBe('data:image/jpeg;base64,BBBB')
    await press('drop-cover')
    expect(source()).toBe(defaultCover('volunteer'))
  })
})

describe('the draft', () => {
  it('is kept while it is written, and comes back', async () => {
    ;(await show()).unmount()
    expect([...storageFake.entries.keys()].filter((key) => key.includes('draft'))).toEqual([])
    const first = await show()
    write('publish-title', '写到一半')
    first.unmount()
    const second = await show()
    expect(element('publish-title')).toHaveValue('写到一半')
    expect(element('publish-restored')).toHaveTextContent('接着上次没写完的')
    await press('publish-restored-action')
    expect(element('publish-title')).toHaveValue('')
    second.unmount()
    await show()
    absent('publish-restored')
  })

  it('is thrown away once published; home, category and contact are remembered', async () => {
    const { unmount } = await show([home(1), home(2)])
    write('publish-title', '河道清理')
    await press('publish-category-c_own')
    await press('publish-step-when')
    await choose('publish-home', '1')
    await press('publish-step-look')
    write('publish-contact', '小周 0871-6000000')
    await press('publish-submit')
    unmount()
    await show([home(1), home(2)])
    expect(element('publish-title')).toHaveValue('')
    await press('publish-step-when')
    expect(element('publish-home')).toHaveTextContent('第 2 青年之家')
    await press('publish-step-look')
    expect(element('publish-contact')).toHaveValue('小周 0871-6000000')
    expect(element('publish-cover').querySelector('img')!.getAttribute('src')).toBe(defaultCover('c_own'))
  })

  it('is written all the same when nothing can be kept', async () => {
    storageFake.full = true
    await show()
    write('publish-title', '河道清理')
    await publish()
    expect(element('published-title')).toBeInTheDocument()
  })

  it('says that nothing was answered, without a second event', async () => {
    await show()
    write('publish-title', '河道清理')
    callFake.server = () => Promise.reject(new AppError('timeout'))
    await publish()
    expect(element('publish-error')).toHaveTextContent('没等到回应')
    const nonces = callFake.sent.filter(({ name }) => name === 'events.publish').map(({ nonce }) => nonce)
    expect(nonces.length).toBeGreaterThan(1)
    expect(new Set(nonces).size).toBe(1)
  })
})

describe('an earlier event', () => {
  const earlier: EventForm = {
    ...toEventForm({ ...emptyForm([home(1)], null, instantOf('2026-11-01', '10:00')), title: '旧书换绿植', places: 12 }),
  }
  const listed = { ...cardOf({ id: 'e7', title: '旧书换绿植' }), orgName: '', enrolledCount: 0, arrivedCount: 0, pendingCount: 0 }
  const withEarlier = () =>
    answers({
      'events.managed': () => ({ items: [listed as ManagedEvent], next: null }),
      'events.form': () => ({ ...earlier, takenCount: 9, status: 'closed', reviewNote: null }),
    })

  it('fills the form, on the same weekday to come', async () => {
    withEarlier()
    await show()
    await press('copy-earlier')
    expect(sentTo('events.managed')[0]).toMatchObject({ orgId: ORG, when: 'past' })
    await press('copy-e7')
    absent('copy-sheet')
    expect(element('publish-title')).toHaveValue('旧书换绿植')
    await publish()
    expect(sentTo('events.publish')).toMatchObject([{ places: 12, startsAt: instantOf('2026-11-28', '14:00') }])
  })

  it('asks before it takes the place of what has been written', async () => {
    withEarlier()
    await show()
    write('publish-title', '写到一半')
    navigationFake.answer = false
    await press('copy-earlier')
    await press('copy-e7')
    expect(navigationFake.questions[0]?.text).toContain('「写到一半」写好的内容会丢掉')
    expect(element('publish-title')).toHaveValue('写到一半')
  })

  it('comes by the address as well, once', async () => {
    const view = await show([home(1)], { copied: earlier })
    expect(element('publish-title')).toHaveValue('旧书换绿植')
    write('publish-title', '旧书换多肉')
    view.rerender(<PublishView orgId={ORG} orgName='东关街道团工委' homes={[home(1)]} copied={earlier} />)
    await act(async () => undefined)
    expect(element('publish-title')).toHaveValue('旧书换多肉')
    expect(navigationFake.questions).toEqual([])
  })
})

describe('once it is out', () => {
  async function published(event: Published = PUBLISHED) {
    answers({ 'events.publish': () => event, 'events.poster': () => ({ name: '海报.pdf', mime: 'application/pdf', base64: 'JVBERi0=' }) })
    await show()
    write('publish-title', '河道清理')
    await publish()
  }

  it('is made known by its link, its picture and a poster', async () => {
    await published()
    await press('share-event')
    expect(navigationFake.copied).toBe(`河道清理\n11月28日 周六 14:00–17:00\n${PUBLISHED.link}`)
    await press('copy-link')
    expect(navigationFake.copied).toBe(PUBLISHED.link)
    await press('share-picture')
    const words = drawingFake.painted[0]!.commands.flatMap((command) => (command.draw === 'text' ? [command.text] : []))
    expect(words).toEqual(expect.arrayContaining(['河道清理', '第 1 青年之家，和平路 18 号', '东关街道团工委']))
    const code = drawingFake.painted[0]!.commands.find((command) => command.draw === 'qr')
    expect(code).toHaveProperty('modules.length', 29)
    await press('save-picture')
    expect(drawingFake.albumed).toMatchObject([{ name: '河道清理.png' }])
    expect(navigationFake.toasts).toEqual(['存好了，发到群里吧'])
    await press('poster')
    expect(sentTo('events.poster')).toEqual([{ eventId: PUBLISHED.id }])
    expect(documentFake.shown).toMatchObject([{ name: '海报.pdf' }])
  })

  it('opens the screen, the list at the door and the pasting of a list', async () => {
    await published()
    for (const id of ['open-screen', 'open-door', 'paste-list']) await press(id)
    expect(navigationFake.moves.map(({ url }) => url)).toEqual([
      `/packages/screen/event/index?eventId=${PUBLISHED.id}`,
      `/packages/door/list/index?eventId=${PUBLISHED.id}`,
      `/packages/publishing/paste-list/index?eventId=${PUBLISHED.id}`,
    ])
  })

  it('waits for the reviewer where the organization above looks first, and is not made known', async () => {
    await published({ ...PUBLISHED, status: 'in_review' })
    expect(element('published-title')).toHaveTextContent('交上去了')
    absent('share-event')
    absent('open-screen')
    await press('publish-another')
    expect(element('publish-title')).toHaveValue('')
  })

  it('says how many of a series are out', async () => {
    const other = { id: ORG, code: 'ABCDEFGHJK', homeId: home(1).id, startsAt: instantOf('2026-12-05', '14:00') }
    await published({ ...PUBLISHED, others: [other, other] })
    expect(element('published-text')).toHaveTextContent('3 场现在就能报名')
  })
})

describe('on a desk', () => {
  it('is one page, with what will be read beside it', async () => {
    displayFake.wide = true
    await show()
    write('publish-title', '河道清理')
    expect(document.querySelector('.publish__review')).toHaveTextContent('河道清理11月28日 周六 14:00–17:00第 1 青年之家30 个名额')
    absent('publish-next')
    for (const id of ['publish-home', 'publish-unlimited', 'publish-hours', 'publish-cover']) expect(element(id)).toBeInTheDocument()
    await press('publish-submit')
    expect(sentTo('events.publish')).toHaveLength(1)
  })

  it('says what is missing at the field and sends nothing', async () => {
    displayFake.wide = true
    await show([home(1), home(2)])
    await press('publish-submit')
    expect(element('publish-error')).toHaveTextContent('给活动起个标题')
    expect(dom.getByText('选一个青年之家')).toBeInTheDocument()
    expect(sentTo('events.publish')).toEqual([])
  })
})

it('says what to do where there is no home yet', async () => {
  await show([])
  expect(element('no-homes')).toHaveTextContent('还没有青年之家')
})
