/** Plain SVG plots for docs/pictures: their own light ground, so that they read on light and dark pages alike. */

const WIDTH = 720
const HEIGHT = 360
const LEFT = 70
const RIGHT = 24
const TOP = 84
const BOTTOM = 44
const COLORS = ['#c8102e', '#2f6fb5', '#9aa3ad']
const INK = '#24292f'
const FAINT = '#d7dce1'

export interface Bars {
  title: string
  /** What the bars of a group stand for, in order. */
  series: readonly string[]
  groups: readonly { name: string; values: readonly number[] }[]
}

/** Bars side by side, one group after another, with the number on each. */
export function drawBars({ title, series, groups }: Bars): string {
  const most = Math.max(...groups.flatMap(({ values }) => values))
  const y = scaleTo(niceCeiling(most))
  const groupWidth = (WIDTH - LEFT - RIGHT) / groups.length
  const barWidth = (groupWidth * 0.8) / series.length
  const bars = groups.flatMap(({ name, values }, group) => {
    const start = LEFT + groupWidth * (group + 0.1)
    const label = text(LEFT + groupWidth * (group + 0.5), HEIGHT - BOTTOM + 22, name, 'middle')
    return [
      label,
      ...values.flatMap((value, index) => {
        const x = start + index * barWidth
        const bar = `<rect x="${round(x)}" y="${round(y(value))}" width="${round(barWidth - 4)}" height="${round(y(0) - y(value))}" fill="${COLORS[index]}"/>`
        return [bar, text(x + barWidth / 2 - 2, y(value) - 5, value.toFixed(0), 'middle', 12)]
      }),
    ]
  })
  return page(title, [...axis(y, niceCeiling(most)), ...legend(series), ...bars])
}

export interface Lines {
  title: string
  points: readonly { size: number; slower: number; pages: number }[]
}

/** How much slower it is than in the small database, one bar each size, with the pages that a statement looks at. */
export function drawLines({ title, points }: Lines): string {
  const ceiling = niceCeiling(Math.max(1.5, ...points.map(({ slower }) => slower * 1.1)))
  const y = scaleTo(ceiling)
  const step = (WIDTH - LEFT - RIGHT) / points.length
  const x = (index: number) => LEFT + step * (index + 0.5)
  const path = points.map(({ slower }, index) => `${index === 0 ? 'M' : 'L'}${round(x(index))} ${round(y(slower))}`).join(' ')
  const limit = `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(y(1.3))}" y2="${round(y(1.3))}" stroke="${COLORS[2]}" stroke-dasharray="6 5"/>`
  const marks = points.flatMap(({ size, slower, pages }, index) => [
    `<circle cx="${round(x(index))}" cy="${round(y(slower))}" r="5" fill="${COLORS[0]}"/>`,
    text(x(index), y(slower) - 12, `${slower.toFixed(2)} ×`, 'middle', 13),
    text(x(index), HEIGHT - BOTTOM + 22, `${size.toLocaleString('en-US')} (${pages} pages)`, 'middle', 13),
  ])
  const wanted = text(WIDTH - RIGHT, y(1.3) - 6, 'wanted: at most 1.3 ×', 'end', 12)
  return page(title, [
    ...axis(y, ceiling, 1),
    limit,
    wanted,
    `<path d="${path}" fill="none" stroke="${COLORS[0]}" stroke-width="2.5"/>`,
    ...marks,
  ])
}

function page(title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="8" fill="#ffffff" stroke="${FAINT}"/>`,
    text(24, 34, title, 'start', 17),
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

function axis(y: (value: number) => number, ceiling: number, digits = 0): string[] {
  return [0, 0.25, 0.5, 0.75, 1].flatMap((share) => {
    const at = y(ceiling * share)
    const line = `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(at)}" y2="${round(at)}" stroke="${FAINT}"/>`
    return [line, text(LEFT - 8, at + 4, (ceiling * share).toFixed(digits), 'end', 12)]
  })
}

/** One beside the other, each as wide as its words (about 7.5 a letter at this size, in any system's own font). */
function legend(series: readonly string[]): string[] {
  return series.flatMap((name, index) => {
    const before = series.slice(0, index).reduce((width, other) => width + 44 + other.length * 7.5, 0)
    const x = Math.round(24 + before)
    return [`<rect x="${x}" y="50" width="12" height="12" fill="${COLORS[index]}"/>`, text(x + 18, 61, name, 'start', 13)]
  })
}

function scaleTo(ceiling: number): (value: number) => number {
  return (value) => HEIGHT - BOTTOM - (value / ceiling) * (HEIGHT - BOTTOM - TOP)
}

/** The next of 1, 2, 4, 8 (times a power of ten) that leaves room for the numbers. */
function niceCeiling(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most))
  return [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].map((factor) => factor * power).find((ceiling) => ceiling >= most) ?? most
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end', size = 14): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" fill="${INK}">${escaped(content)}</text>`
}

const round = (value: number) => Math.round(value * 10) / 10
const escaped = (content: string) => content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
