import pino from 'pino'
import { createLog } from './log'

const TOKEN = 'kX3vQm9_Zt1LrWc7pYb2Hf5NsJd8Ga0Ue6Ti4Ro-VxE'
const OPENID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE'

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'debug'): Record<string, unknown>[] {
  const lines: string[] = []
  write(createLog(level, { write: (line: string) => void lines.push(line) }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a line is JSON with a time, a level in words and its fields', () => {
  const [line] = logged((log) => log.info({ requestId: 'r1', procedure: 'events.get', code: 'ok', ms: 3 }, 'call'))
  expect(line).toMatchObject({ level: 'info', requestId: 'r1', procedure: 'events.get', code: 'ok', ms: 3, msg: 'call' })
  expect(line!.time).toMatch(/^\d{4}-\d\d-\d\dT/)
})

test('what is below the level is not written', () => {
  expect(logged((log) => log.info({}, 'quiet'), 'error')).toEqual([])
})

test('fields that say who somebody is or what they wrote are not written, however deep they stand', () => {
  const secret = { token: TOKEN, openid: OPENID, name: '陈晓雨', input: { title: '保密' }, Authorization: `Bearer ${TOKEN}` }
  const lines = logged((log) => {
    log.info({ requestId: 'r2', ...secret, call: { caller: secret, list: [secret] } }, 'call')
  })
  const text = JSON.stringify(lines)
  for (const hidden of [TOKEN, OPENID, '陈晓雨', '保密']) expect(text).not.toContain(hidden)
  expect(lines[0]).toMatchObject({ requestId: 'r2', msg: 'call' })
})

test('a token or an openid inside a sentence is taken out, an id of a row stays', () => {
  const id = '0192f3a4-5b6c-7d8e-9f00-112233445566'
  const [line, error] = logged((log) => {
    log.info({ event: id, note: `token ${TOKEN}` }, `for ${OPENID} at ${id}`)
    log.error({ err: new Error(`refused ${TOKEN}`) }, 'call failed')
  })
  expect(line).toMatchObject({ event: id, note: 'token [removed]', msg: `for [removed] at ${id}` })
  expect(error).toMatchObject({ err: { message: 'refused [removed]' }, msg: 'call failed' })
})

test('an error tells what and where, not the row that broke it', () => {
  const duplicate = Object.assign(new Error('invalid input syntax for type uuid: "陈晓雨"'), {
    severity: 'ERROR',
    code: '23505',
    constraint: 'person_pkey',
    detail: 'Key (name)=(陈晓雨) already exists.',
    where: 'unnamed portal parameter $1 = 陈晓雨',
  })
  const [line] = logged((log) => log.error({ err: new Error('could not save', { cause: duplicate }), requestId: 'r3' }, 'call failed'))
  expect(JSON.stringify(line)).not.toContain('陈晓雨')
  expect(line).toMatchObject({ err: { message: 'could not save', cause: { code: '23505', constraint: 'person_pkey' } } })
  expect((line!.err as { stack: string }).stack).toContain('log.test.ts')
})

test('an unreadable body is not quoted', () => {
  const lines = logged((log) => {
    for (const body of ['{"name":"陈晓雨"', '陈晓雨']) {
      try {
        JSON.parse(body)
      } catch (error) {
        log.error({ err: error }, 'body')
      }
    }
  })
  expect(lines).toHaveLength(2)
  expect(JSON.stringify(lines)).not.toMatch(/陈|\\u9648/)
})

test('without the cleaning, a plain logger would have told', () => {
  // The harm this file prevents: pino alone writes what it is given.
  const lines: string[] = []
  const bare = pino({}, { write: (line: string) => void lines.push(line) })
  bare.info({ token: TOKEN, name: '陈晓雨' }, 'call')
  expect(lines[0]).toContain(TOKEN)
  expect(lines[0]).toContain('陈晓雨')
})
