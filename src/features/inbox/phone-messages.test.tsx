import { act, render, waitFor } from '@testing-library/react'
import { callFake } from '@/platform/call/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { subscriptionFake } from '@/platform/subscription/fake'
import { callsOf, goDark, logInAs, newPhone, serve } from '@/sync/_phone'
import { PhoneMessages } from './phone-messages'

const TEMPLATES = [
  { use: 'offer' as const, templateId: 't-offer' },
  { use: 'change' as const, templateId: 't-change' },
  { use: 'reminder' as const, templateId: 't-reminder' },
]
const cell = () => document.getElementById('phone-messages')

beforeEach(() => {
  newPhone()
  logInAs('xiaoyu')
  subscriptionFake.able = true
  serve({ 'inbox.subscriptions': { templates: TEMPLATES }, 'inbox.subscribe': {} })
})

async function shown(): Promise<void> {
  render(<PhoneMessages uses={['reminder', 'change']} />)
  await waitFor(() => expect(cell()).toBeInTheDocument())
}

test('one press asks for what fits this page, and tells the server what was allowed', async () => {
  subscriptionFake.allowed = ['t-change']
  await shown()
  await act(async () => cell()!.click())
  expect(subscriptionFake.asked).toEqual([['t-change', 't-reminder']])
  expect(callsOf('inbox.subscribe')).toMatchObject([{ input: { uses: ['change'] } }])
  expect(navigationFake.toasts).toEqual(['好，有消息发到你的微信'])
  expect(cell()).toBeNull()
})

test('whoever does not want it is told that nothing is lost, and may still change their mind', async () => {
  subscriptionFake.allowed = []
  await shown()
  await act(async () => cell()!.click())
  expect(callsOf('inbox.subscribe')).toEqual([])
  expect(navigationFake.toasts).toEqual(['没允许也不会漏，消息都在「我的」里'])
  expect(cell()).toBeInTheDocument()
})

test('without a network it says so, and the line stays', async () => {
  await shown()
  goDark('offline')
  await act(async () => cell()!.click())
  await waitFor(() => expect(navigationFake.toasts).toHaveLength(1))
  expect(cell()).toBeInTheDocument()
})

test('nothing is there where the operator set up no template for it', async () => {
  serve({ 'inbox.subscriptions': { templates: TEMPLATES.slice(0, 1) } })
  render(<PhoneMessages uses={['reminder', 'change']} />)
  await waitFor(() => expect(callsOf('inbox.subscriptions')).toHaveLength(1))
  await act(async () => undefined)
  expect(cell()).toBeNull()
})

test('a browser is not asked, and asks the server nothing', async () => {
  subscriptionFake.able = false
  render(<PhoneMessages uses={['reminder', 'change']} />)
  await act(async () => undefined)
  expect(cell()).toBeNull()
  expect(callFake.sent).toEqual([])
})
