import { leadingWord, oneOf, readOptions, UsageError, wholeNumber } from './command'

const OPTIONS = { seeds: { type: 'string', default: '10' }, verbose: { type: 'boolean' } } as const

it('reads what it knows and fills in what is left out', () => {
  expect(readOptions(OPTIONS, ['--seeds', '7'])).toMatchObject({ seeds: '7' })
  expect(readOptions(OPTIONS, [])).toMatchObject({ seeds: '10' })
})

it.each([[['--sedes', '7']], [['--seeds']], [['word']], [['--verbose=yes']]])('refuses %j as called wrongly', (args) => {
  expect(() => readOptions(OPTIONS, args)).toThrow(UsageError)
})

it('takes whole numbers within their limits alone', () => {
  expect(wholeNumber('seeds', '12', 1, 100)).toBe(12)
  for (const text of ['0', '101', '1.5', '-3', '', 'ten', '1e3', '0x10'])
    expect(() => wholeNumber('seeds', text, 1, 100)).toThrow(UsageError)
})

it('takes words of its list alone', () => {
  expect(oneOf('mode', 'free', ['stepped', 'free'])).toBe('free')
  expect(() => oneOf('mode', 'Free', ['stepped', 'free'])).toThrow(UsageError)
})

it('takes a leading word of its list alone, and leaves the rest', () => {
  expect(leadingWord(['signin', 'hours'], ['hours', '--rounds', '3'])).toEqual({ word: 'hours', rest: ['--rounds', '3'] })
  for (const args of [[], ['Signin'], ['--rounds', 'signin']]) expect(() => leadingWord(['signin', 'hours'], args)).toThrow(UsageError)
})
