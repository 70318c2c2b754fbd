import { readFileSync } from 'node:fs'
import path from 'node:path'
import theme from '../theme.json'

const css = readFileSync(path.join(__dirname, 'tokens.css'), 'utf8')

function tokensOf(block: RegExp): Record<string, string> {
  const text = block.exec(css)?.[1] ?? ''
  return Object.fromEntries([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)].map(([, name, hex]) => [name!, hex!]))
}

const light = tokensOf(/^page,\n:root \{([^}]*)\}/m)
const darkOnly = tokensOf(/prefers-color-scheme: dark\) \{\s*page,\s*:root \{([^}]*)\}/)
const night = tokensOf(/\.night \{([^}]*)\}/)
const dark = { ...light, ...darkOnly }

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1)
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const part = parseInt(full.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [brighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (brighter + 0.05) / (darker + 0.05)
}

/** Text and the ground it stands on, as the components use them. */
const PAIRS = [
  ...['paper', 'card', 'sunk'].flatMap((ground) => [
    ['ink', ground],
    ['ink-2', ground],
  ]),
  ['ink-3', 'paper'],
  ['ink-3', 'card'],
  ...['red', 'gold', 'green', 'blue'].flatMap((tone) => [
    [tone, 'card'],
    [tone, 'paper'],
    [tone, `${tone}-wash`],
    ['ink', `${tone}-wash`],
    ['ink-2', `${tone}-wash`],
  ]),
  ['on-red', 'red'],
  ['on-gold', 'gold-fill'],
  ['on-green', 'green'],
] as [string, string][]

describe.each([
  ['light', light],
  ['dark', dark],
  ['at night', night],
])('%s', (_, tokens) => {
  test.each(PAIRS)('%s can be read on %s', (text, ground) => {
    const [one, other] = [tokens[text] ?? light[text], tokens[ground] ?? light[ground]]
    expect(contrast(one!, other!)).toBeGreaterThanOrEqual(4.5)
  })
})

test('the measure itself knows black on white, and a pair that cannot be read', () => {
  expect(contrast('#000', '#fff')).toBeCloseTo(21)
  expect(contrast('#7a7066', '#292420')).toBeLessThan(4.5)
})

test('the big screen is as dark as the dark', () => {
  for (const [name, hex] of Object.entries(night)) expect([name, hex]).toEqual([name, dark[name]])
})

test('WeChat’s bars have the colours of the tokens', () => {
  for (const [scheme, tokens] of [
    [theme.light, light],
    [theme.dark, dark],
  ] as const) {
    expect(scheme.paper.toLowerCase()).toBe(tokens.paper)
    expect(scheme.card.toLowerCase().replace('#ffffff', '#fff')).toBe(tokens.card)
    expect(scheme.tab.toLowerCase()).toBe(tokens['ink-3'])
    expect(scheme.tabNow.toLowerCase()).toBe(tokens.red)
  }
})
