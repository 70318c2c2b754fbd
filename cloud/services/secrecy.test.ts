import { createSecrecy, forgivingSecrecy } from './secrecy'

const OLD = Buffer.alloc(32, 1)
const NEW = Buffer.alloc(32, 2)
const QUESTION = '想问问返乡创业贷款🌾怎么申请'

test.each(['', '一', QUESTION, '问'.repeat(500)])('what was sealed opens again: %#', (text) => {
  const secrecy = createSecrecy([NEW])
  const sealed = secrecy.seal(text)
  expect(sealed).toMatch(/^1\.[\w-]{8}\.[\w-]{16}\.[\w-]{22,}$/)
  if (text) expect(sealed).not.toContain(text)
  expect(secrecy.open(sealed)).toBe(text)
})
test('the same text sealed twice does not look the same', () => {
  const secrecy = createSecrecy([NEW])
  expect(secrecy.seal(QUESTION)).not.toBe(secrecy.seal(QUESTION))
})
test('a new key seals, and what the old one sealed opens until it is taken away', () => {
  const old = createSecrecy([OLD]).seal(QUESTION)
  const rotated = createSecrecy([NEW, OLD])
  expect(rotated.open(old)).toBe(QUESTION)
  expect(createSecrecy([NEW]).open(rotated.seal(QUESTION))).toBe(QUESTION)
  expect(() => createSecrecy([NEW]).open(old)).toThrow(`a text was sealed by the key ${old.split('.')[1]}, which DATA_KEY does not hold`)
})
test('one flipped bit, anywhere, is found', () => {
  const secrecy = createSecrecy([NEW])
  const [version, keyId, nonce, body] = secrecy.seal(QUESTION).split('.') as [string, string, string, string]
  const bytes = Buffer.from(body, 'base64url')
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    expect(() => secrecy.open([version, keyId, nonce, changed.toString('base64url')].join('.'))).toThrow('a sealed text is damaged')
  }
  const otherNonce = Buffer.from(nonce, 'base64url')
  otherNonce[0]! ^= 1
  expect(() => secrecy.open([version, keyId, otherNonce.toString('base64url'), body].join('.'))).toThrow('damaged')
})
test.each(['', '1', '1.', '2.x.y.z', QUESTION])('%p was never sealed', (text) => {
  expect(() => createSecrecy([NEW]).open(text)).toThrow('damaged')
})
test('a text cut short is damaged, however short it is cut', () => {
  const secrecy = createSecrecy([NEW])
  const sealed = secrecy.seal(QUESTION)
  // The last character of base64url may hold bits that say nothing.
  for (const length of [sealed.length - 4, 45, 30]) expect(() => secrecy.open(sealed.slice(0, length))).toThrow('damaged')
  expect(() => secrecy.open(`${sealed}.x`)).toThrow('damaged')
})
test('without a key texts stay as they are and say so; with one they still open', () => {
  const plain = createSecrecy(null).seal('0.1 亩地')
  expect(plain).toBe('0.0.1 亩地')
  expect(createSecrecy(null).open(plain)).toBe('0.1 亩地')
  expect(createSecrecy([NEW]).open(plain)).toBe('0.1 亩地')
  expect(createSecrecy([]).seal('x')).toBe('0.x')
})

test('for who has to go on, a text whose key is missing says so, and one line tells of all of them, without a word of it', () => {
  const reported: unknown[] = []
  const secrecy = forgivingSecrecy(createSecrecy([NEW]), (error) => reported.push(error))
  const old = createSecrecy([OLD]).seal(QUESTION)
  const unreadable = '这段文字现在打不开，请管理员检查密钥'
  expect([old, secrecy.seal(QUESTION), old, '1.x.y.z'].map((text) => secrecy.open(text))).toEqual([
    unreadable,
    QUESTION,
    unreadable,
    unreadable,
  ])
  expect(reported.map(String)).toEqual([`Error: a text was sealed by the key ${old.split('.')[1]}, which DATA_KEY does not hold`])
})
