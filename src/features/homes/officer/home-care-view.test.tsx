import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { HomePage } from '@core/contract/homes'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { documentFake } from '@/platform/document/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { pictureFake, pictureOf } from '@/platform/picture/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { HOME, homePage, idOf, NOW, ORG } from './_homes'
import { HomeCareView } from './home-care-view'

const onChanged = jest.fn()
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => act(async () => void fireEvent.change(element(id), { target: { value } }))
const picker = (id: string) => element(id).querySelector('[data-testid="picker"]')!
const choose = (id: string, value: string | number) => act(async () => void fireEvent.change(picker(id), { target: { value } }))
const orgs = [
  { orgId: ORG, orgName: '东关街道团工委' },
  { orgId: idOf(7), orgName: '萤火志愿服务队' },
]
const show = (home: Partial<HomePage> = {}) => render(<HomeCareView home={homePage(home)} orgs={orgs} onChanged={onChanged} />)
const resident = { id: idOf(5), orgId: null, name: '绘本会', about: '每周六读绘本', since: '2025-03-01', next: [] }

beforeEach(() => {
  newPhone()
  logInAs('officer')
  clockFake.time = NOW
  onChanged.mockReset()
})

it('writes the page of a home, with its services as chips', async () => {
  answerCalls({ 'homes.edit': () => ({}) })
  show()
  await write('home-hours', '每天 8:00–22:00')
  await press('home-service-图书借阅')
  await write('home-service-text', '自行车维修')
  await press('home-service-add')
  await press('home-service-自习')
  await press('home-save')
  expect(sentTo('homes.edit')).toEqual([
    {
      homeId: HOME,
      address: '和平路 18 号',
      hours: '每天 8:00–22:00',
      services: ['图书借阅', '自行车维修'],
      about: '一楼能看书，二楼能开会',
      cover: null,
    },
  ])
  expect(navigationFake.toasts).toEqual(['改好了'])
  expect(onChanged).toHaveBeenCalled()
})

it('says why a service cannot be added, and a page not saved', async () => {
  answerCalls({
    'homes.edit': () => {
      throw new AppError('content_refused')
    },
  })
  show()
  await write('home-service-text', '自习')
  await press('home-service-add')
  expect(document.querySelector('.field__error')).toHaveTextContent('已经有这一项了')
  await press('home-save')
  expect(element('home-error')).toHaveTextContent('内容没有通过检查，修改后再提交')
  expect(onChanged).not.toHaveBeenCalled()
})

it('takes another cover, once it has arrived', async () => {
  const file = `${idOf(9)}/${idOf(10)}`
  answerCalls({
    'homes.edit': () => ({}),
    'files.keep': () => {
      throw new AppError('unavailable')
    },
  })
  show()
  pictureFake.album = [pictureOf('AAAA')]
  await press('home-cover-add')
  await press('home-save')
  expect(element('home-error')).toHaveTextContent('封面还没传上')
  answerCalls({ 'homes.edit': () => ({}), 'files.keep': () => ({ file, mime: 'image/jpeg', size: 3 }) })
  await press('home-cover-0')
  await press('home-save')
  expect(sentTo('homes.edit').map((input) => input.cover)).toEqual([file])
})

it('keeps the cover that it has, and lets go of it', async () => {
  const file = `${idOf(9)}/${idOf(10)}`
  answerCalls({ 'homes.edit': () => ({}) })
  show({ cover: file })
  expect(document.querySelector('.picture-picker img')).toHaveAttribute('src', `/files/${file}`)
  await press('home-save')
  await press('home-cover-remove-0')
  await press('home-save')
  expect(sentTo('homes.edit').map((input) => input.cover)).toEqual([file, null])
})

it('adds a social organization, one of the platform or not', async () => {
  answerCalls({ 'homes.addResident': () => ({}) })
  show({ residents: [resident] })
  await press('resident-add')
  await press('resident-save')
  expect(element('resident-sheet')).toHaveTextContent('写上组织的名字')
  await choose('resident-org', 1)
  await write('resident-about', '每周六带孩子读绘本')
  await choose('resident-since', '2026-11-01')
  await press('resident-save')
  expect(sentTo('homes.addResident')).toEqual([
    { homeId: HOME, orgId: idOf(7), name: '萤火志愿服务队', about: '每周六带孩子读绘本', since: '2026-11-01' },
  ])
  expect(document.getElementById('resident-sheet')).toBeNull()
})

it('asks once before a resident goes', async () => {
  answerCalls({ 'homes.endResident': () => ({}) })
  show({ residents: [resident] })
  expect(element(`resident-${resident.id}`)).toHaveTextContent('绘本会2025年3月1日 周六起 · 每周六读绘本')
  navigationFake.answer = false
  await press(`resident-end-${resident.id}`)
  expect(navigationFake.questions[0]).toMatchObject({ title: '搬走了？', danger: true })
  expect(sentTo('homes.endResident')).toEqual([])
  navigationFake.answer = true
  await press(`resident-end-${resident.id}`)
  expect(sentTo('homes.endResident')).toEqual([{ homeId: HOME, residentId: resident.id }])
})

it('prints the poster of the home', async () => {
  const poster = {
    code: '0123456789',
    link: 'https://youth.example.cn/q/h/0123456789',
    name: '海报.pdf',
    mime: 'application/pdf',
    base64: 'JVBE',
  }
  answerCalls({ 'homes.poster': () => poster })
  show()
  await press('home-poster')
  expect(sentTo('homes.poster')).toEqual([{ homeId: HOME }])
  expect(documentFake.shown).toMatchObject([{ name: '海报.pdf', mime: 'application/pdf' }])
})

it('says what the home stands as, and leads to what others see', async () => {
  displayFake.wide = true
  show({ standing: 'delisting_proposed' })
  expect(element('home-standing')).toHaveTextContent('提议摘牌')
  await press('home-public')
  await press('home-clocks')
  expect(navigationFake.moves.map((move) => move.url)).toEqual([
    `/packages/homes/detail/index?homeId=${HOME}`,
    '/packages/care/clocks/index',
  ])
})

it('is not for who does not look after it', () => {
  show({ mayManage: false })
  expect(element('home-not-yours')).toHaveTextContent('不归你所在的组织管')
  expect(document.getElementById('home-save')).toBeNull()
})
