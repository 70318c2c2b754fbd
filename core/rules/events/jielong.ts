/**
 * A 接龙, pasted from a WeChat group, as an enrollment list with the doubtful lines shown (issue 「Events, complete」).
 *
 * Nothing that somebody wrote is dropped: what does not look like a name stays, with a doubt that an officer looks at. Only
 * telephone and other long numbers go; they are in no field of what is returned. Doubts never decide: the officer does.
 */
import { nameKey } from '../people/personal-names'
import { nameIn } from './jielong-name'
import { beginsWithMobile, rowsOf, withoutLongNumbers } from './jielong-text'

export const LONGEST_LIST = 500
/** Characters of one line; what is longer is cut, and doubtful. */
export const LONGEST_LINE = 100

/**
 * Why a line needs a look: `no_name`, nobody is named in full; `duplicate`, an earlier line has the name; `many_people`,
 * more than one person is meant; `joke`, it does not look like a name; `cancelled`, somebody takes it back; `too_long`.
 */
export type LineDoubt = 'no_name' | 'duplicate' | 'many_people' | 'joke' | 'cancelled' | 'too_long'

export interface JielongLine {
  /** The number it bears; null: none. */
  n: number | null
  /** The line as written, without long numbers and hidden characters. */
  raw: string
  /** The name; of a `joke` its first word, because some are known by a nickname; empty where nobody is named. */
  name: string
  /** What was written besides. */
  note: string
  /** How many people come by this line, at least 1. */
  count: number
  doubt: LineDoubt | null
}

export interface Jielong {
  title: string | null
  lines: JielongLine[]
}

const HEADING = /^#\s*(?:接龙|group ?note)\s*/i
const SAMPLE =
  /^[([【「]?(?:例[如子]?|示例|样例|格式|模板)[)\]】」]?(?:[\s:.、,]|$)|^(?:姓名|名字)(?:[\s,、+/|-]+(?:电话|手机号?|班级|学号|单位|人数|备注|年级|性别))*$/
const ABOUT_A_LIST = /接龙|报名|活动|名单|通知|签到/

/** `1.` `2、` `(3)` and `4 ` before a name; not `11.21 周六`, `14:00` or `3 个`. */
const INDEX =
  /^[([【]?\s*(\d{1,4})\s*(?:[.、。,](?!\d{1,2}(?![\d班级年(]))|:(?!\d)|[)\]】]|\s(?=[^\d\s]|1[3-9]\d{9})(?!人|个|位|名|月|日|号|点|年|级|小时))[.、。,)\]】:\s]*/
/** `5` at once before a name, or with a space before more digits (`5 21级 李雷`): only where it is the next in turn. Not `3班`. */
const BARE_INDEX = /^(\d{1,4})(?:(?=\p{L})(?![班级年月日号点楼层栋人个位名组队岁元路届期院系x])|\s(?=\d))/u

const NUMBER = '(\\d{1,3}|[一二两俩三四五六七八九十])'
const KIN =
  '(?:家属|家人|朋友|同学|室友|舍友|同事|老婆|老公|媳妇|孩子|小孩|小朋友|娃|儿子|女儿|妈妈?|爸爸?|弟弟?|妹妹?|哥哥?|姐姐?|闺蜜|对象|男朋友|女朋友|男友|女友|志愿者|队友)'
const PLUS = new RegExp(`\\+\\s*${NUMBER}`, 'gu')
const BRINGS = new RegExp(
  `(?:带|携|和|跟|与|加)(?:上|着|了)?(?:我的?)?\\s*${NUMBER}?(?:个|位|名|只)?(?:小|大)?(?:${KIN}|(?:人|娃)(?!员))`,
  'u',
)
const BRINGS_NUMBER = new RegExp(`带(?:上|着|了)?\\s*${NUMBER}(?:个|位|名)?(?=$|[\\s,、;)。!])`, 'u')
const TOTAL = new RegExp(`第?${NUMBER}\\s*(?:个?人|位|口|名(?!额)|个(?=$|[\\s,、;)。!]))`, 'gu')
const TIMES = /(?:^|[^\p{Script=Latin}\d])[x×*]\s*(\d{1,2})(?!\d)/iu
const CANCELLED = /不来(?!不)|不去(?!不)|来不了|去不了|不能[来去]|没法[来去]|不参加|不报了|取消|退出|撤销|请假|放弃|作废|划掉|删除|cancel/i
/** Struck through, as some keyboards write it. */
const STRUCK = /[\u0335-\u0338]/g

/** Rows that may stand above the first entry, to say what the list is about. */
const LONGEST_HEADING = 100
const NUMERALS = '一二三四五六七八九十'

function numberOf(written: string): number {
  if (written === '两' || written === '俩') return 2
  const numeral = NUMERALS.indexOf(written)
  return numeral >= 0 ? numeral + 1 : Number(written)
}

/** The numbers in every place where a pattern is found; places that begin with 第 tell an order, not a number. */
function numbersAt(pattern: RegExp, text: string): number[] {
  const places = (text.match(pattern) ?? []).filter((place) => !place.startsWith('第'))
  return places.map((place) => numberOf(new RegExp(NUMBER).exec(place)![1]!))
}

/** How many people come along: 「+1」, 「带两个朋友」, 「带娃」. */
function companions(text: string): number {
  const added = numbersAt(PLUS, text).reduce((sum, number) => sum + number, 0)
  if (added > 0) return added
  const brings = BRINGS.exec(text) ?? BRINGS_NUMBER.exec(text)
  return brings ? numberOf(brings[1] ?? '一') : 0
}

/** How many people a line speaks of, at least 1. Where nobody is named, 「+1」 is the one who comes. */
function countOf(text: string, isNamed: boolean): number {
  const along = companions(text)
  const all = along > 0 ? [along + (isNamed ? 1 : 0)] : numbersAt(TOTAL, text)
  return Math.max(1, ...all, Number(TIMES.exec(text)?.[1] ?? 1))
}

/** Takes the index off a row. One without a dot counts only where it is the next in turn. */
function indexOf(row: string, next: number): { n: number | null; content: string } {
  const found = INDEX.exec(row) ?? BARE_INDEX.exec(row)
  if (!found || beginsWithMobile(row)) return { n: null, content: row }
  const n = Number(found[1])
  if (!INDEX.test(row) && n !== next) return { n: null, content: row }
  return { n, content: row.slice(found[0].length) }
}

const MARKS = '[\\s,、;:.。!|~…—_=*#·()[\\]{}【】「」『』《》<>〈〉"\'-]'
const BETWEEN_NOTES = new RegExp(`${MARKS}*(?:\\s|[()[\\]{}【】「」『』《》<>〈〉])${MARKS}*`)
const AROUND_NOTES = new RegExp(`^${MARKS}+|${MARKS}+$`, 'g')

/** What is left of a text beside the name, without the marks around it; the whole text where the name is in its midst (替李四报). */
function noteOf(text: string, name: string): string {
  const at = text.indexOf(name)
  const isInMidst = /\p{L}$/u.test(text.slice(0, at)) && /^\p{L}/u.test(text.slice(at + name.length))
  const notes = isInMidst ? text : text.replace(name, ' ')
  return notes
    .split(BETWEEN_NOTES)
    .map((note) => note.replace(AROUND_NOTES, ''))
    .filter((note) => note !== '')
    .join(' ')
}

/** What a name is looked for in: without pictures and strokes, every dot of a name alike, no brackets in a class. */
function plainText(text: string): string {
  return text
    .replace(STRUCK, '')
    .replace(/[\p{So}\p{Sk}\u0300-\u036f\u20d0-\u20ff]+/gu, ' ')
    .replace(/([\u3400-\u9fff])\.(?=[\u3400-\u9fff])/g, '$1·')
    .replace(/[([](\d{1,2})[)\]]班/g, '$1班')
    .trim()
}

/** One line of the list, on its own. */
function readLine(row: string, next: number): JielongLine {
  const { n, content } = indexOf(row, next)
  const said = Array.from(withoutLongNumbers(content))
  const kept = said.slice(0, LONGEST_LINE).join('')
  const plain = plainText(kept)
  const { name, others, words } = nameIn(plain)
  const count = Math.max(countOf(plain, name !== ''), name === '' ? 1 : 1 + others.length)
  const doubt = (): LineDoubt | null => {
    if (said.length > LONGEST_LINE) return 'too_long'
    if (CANCELLED.test(plain) || kept.search(STRUCK) >= 0) return 'cancelled'
    if (name === '') return words === '' ? 'no_name' : 'joke'
    return count > 1 || others.length > 0 ? 'many_people' : null
  }
  const called = name === '' ? words : name
  const raw = `${row.slice(0, row.length - content.length)}${kept}`.trim()
  return { n, raw, name: called, note: noteOf(plain, called), count, doubt: doubt() }
}

/** Whether a row says nothing but one name. */
function isBareName(row: string): boolean {
  const line = readLine(row, 0)
  return line.n === null && line.doubt === null && line.note === ''
}

/** Whether a row is one of the list's or its heading's: neither empty, nor a sample to copy, nor a line of stars. */
function isEntry(row: string): boolean {
  return /[\p{L}\p{N}]/u.test(row) && !SAMPLE.test(row.replace(INDEX, ''))
}

function isNumbered(row: string): boolean {
  return isEntry(row) && indexOf(row, 1).n !== null
}

/** The title of a list and the rows of its entries. The rows between a title and the first entry say what it is about. */
function partsOf(rows: readonly string[]): { title: string | null; entries: string[] } {
  const head = rows.find((row) => row !== '') ?? ''
  const headed = HEADING.test(head)
  const body = headed ? [head.replace(HEADING, ''), ...rows.slice(rows.indexOf(head) + 1)] : rows
  const top = body.findIndex(isEntry)
  const first = body[top] ?? ''
  const numbered = body.some(isNumbered)
  const isAboutIt = headed || (!isBareName(first) && (numbered || body[top + 1] === '' || ABOUT_A_LIST.test(first)))
  if (isNumbered(first) || !isAboutIt) return { title: null, entries: body.filter(isEntry) }
  const rest = body.slice(top + 1).filter(isEntry)
  const start = numbered ? rest.findIndex((row) => isNumbered(row) || isBareName(row)) : 0
  const title = Array.from(withoutLongNumbers(first)).slice(0, LONGEST_LINE).join('')
  return { title: title === '' ? null : title, entries: rest.slice(start) }
}

/** Marks a name that an earlier line has, and the earlier line where the later takes it back. */
function markRepeats(lines: JielongLine[]): void {
  const standing = new Map<string, JielongLine>()
  for (const line of lines) {
    if (line.name === '') continue
    const key = nameKey(line.name)
    const earlier = standing.get(key)
    if (line.doubt === 'cancelled') {
      if (earlier) earlier.doubt = 'cancelled'
      standing.delete(key)
    } else if (earlier === undefined) standing.set(key, line)
    else if (line.doubt === null || line.doubt === 'many_people') line.doubt = 'duplicate'
  }
}

/**
 * Reads a paste: its title, and one line for each entry, in their order. Refused with `list_too_long` where there are more
 * than 500 entries, before they are read.
 */
export function parseJielong(text: string): Jielong | { refused: 'list_too_long' } {
  const rows = rowsOf(text)
  if (rows.filter(isEntry).length > LONGEST_LIST + LONGEST_HEADING) return { refused: 'list_too_long' }
  const { title, entries } = partsOf(rows)
  if (entries.length > LONGEST_LIST) return { refused: 'list_too_long' }
  const lines: JielongLine[] = []
  let next = 1
  for (const row of entries) {
    const line = readLine(row, next)
    if (line.n !== null) next = line.n + 1
    lines.push(line)
  }
  markRepeats(lines)
  return { title, lines }
}

/** `unknown`: nobody of that name; `several_of_that_name`; `already`: is enrolled. */
export type MatchDoubt = LineDoubt | 'unknown' | 'several_of_that_name' | 'already'

export interface MatchedLine {
  line: JielongLine
  /** The one person of that name; null: none, or several. */
  personId: string | null
  /** Those of that name, where there are several. */
  candidates: string[]
  doubt: MatchDoubt | null
}

/**
 * Finds the people of a list by their full names. `people`: among whom to look; `enrolled`: the ids of those who are
 * enrolled already. Whoever is known by exactly that name is no joke.
 */
export function matchJielong(
  lines: readonly JielongLine[],
  people: readonly { id: string; name: string }[],
  enrolled: ReadonlySet<string> = new Set(),
): MatchedLine[] {
  const byName = new Map<string, string[]>()
  for (const { id, name } of people) {
    const key = nameKey(name)
    byName.set(key, [...(byName.get(key) ?? []), id])
  }
  return lines.map((line) => {
    const found = line.name === '' ? [] : (byName.get(nameKey(line.name)) ?? [])
    const doubt = line.doubt === 'joke' && found.length > 0 ? null : line.doubt
    if (found.length > 1) return { line, personId: null, candidates: found, doubt: doubt ?? 'several_of_that_name' }
    const personId = found[0] ?? null
    const mine = personId === null ? 'unknown' : enrolled.has(personId) ? 'already' : null
    return { line, personId, candidates: [], doubt: doubt ?? mine }
  })
}
