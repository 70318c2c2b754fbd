/**
 * Finds like questions by pairs of neighboring characters (the 答案库 of the issue): no dictionary, no model, and what is written
 * a little differently is found all the same.
 */

/** What is typed before anything is looked for. */
export const LEAST_TYPED = 4
/** How alike a question has to be to be offered, 0 to 1. */
export const LEAST_LIKENESS = 0.3

/** Words with which anybody asks anything: alike in them says nothing. The longer ones stand before those they contain. */
const SAYS_NOTHING =
  /我想问一下|我想问问|想问一下|请问一下|问一下|我想问|有没有|能不能|可不可以|是不是|怎么办|怎么样|为什么|请问|想问|你好|您好|谢谢|如何|怎么|怎样|什么|可以|一下|我们|你们/gu

/** A text as it is compared: without spaces, punctuation and signs, full-width and half-width alike, in small letters. */
export function comparableText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The pairs of neighboring characters of a text, each once. What asks anything is not counted, and joins nothing. */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const piece of comparableText(text).replace(SAYS_NOTHING, ' ').split(' ')) {
    const characters = Array.from(piece)
    for (let index = 1; index < characters.length; index += 1) grams.add(characters[index - 1]! + characters[index]!)
  }
  return [...grams]
}

/** Whether enough is typed to look for what is like it. */
export function isEnoughTyped(text: string): boolean {
  return Array.from(comparableText(text)).length >= LEAST_TYPED
}

/** How alike two texts are by their pairs: what they share, of the pairs of the shorter; 0 to 1. */
export function likeness(one: readonly string[], other: readonly string[]): number {
  const shorter = Math.min(one.length, other.length)
  if (shorter === 0) return 0
  const its = new Set(other)
  return one.filter((gram) => its.has(gram)).length / shorter
}
