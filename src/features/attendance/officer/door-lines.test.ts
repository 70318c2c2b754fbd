import { instantOf } from '@core/rules/shared/calendar'
import { arrived, lineOf, personId } from './_door'
import { doorFilters, doorLines, doorNote } from './door-lines'
import type { DoorPerson } from './presence'

const at = (clock: string) => instantOf('2026-11-28', clock)
const line = (name: string, part: Partial<DoorPerson> = {}): DoorPerson => ({
  ...lineOf({ id: personId(name.length), name }, arrived(at('14:02'))),
  onPhone: false,
  enrolled: true,
  ...part,
})
const hall = [
  line('王旭', { state: 'expected', signedInAt: null, coming: true }),
  line('李晓雨'),
  line('陈思宇', { signedInAt: at('14:10'), tardyMinutes: 10 }),
  line('欧阳岚', { state: 'left', signedInAt: at('13:58'), signedOutAt: at('16:30') }),
]

it('shows the last arrivals first and who is expected after them', () => {
  expect(doorLines(hall, 'all', '').map((one) => one.name)).toEqual(['陈思宇', '李晓雨', '欧阳岚', '王旭'])
})

it('finds a name while it is typed, spaces or not', () => {
  expect(doorLines(hall, 'all', ' 晓 雨 ').map((one) => one.name)).toEqual(['李晓雨'])
  expect(doorLines(hall, 'expected', '').map((one) => one.name)).toEqual(['王旭'])
  expect(doorLines(hall, 'expected', '雨')).toEqual([])
})

it('counts every state and hides 补送 where there is none', () => {
  expect(doorFilters(hall).map(({ label, count }) => `${label} ${count}`)).toEqual(['全部 4', '还没来 1', '到了 2', '走了 1'])
  expect(doorFilters([line('赵', { state: 'pending' })]).pop()).toEqual({ key: 'pending', label: '补送', count: 1 })
})

it('says what is known of a person in a line', () => {
  expect(doorNote(hall[0]!)).toBe('说了会来')
  expect(doorNote(hall[3]!)).toBe('13:58 签到 · 16:30 签退')
  expect(doorNote(line('周', { state: 'pending', tardyMinutes: 5, flags: ['not_enrolled'] }))).toBe(
    '14:02 签到 · 晚到 5 分钟 · 没有报名 · 没网时扫的，完结时确认',
  )
  expect(doorNote(line('周', { onPhone: true }))).toBe('14:02 签到 · 还在这部手机里')
})
