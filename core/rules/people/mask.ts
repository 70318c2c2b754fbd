/** Names as strangers may see them on a screen: 李晓雨 → 李*雨, 王旭 → 王*, 欧阳岚 → 欧阳*. */

const COMPOUND = new Set([
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
  '长孙',
  '宇文',
  '司徒',
  '南宫',
  '端木',
])

/** A masked name. One character stays as it is followed by a star; letters of other scripts keep their first and last. */
export function maskName(name: string): string {
  const characters = Array.from(name.trim())
  if (characters.length <= 1) return `${characters.join('')}*`
  if (characters.length === 2) return `${characters[0]}*`
  if (characters.length === 3 && COMPOUND.has(characters.slice(0, 2).join(''))) return `${characters[0]}${characters[1]}*`
  return `${characters[0]}${'*'.repeat(Math.min(characters.length - 2, 4))}${characters[characters.length - 1]}`
}
