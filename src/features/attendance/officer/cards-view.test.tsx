import { act, fireEvent, render, screen } from '@testing-library/react'
import { documentFake } from '@/platform/document/fake'
import { settled } from '@/sync/_outbox-fakes'
import { callsOf, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { EVENT, personId } from './_door'
import { CardsView } from './cards-view'

const ORG = { orgId: personId(70), orgName: '东关街道团工委' }
const BELOW = { orgId: personId(71), orgName: '柳树村团支部' }
const PDF = { name: '东关街道团工委签到卡.pdf', mime: 'application/pdf', base64: 'JVBERi0=' }

const element = (id: string) => document.getElementById(id)!
const press = (id: string) =>
  act(async () => {
    fireEvent.click(element(id))
    await settled()
  })

beforeEach(() => {
  newPhone()
  logInAs('officer')
  serve({ 'attendance.cards': PDF })
})

it('prints for the people of an organization, for a term unless said', async () => {
  render(<CardsView org={ORG} orgs={[ORG, BELOW]} event={null} />)
  await press('cards-submit')
  expect(callsOf('attendance.cards')).toMatchObject([{ input: { orgId: ORG.orgId, validUntil: '2027-03-21' } }])
  expect(documentFake.shown).toEqual([PDF])
})

it('prints for the organization and the day that were chosen', async () => {
  render(<CardsView org={ORG} orgs={[ORG, BELOW]} event={null} />)
  const [org, until] = screen.getAllByTestId('picker')
  fireEvent.change(org!, { target: { value: '1' } })
  fireEvent.change(until!, { target: { value: '2026-12-31' } })
  await press('cards-submit')
  expect(callsOf('attendance.cards')).toMatchObject([{ input: { orgId: BELOW.orgId, validUntil: '2026-12-31' } }])
})

it('prints for those enrolled for an event', async () => {
  render(<CardsView org={ORG} orgs={[ORG]} event={{ id: EVENT, title: '河道清理' }} />)
  expect(document.querySelector('.cards')).toHaveTextContent('给「河道清理」报了名的人')
  await press('cards-submit')
  expect(callsOf('attendance.cards')).toMatchObject([{ input: { orgId: ORG.orgId, eventId: EVENT } }])
})

it.each([
  ['invalid_time', {}, '有效期要在今天到一年之内'],
  ['offline', {}, '没有网络'],
] as const)('says %s in words', async (code, params, words) => {
  serve({ 'attendance.cards': refused(code, params) })
  render(<CardsView org={ORG} orgs={[ORG]} event={null} />)
  await press('cards-submit')
  expect(element('cards-problem')).toHaveTextContent(words)
  expect(documentFake.shown).toEqual([])
})

it('says when the phone cannot show the file', async () => {
  documentFake.outcome = 'failed'
  render(<CardsView org={ORG} orgs={[ORG]} event={null} />)
  await press('cards-submit')
  expect(element('cards-problem')).toHaveTextContent('文件打不开')
})
