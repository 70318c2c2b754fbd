/**
 * A pasted 接龙 as plain rows: one form for every digit and bracket, no hidden characters or halves of characters, and no
 * telephone or other long numbers. They are cut out before anything else looks at a row, and go nowhere.
 */

/** Controls, marks of direction, joiners, halves of a character, private signs; and letters and marks that draw nothing. */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]|\u034f|[\u115f\u1160\u2800\u3164\uffa0]|[\u17b4\u17b5]|[\u180b-\u180d]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu
const LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
const KEYCAPS = /(?:\d\u20e3)+/g

/** Digits that are one character at the head of a row: ① to ⑳ and ❶ to ❿. */
function circledNumber(character: string): string {
  const point = character.codePointAt(0)!
  return `${point < 0x2700 ? point - 0x245f : point - 0x2775}. `
}

/** A row with one form for each character; pictures stay as they are (㊗ would become a surname). */
function oneForm(row: string): string {
  return row
    .replace(HIDDEN, (character) => (character === '\t' ? ' ' : ''))
    .replace(KEYCAPS, (keys) => `${keys.replace(/\u20e3/g, '')} `)
    .replace(/🔟/gu, '10 ')
    .replace(/^\s*[①-⑳❶-❿]/u, (head) => circledNumber(head.trim()))
    .replace(/[^\p{So}]+/gu, (part) => part.normalize('NFKC'))
    .replace(/[•・‧⋅]/g, '·')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The rows of a paste, trimmed; an empty row is an empty string. */
export function rowsOf(text: string): string[] {
  return text.replace(LINE_END, '\n').split('\n').map(oneForm)
}

const LABEL = '(?:(?:(?:联系)?(?:电话|手机)号?码?|联系方式|微信号?|学号|身份证号?|tel|phone|qq)[ :]*)?'
const DATE = '(?:19|20)\\d\\d([-/.])(?:0?[1-9]|1[0-2])\\1(?:0?[1-9]|[12]\\d|3[01])(?!\\d)'
const MOBILE_GAP = '[ \\-_/.,*~·\\p{So}\\p{Sk}\\p{M}]{0,3}'
const MOBILE = `${LABEL}(?:\\+?86${MOBILE_GAP})?1${MOBILE_GAP}[3-9](?:${MOBILE_GAP}\\d){9}(?!\\d)`
const LONG = `${LABEL}\\p{Nd}(?:[ \\-_/\\p{So}\\p{Sk}\\p{M}]{0,3}\\p{Nd}){6,}x?`
const DOTTED = `${LABEL}\\p{Nd}{3,4}(?:\\.\\p{Nd}{3,8})+`
const IN_CHINESE = `${LABEL}[一幺][三四五六七八九][〇零一二三四五六七八九幺]{9}`
const LONG_NUMBERS = new RegExp(`${DATE}|${MOBILE}|${DOTTED}|${LONG}|${IN_CHINESE}`, 'giu')
const MOBILE_AHEAD = new RegExp(`^(?:${MOBILE})`, 'iu')

/**
 * Text without telephone numbers, identity cards, student numbers and whatever else has seven digits or more, also where they
 * are written with gaps, or a mobile number in Chinese. A date stays.
 */
export function withoutLongNumbers(text: string): string {
  return text
    .replace(LONG_NUMBERS, (found, dash?: string) => (dash ? found : ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

/** Whether a row begins with a mobile number, whose first digits are no index: 138.1234.5678. */
export function beginsWithMobile(row: string): boolean {
  return MOBILE_AHEAD.test(row)
}
