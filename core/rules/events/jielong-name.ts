/**
 * Whose name stands in what somebody wrote into a 接龙: 「高二3班 李雷」, 「小雨（张三）」, 「替李四报」, 「王小美Amy +1」. It takes
 * the first piece that looks like a full name and tells what else was there; it never guesses a name from less.
 */
import { HAN, isFormOfAddress, looksLikeName } from '../people/personal-names'

export interface NameInText {
  /** Empty where nothing looks like a name. */
  name: string
  /** Other people's names beside it. */
  others: string[]
  /** The first words where nothing looks like a name, for those who are known by a nickname; empty where there are no words. */
  words: string
}

const BRACKETED = /[([{【「『《<〈]([^)\]}】」』》>〉]*)[)\]}】」』》>〉]?/g
const GROUP_END = '(?:年级|班|级|系|学院|村|社区|支部|团委|公司|小学|中学|高中|大学|街道|镇|乡|厂|组|队)'
const GROUP_AHEAD = new RegExp(`^(?:.{1,20}${GROUP_END}|[高初大研][一二三四1234])(?=${HAN}{2})`, 'u')
const GROUP = new RegExp(`^(?:.*\\d.*|.{3,})${GROUP_END}$|^.{1,3}${GROUP_END}$|^[高初大研][一二三四1234]$|^${HAN}{1,8}\\d{2,}$`, 'u')
const FIELD = /^(?:姓名|名字|电话|手机|班级|学号|单位|人数|备注|年级|性别|男|女)$/
const COUNT = /^(?:\+?[\d一二两俩三四五六七八九十]+(?:人|位|名|个|个人)?|x\d+)$/i
/** What follows a name without a gap: 张三不来了, 王五带一个朋友, 李四报名. */
const FOLLOWER =
  /^(?:带|携|替|帮|和|跟|与|及|同|加|来|去|报|参|不|到|也|想|要|可|会|一[个起定家位]|两[个人位]|俩|[晚早]|先|请|有|全程|老师|同学|本人|准时|\d)/
const COMPANION = /^[带携和跟与及同加]/
const INTRODUCTION = /^(?:我是|我叫|本人)/
const PIECES = new RegExp(`${HAN}+(?:·${HAN}+)*|\\p{Script=Latin}[\\p{Script=Latin}'’]*|\\d+`, 'gu')
const LATIN_WORD = /^\p{Script=Latin}[\p{Script=Latin}'’.-]*$/u

const NAME = `(${HAN}{1,10}(?:·${HAN}{1,10})+|${HAN}{2,6}?|\\p{Script=Latin}[\\p{Script=Latin} '’.-]{1,30}?)`
const KIN = '(?:室友|舍友|同学|朋友|同事|弟弟|妹妹|哥哥|姐姐|老公|老婆|家人|儿子|女儿|孩子)?'
const FOR_ANOTHER = [
  new RegExp(`(?:替|帮|代|给)\\s*(?:我的?)?\\s*${KIN}\\s*${NAME}\\s*也?\\s*(?:报|登记|接龙|参加|填|签|占)`, 'u'),
  new RegExp(`替\\s*(?:我的?)?\\s*${KIN}\\s*${NAME}(?=$|[\\s,、;!。])`, 'u'),
]
/** What the officer must not overlook: somebody enrolls another whose name is not written. */
const FOR_SOMEBODY = /(?:替|帮)(?:我|他|她|朋友|同学|室友|家|孩子|儿子|女儿|老).*报/

/** The words of a text; Latin words that belong together are one. */
function wordsOf(text: string): string[] {
  const parts = text
    .replace(/(\p{Script=Latin})-(?=\p{Script=Latin})/gu, '$1\u2010')
    .split(/[\s,、;:|/\\~!?。"“”…—_=*#@&^%$()[\]{}【】「」『』《》<>〈〉+-]+|\.(?!\p{Script=Latin}|$)/u)
    .map((part) => part.replace(/\u2010/g, '-').replace(/^[·.'’]+|[·.'’]+$/g, ''))
    .filter((part) => part !== '')
  const words: string[] = []
  for (const part of parts) {
    const last = words[words.length - 1]
    if (last !== undefined && LATIN_WORD.test(part) && looksLikeName(`${last} ${part}`)) words[words.length - 1] = `${last} ${part}`
    else words.push(part)
  }
  return words
}

/** The name that a word begins with, before 不来了, 带一个朋友 and the like, and the names after it: 许晴和张敏. */
function namesAhead(word: string): string[] {
  const characters = Array.from(word)
  for (const length of [2, 3, 4]) {
    const ahead = characters.slice(0, length).join('')
    const rest = characters.slice(length).join('')
    if (looksLikeName(ahead) && FOLLOWER.test(rest)) return [ahead, ...namesInWord(rest.replace(COMPANION, ''))]
  }
  return []
}

/** The names in one word, mostly one or none. */
function namesInWord(written: string): string[] {
  const word = written.replace(INTRODUCTION, '')
  if (looksLikeName(word)) return [word]
  const alone = word.replace(GROUP_AHEAD, '')
  if (alone !== word) return namesInWord(alone)
  const pieces = word.match(PIECES) ?? []
  if (pieces.length > 1) {
    const names = pieces.filter(looksLikeName)
    const chinese = names.filter((name) => !LATIN_WORD.test(name))
    if (names.length > 0) return [chinese[chinese.length - 1] ?? names[0]!]
  }
  return namesAhead(word)
}

/** Whether a word is a class or a village (高二3班, 计科2101, 清河村), not a person. */
function isGroup(word: string): boolean {
  return GROUP.test(word) && !looksLikeName(word)
}

/** The names in a text, in their order, each once. */
function namesIn(text: string): string[] {
  const words = wordsOf(text).filter((word) => !isGroup(word))
  return Array.from(new Set(words.map(namesInWord).flat()))
}

/** Reads a text that is clean (`jielong-text.ts`), without an index, with 「·」 in names and 高二(3)班 as 高二3班. */
export function nameIn(text: string): NameInText {
  const outside = text.replace(BRACKETED, ' ')
  const inside = Array.from(text.match(BRACKETED) ?? []).join(' ')
  const named = namesIn(outside).concat(namesIn(inside))
  const another = FOR_ANOTHER.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined && looksLikeName(name))
  if (another !== undefined) return { name: another, others: named.filter((name) => !name.includes(another)), words: '' }
  if (FOR_SOMEBODY.test(text)) return { name: '', others: named, words: '' }
  const names = namesIn(outside)
  const [name, ...others] = names.length > 0 ? names : named
  if (name !== undefined) return { name, others, words: '' }
  const words = wordsOf(outside.trim() === '' ? inside : outside).filter((word) => !FIELD.test(word) && !COUNT.test(word) && !isGroup(word))
  const first = words.find((word) => /\p{L}/u.test(word)) ?? ''
  return { name: '', others: [], words: Array.from(first).length < 2 || isFormOfAddress(first) ? '' : first }
}
