import { instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { idOf, line, NOW, sessionCard } from './_duty'
import { countsSentence, currentLine, nextStep, receptionGroups, receptionNotice, stateMark } from './reception-lines'

const at = (clock: string) => instantOf('2026-11-28', clock)

it('leads everybody from signed in to answered, and no further', () => {
  expect((['booked', 'checked_in', 'met', 'answered', 'no_show', 'cancelled'] as const).map((state) => nextStep({ state }))).toEqual([
    'check_in',
    'start',
    'finish',
    null,
    null,
    null,
  ])
})

it('has first whoever sits there, then who has come, then who is expected', () => {
  const expected = line(1)
  const waiting = line(2, { state: 'checked_in' })
  const sitting = line(3, { state: 'met' })
  expect(currentLine([expected, waiting, sitting])).toBe(sitting)
  expect(currentLine([expected, waiting])).toBe(waiting)
  expect(currentLine([line(4, { state: 'answered' }), expected])).toBe(expected)
  expect(currentLine([line(4, { state: 'no_show' })])).toBeNull()
})

it('stands by slot, walk-ins between, then who was answered, and who did not come at the end', () => {
  const lines = [
    line(1, { state: 'no_show' }),
    line(7, { state: 'answered' }),
    line(2),
    line(3),
    line(4, { walkIn: true, slotNo: 0, startsAt: at('09:20') }),
    line(5, { slotNo: 2, startsAt: at('09:30') }),
    line(6, { state: 'cancelled', slotNo: 2, startsAt: at('09:30') }),
  ]
  expect(receptionGroups(lines).map(({ title, lines: of }) => [title, of.map(({ bookingId }) => bookingId)])).toEqual([
    ['09:00–09:30', [idOf(2), idOf(3)]],
    ['现场来的', [idOf(4)]],
    ['09:30–10:00', [idOf(5)]],
    ['办完的', [idOf(7)]],
    ['没来的', [idOf(1), idOf(6)]],
  ])
  expect(receptionGroups([])).toEqual([])
})

it('counts who was expected, who came and who was answered', () => {
  const came = { checkedInAt: at('09:01') }
  expect(countsSentence([line(1), line(2, { state: 'answered', ...came }), line(3, { walkIn: true, state: 'checked_in', ...came })])).toBe(
    '约了 2 · 到了 2 · 办完 1',
  )
})

it('says how far somebody is', () => {
  const word = (part: Parameters<typeof line>[1], now = NOW) => stateMark(line(1, part), now).word
  expect(word({})).toBe('没到')
  expect(word({}, at('09:30'))).toBe('还没来')
  expect(word({ state: 'checked_in', checkedInAt: at('08:55') })).toBe('08:55 到了')
  expect(word({ state: 'met' })).toBe('正在谈')
  expect(word({ state: 'answered' })).toBe('办完了')
  expect(word({ state: 'no_show' })).toBe('没来')
  expect(word({ state: 'cancelled' })).toBe('临时取消')
  expect(word({ state: 'no_show', excused: true })).toBe('不算失约')
})

it('says when it opens, that it is over or cancelled, and nothing in between', () => {
  const session = sessionCard(1)
  expect(receptionNotice(session, session.startsAt - 61 * MINUTE_MS)).toBe('今天 08:00 起可以签到接待，现在先看看谁来')
  expect(receptionNotice(session, session.startsAt - 60 * MINUTE_MS)).toBeNull()
  expect(receptionNotice(session, session.endsAt + 29 * MINUTE_MS)).toBeNull()
  expect(receptionNotice(session, session.endsAt + 30 * MINUTE_MS)).toBe('这一场结束了。没来的人已经自动记下')
  expect(receptionNotice({ ...session, cancelReason: '出差' }, NOW)).toBe('这一场取消了：出差')
})
