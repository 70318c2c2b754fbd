import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Afterwards, EventDetail } from '@core/contract/events'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { pictureFake, pictureOf } from '@/platform/picture/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { useQuery } from '@/sync/use-query'
import { detailOf } from '../_events'
import { idOf } from './_closing'
import { ShowcaseView } from './showcase-view'

const onSaved = jest.fn()
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => act(async () => void fireEvent.change(element(id), { target: { value } }))
const images = () => [...document.querySelectorAll('.picture-picker img')].map((image) => image.getAttribute('src'))
const nothing: Afterwards = { showcase: null, rating: null, words: [], objections: [] }
const ref = (n: number) => `${idOf(90)}/${idOf(n)}`

function Page() {
  const event = useQuery('events.get', { eventId: idOf(50) })
  const afterwards = useQuery(event.data?.mayEdit ? 'events.afterwards' : null, { eventId: idOf(50) })
  return <ShowcaseView event={event} afterwards={afterwards} onSaved={onSaved} />
}

async function show(
  event: Partial<Omit<EventDetail, 'mine'>>,
  showcase: Afterwards['showcase'] = null,
  state: 'waiting' | 'published' = 'published',
) {
  let n = 0
  answerCalls({
    'events.get': () => detailOf({ id: idOf(50), startsAt: clockFake.time - HOUR_MS, mayEdit: true, mayManage: true, ...event }),
    'events.afterwards': () => ({ ...nothing, showcase }),
    'files.keep': () => ({ file: ref((n += 1)), mime: 'image/jpeg', size: 3 }),
    'files.get': ({ file }) => ({ mime: 'image/jpeg', base64: file.slice(-2) }),
    'events.saveShowcase': () => ({ state }),
  })
  render(<Page />)
  await act(async () => undefined)
}

beforeEach(() => {
  newPhone()
  logInAs('officer')
  onSaved.mockReset()
})

it('puts pictures and words together, and publishes them', async () => {
  await show({})
  pictureFake.album = [pictureOf('AAAA'), pictureOf('BBBB'), pictureOf('CCCC')]
  await press('showcase-picture-add')
  expect(images()).toEqual(['picture://AAAA', 'picture://BBBB', 'picture://CCCC'])
  await press('showcase-picture-remove-1')
  await write('showcase-text', ' 27 个人，40 袋垃圾 ')
  await press('showcase-save')
  expect(sentTo('events.saveShowcase')).toEqual([{ eventId: idOf(50), text: '27 个人，40 袋垃圾', pictures: [ref(1), ref(3)] }])
  expect(onSaved).toHaveBeenCalledWith('published')
})

it('has room for nine pictures and no more', async () => {
  await show({}, { text: '', pictures: [1, 2, 3, 4, 5, 6, 7, 8].map(ref), at: 1, state: 'published', by: '陈静' })
  pictureFake.album = [pictureOf('AAAA'), pictureOf('BBBB')]
  await press('showcase-picture-add')
  expect(pictureFake.wishes).toEqual([{ count: 1 }])
  expect(document.getElementById('showcase-picture-add')).toBeNull()
})

it('shows an officer what a helper handed in, by calls since it is not public, and publishes it on their word', async () => {
  await show({}, { text: '大家辛苦了', pictures: [ref(7)], at: 1, state: 'waiting', by: '王旭' })
  expect(element('showcase-waits')).toHaveTextContent('王旭交来的，还没公开')
  expect(images()).toEqual(['data:image/jpeg;base64,07'])
  expect(element('showcase-save')).toHaveTextContent('看过了，公开')
  await press('showcase-save')
  expect(sentTo('events.saveShowcase')).toEqual([{ eventId: idOf(50), text: '大家辛苦了', pictures: [ref(7)] }])
})

it('lets a helper hand theirs in, for an officer to look at', async () => {
  await show({ mayEdit: false, showcase: { text: '开场', pictures: [ref(3)], at: 1 } }, null, 'waiting')
  expect(sentTo('events.afterwards')).toEqual([])
  expect(images()).toEqual([`/files/${ref(3)}`])
  expect(element('showcase-save')).toHaveTextContent('交给负责人')
  await press('showcase-save')
  expect(onSaved).toHaveBeenCalledWith('waiting')
})

it('is not saved empty, nor while a picture is missing', async () => {
  await show({})
  await press('showcase-save')
  expect(document.querySelector('.field__error')).toHaveTextContent('写几句，或者放一张照片')
  answerCalls({
    'files.keep': () => {
      throw new AppError('unavailable')
    },
  })
  pictureFake.album = [pictureOf('AAAA')]
  await press('showcase-picture-add')
  await press('showcase-save')
  expect(document.querySelector('.field__error')).toHaveTextContent('有照片没传上，点一下重试，或者去掉它')
  answerCalls({
    'files.keep': () => ({ file: ref(1), mime: 'image/jpeg', size: 3 }),
    'events.saveShowcase': () => ({ state: 'published' }),
  })
  await press('showcase-picture-0')
  await press('showcase-save')
  expect(sentTo('events.saveShowcase')).toHaveLength(1)
})

it('is taken down where nothing is left of it, after one question', async () => {
  await show({}, { text: '大家辛苦了', pictures: [ref(7)], at: 1, state: 'published', by: '陈静' })
  await press('showcase-picture-remove-0')
  await write('showcase-text', ' ')
  navigationFake.answer = false
  await press('showcase-save')
  expect(navigationFake.questions[0]).toMatchObject({ title: '撤下展示？', danger: true })
  expect(sentTo('events.saveShowcase')).toEqual([])
  navigationFake.answer = true
  await press('showcase-save')
  expect(sentTo('events.saveShowcase')).toEqual([{ eventId: idOf(50), text: '', pictures: [] }])
  expect(onSaved).toHaveBeenCalledWith('taken_down')
})

it('says what the check of its content said, and keeps what was written', async () => {
  await show({})
  answerCalls({
    'events.saveShowcase': () => {
      throw new AppError('content_refused')
    },
  })
  await write('showcase-text', '这一段')
  await press('showcase-save')
  expect(document.querySelector('.field__error')).toHaveTextContent('内容没有通过检查，修改后再提交')
  expect(element('showcase-text')).toHaveValue('这一段')
  expect(onSaved).not.toHaveBeenCalled()
})

it('begins with the event', async () => {
  await show({ startsAt: clockFake.time + HOUR_MS })
  expect(element('showcase-early')).toHaveTextContent('活动开始后再来写展示')
  expect(navigationFake.moves).toEqual([])
})
