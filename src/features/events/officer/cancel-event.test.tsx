import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { callFake } from '@/platform/call/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { CancelEvent } from './cancel-event'

const EVENT = '0190a000-0000-7000-8000-000000000001'
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (text: string) => fireEvent.change(element('cancel-reason'), { target: { value: text } })

const cancelled = jest.fn()
beforeEach(() => {
  callFake.reset()
  navigationFake.reset()
  cancelled.mockReset()
  answerCalls({ 'events.cancel': () => ({}) })
  render(<CancelEvent eventId={EVENT} enrolledCount={25} onCancelled={cancelled} />)
})

it('says who is affected and wants a reason before it cancels', async () => {
  await press('cancel-event')
  expect(document.getElementById('cancel-later')).toBeNull()
  expect(element('cancel-sheet')).toHaveTextContent('已报名的 25 人都来不了了')
  await press('cancel-submit')
  expect(element('cancel-sheet')).toHaveTextContent('写一下原因')
  expect(sentTo('events.cancel')).toEqual([])
  write(' 暴雨预警 ')
  await press('cancel-submit')
  expect(sentTo('events.cancel')).toEqual([{ eventId: EVENT, reason: '暴雨预警', andLater: false }])
  expect(cancelled).toHaveBeenCalled()
  expect(document.getElementById('cancel-sheet')).toBeNull()
})

it('stays open and says why when it is refused', async () => {
  answerCalls({
    'events.cancel': () => {
      throw new AppError('event_not_open')
    },
  })
  await press('cancel-event')
  write('暴雨预警')
  await press('cancel-submit')
  expect(element('cancel-sheet')).toHaveTextContent('这场活动现在不能这样操作，刷新看看')
  expect(cancelled).not.toHaveBeenCalled()
})
