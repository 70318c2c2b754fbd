/** Longer names are cut; no phone shows more of them. */
const LONGEST = 80

/** Folders, drives and patterns, on one system or the other. */
const RESERVED = '\\/:*?"<>|'

/**
 * A name that every system takes for a file: without what separates folders, without characters nobody sees, not
 * beginning with a dot, at most 80 characters, the ending kept.
 */
export function fileName(name: string): string {
  const plain = Array.from(name)
    .filter((character) => !RESERVED.includes(character) && isSeen(character.codePointAt(0)!))
    .join('')
    .replace(/^[.\s]+/, '')
  const at = plain.lastIndexOf('.')
  const ending = at < 0 ? '' : plain.slice(at).trim()
  const stem = Array.from(at < 0 ? plain : plain.slice(0, at)).slice(0, LONGEST - ending.length)
  return `${stem.join('').trim() || '文件'}${ending}`
}

/** `pdf` of `海报.PDF`; empty where the name has no ending. */
export function fileEnding(name: string): string {
  const at = name.lastIndexOf('.')
  return at < 0 ? '' : name.slice(at + 1).toLowerCase()
}

/** Neither a control character nor one that turns the direction of what follows (`gnp.exe` for `exe.png`). */
function isSeen(point: number): boolean {
  if (point < 0x20 || (point >= 0x7f && point < 0xa0) || point === 0xfeff) return false
  return !(point >= 0x200b && point <= 0x200f) && !(point >= 0x2028 && point <= 0x202e) && !(point >= 0x2060 && point <= 0x206f)
}
