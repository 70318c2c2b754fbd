import { isUnavailable, isWorthRetrying } from './failures'

const withCode = (code: string) => Object.assign(new Error('it failed'), { code })

describe('what the caller may simply ask again', () => {
  test.each([
    ['the connection broke', '08006'],
    ['the disk is full', '53100'],
    ['there are too many connections', '53300'],
    ['the statement took too long', '57014'],
    ['the server is shutting down', '57P01'],
    ['the server has crashed', '57P02'],
    ['the server is starting', '57P03'],
    ['the transaction was idle for too long', '25P03'],
    ['a lock did not come in time', '55P03'],
    ['the disk failed', '58030'],
    ['nobody listens', 'ECONNREFUSED'],
    ['there is no socket', 'ENOENT'],
    ['the name is not known at the moment', 'EAI_AGAIN'],
  ])('%s (%s)', (_, code) => expect(isUnavailable(withCode(code))).toBe(true))

  test.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'Query read timeout',
  ])('the driver says 「%s」', (message) => expect(isUnavailable(new Error(message))).toBe(true))
})

test.each(['23505', '22P02', '42P01', '25P02', '40P01', 'XX000', 'ERR_ASSERTION', ''])('%s is no matter of the connection', (code) => {
  expect(isUnavailable(withCode(code))).toBe(false)
})

test('what is no error of the database is none of a lost connection either', () => {
  for (const thrown of [null, undefined, 'Connection terminated', 57, {}, new Error('my Query read timeout')])
    expect(isUnavailable(thrown)).toBe(false)
})

test('a lost deadlock and a lost serialization are run again, nothing else', () => {
  expect(['40P01', '40001', '40003', '57014'].map((code) => isWorthRetrying(withCode(code)))).toEqual([true, true, false, false])
})
