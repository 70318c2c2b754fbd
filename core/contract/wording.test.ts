import { ERROR_CODES, RETRY } from './errors'
import { COMMON_ERRORS, procedures } from './procedures'
import { ERROR_WORDING, errorSentence, fill } from './wording'

test('every code has a sentence that a person can act on, and a rule for the outbox', () => {
  for (const code of ERROR_CODES) {
    expect(ERROR_WORDING[code]).toMatch(/[\u4e00-\u9fff]/)
    expect(Array.from(ERROR_WORDING[code]).length).toBeLessThanOrEqual(40)
    expect(RETRY[code]).toMatch(/never|later|login/)
  }
})
test('no code is left that nothing can answer', () => {
  const clientOnly = ['offline', 'timeout', 'camera_refused', 'attachment_lost']
  const answered = new Set<string>([
    ...COMMON_ERRORS,
    ...clientOnly,
    ...Object.values(procedures).flatMap((procedure) => [...procedure.errors]),
  ])
  expect(ERROR_CODES.filter((code) => !answered.has(code))).toEqual([])
})
test('sentences are filled, and a missing value shows no braces', () => {
  expect(fill('{a} 和 {b}', { a: 1 })).toBe('1 和 ')
  expect(errorSentence('other_event', { title: '清河' })).toBe('这是「清河」的码，看看是不是走错了')
  expect(errorSentence('bad_request', { field: 'overrun.reason' })).toBe('「原因」填得不对，改一下再提交')
  expect(errorSentence('bad_request', { field: 'surprise' })).toBe('「内容」填得不对，改一下再提交')
  expect(errorSentence('conditions_wrong', { field: 'enrollUntil' })).toBe('报名条件前后矛盾，检查「报名截止」')
})
