/** Values that programs stumble over. Nothing here looks like a leak (judge.ts): what comes back as it went in is not one. */
import type { Random } from './random'

/** JSON text that no value of JavaScript is written as; `jsonText` puts it in as it stands. */
export class RawJson {
  constructor(readonly text: string) {}
}

export const STRINGS: readonly string[] = [
  ...['', ' ', '\n', '0', '-1', 'NaN', 'null', 'true', '1e999', '0x10', '１２', 'İ', 'ﬀ', '\u0301\u0301'],
  ...[
    '\0',
    'a\0b',
    '\ud800',
    '\udfff',
    'a\ud800b',
    '\ufffe',
    '\uffff',
    '\u2028',
    '\u202egnp.exe',
    '\u200f',
    '\ufeff青年',
    '\x7f',
    '\x1b[31m',
  ],
  ...['👩‍👩‍👧‍👦'.repeat(8), '𠮷'.repeat(60), '青'.repeat(41), 'é'.repeat(500), '\u0000'.repeat(40), '\u0e33'.repeat(60)],
  ...["'; drop table person; --", '" or ""="', "\\'; --", '$1', '%', '_%', '\\', "E'\\\\x00'", '{1,2}', '(select 1)'],
  ...[
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '{{7*7}}',
    '${7*7}',
    '%00',
    '%c0%ae',
    '../../etc/passwd',
    'file:///etc/passwd',
  ],
  ...['\r\nset-cookie: a=b', 'a\r\n\r\nHTTP/1.1 200 OK', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then'],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '9999-99-99',
    '0000-01-01',
    '2026-02-30',
    'z'.repeat(22),
  ],
  ...[
    'a'.repeat(513),
    'a'.repeat(10_000),
    '青'.repeat(3_000),
    `${'9'.repeat(400)}.${'9'.repeat(400)}`,
    '.',
    '..',
    'a.b.c',
    'B000000000..',
    ':',
    '|',
  ],
]

export const NUMBERS: readonly (number | RawJson)[] = [
  ...[0, -0, -1, 1.5, 1e21, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53, 2 ** 53 + 2, -(2 ** 53), 2 ** 63, 1e308, 5e-324],
  ...[946_684_799_999, 4_102_444_800_001, 253_402_300_800_000, 8_640_000_000_000_001],
  ...['1e999', '-1e999', '-0', '0.1e1', '1E400', '9'.repeat(400), '0.' + '0'.repeat(400) + '1'].map((text) => new RawJson(text)),
]

const DEEP = 10_000

const OTHERS: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => [],
  () => ({}),
  () => [[]],
  () => [null],
  () => ({ length: 5 }),
  () => ({ toString: 1, valueOf: null }),
  () => JSON.parse('{"__proto__":{"consented":true},"constructor":{"prototype":{"polluted":true}}}') as unknown,
  () => new RawJson('['.repeat(DEEP) + ']'.repeat(DEEP)),
  () => new RawJson('{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP)),
  () => Array.from({ length: 6_000 }, (_, index) => index),
  () => Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, index])),
  (random) => [random.pick(STRINGS), random.pick(STRINGS)],
]

/** Any strange value. Now and then a string of some hundred kilobytes. */
export function strangeValue(random: Random): unknown {
  const kind = random.next()
  if (kind < 0.02) return random.pick(['a', '青', '\u0000', '😀']).repeat(150_000)
  if (kind < 0.55) return random.pick(STRINGS)
  return kind < 0.75 ? random.pick(NUMBERS) : random.pick(OTHERS)(random)
}

/** JSON with the raw parts put in. Half of a surrogate pair is written as an escape, as JSON allows. */
export function jsonText(value: unknown): string {
  const raw: string[] = []
  const mark = (_: string, each: unknown) => (each instanceof RawJson ? `@raw ${raw.push(each.text) - 1}@` : each)
  return JSON.stringify(value, mark).replace(/"@raw (\d+)@"/g, (_, index: string) => raw[Number(index)]!)
}
