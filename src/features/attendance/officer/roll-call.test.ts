import { arrived, LAN, lineOf, SIYU, START, XU, YU } from './_door'
import { presentLines } from './presence'
import { calledOut, isTicked, ticked } from './roll-call'

const people = presentLines(
  [lineOf(YU, { coming: true }), lineOf(XU, arrived(START)), lineOf(SIYU, arrived(START, { state: 'pending' }))],
  [],
  [],
)
const members = [{ personId: LAN.id, name: LAN.name }]

it('calls whoever is not here yet, and whose late scan waits for a look', () => {
  expect(calledOut('sign_in', people, members)).toEqual([
    { personId: YU.id, name: '李晓雨', note: '说了会来' },
    { personId: SIYU.id, name: '陈思宇', note: '没网时扫过' },
    { personId: LAN.id, name: '欧阳岚', note: '没有报名' },
  ])
})

it('calls whoever is here to sign out together', () => {
  expect(calledOut('sign_out', people, members)).toEqual([{ personId: XU.id, name: '王旭', note: '' }])
})

it('has everybody there but the marked, or only the marked', () => {
  const list = calledOut('sign_in', people, [])
  const marked = new Set([YU.id])
  expect(isTicked('all_but', marked, YU.id)).toBe(false)
  expect(isTicked('one_by_one', marked, YU.id)).toBe(true)
  expect(ticked(list, 'all_but', marked).map(({ name }) => name)).toEqual(['陈思宇'])
  expect(ticked(list, 'one_by_one', marked).map(({ name }) => name)).toEqual(['李晓雨'])
})
