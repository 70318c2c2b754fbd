import fc from 'fast-check'
import { readScanned } from './scanned'

const payload = 'A'.repeat(42)
const signature = 'B'.repeat(86)
const code = 's/7KQ2M9XZAB.1abc.0123456789abcdef'

test('one parser tells codes, passes, cards and posters apart, however they came', () => {
  const said: [string, ReturnType<typeof readScanned>][] = [
    [code, { kind: 'code', code: { purpose: 'sign_in', eventCode: '7KQ2M9XZAB', step: parseInt('1abc', 36), mac: '0123456789abcdef' } }],
    [
      'd/7KQ2M9XZAB.1abc.0123456789abcdef',
      { kind: 'duty', code: { sessionCode: '7KQ2M9XZAB', step: parseInt('1abc', 36), mac: '0123456789abcdef' } },
    ],
    [`p/${payload}.${signature}`, { kind: 'pass', payload, signature }],
    [`c/${payload}.${signature}`, { kind: 'card', payload, signature }],
    ['h/7KQ2M9XZAB', { kind: 'home', homeCode: '7KQ2M9XZAB' }],
  ]
  for (const [text, scanned] of said) {
    const link = `https://host.example/q/${text}`
    for (const way of [text, link, encodeURIComponent(link), ` ${link}\n`, `${link}?from=poster`, `${link}#top`])
      expect(readScanned(way)).toEqual(scanned)
  }
})
test('what is not ours is nothing', () => {
  const others = [
    '',
    'https://host.example/',
    'https://host.example/q/x/7KQ2M9XZAB',
    'h/7KQ2M9XZA',
    'h/7KQ2M9XZAU',
    `p/${payload}.${signature}A`,
    `p/${payload}.${signature.slice(1)}`,
    `p/${payload}${signature}`,
    `p/${'A'.repeat(39)}.${signature}`,
    `p/${'A'.repeat(301)}.${signature}`,
    `https://host.example/other/p/${payload}.${signature}`,
    `p/${payload}.${signature} and more`,
    'x'.repeat(700),
    '%E0%A4%A',
  ]
  for (const text of others) expect([text, readScanned(text)]).toEqual([text, null])
})
test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 650 }), (text) => void readScanned(text)))
})
