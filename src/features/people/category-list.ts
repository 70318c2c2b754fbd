/** An organization's list of categories while a secretary edits it. Pure. */
import type { CategoryItem } from '@core/contract/people'

export const CATEGORIES_MAX = 30

/** The list with the item at `index` one place up (-1) or down (1); as it is where there is no such place. */
export function moved(items: readonly CategoryItem[], index: number, by: -1 | 1): CategoryItem[] {
  const next = [...items]
  const [item] = next.splice(index, 1)
  if (item && index + by >= 0 && index + by <= next.length) next.splice(index + by, 0, item)
  else return [...items]
  return next
}

/** The list with another name at `index`. The code stays, so that earlier events stay in their category. */
export function renamed(items: readonly CategoryItem[], index: number, name: string): CategoryItem[] {
  return items.map((item, at) => (at === index ? { ...item, name } : item))
}

/** A code for a new category, of random bytes: `c_` and letters and digits. Nobody sees it. */
export function newCode(bytes: Uint8Array): string {
  return `c_${Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')}`
}

/** What is wrong with the list, in a sentence; null: it may be saved. */
export function listError(items: readonly CategoryItem[]): string | null {
  if (items.length === 0) return '至少留一个类别'
  if (items.length > CATEGORIES_MAX) return `类别最多 ${CATEGORIES_MAX} 个`
  const names = items.map(({ name }) => name.trim())
  const wrong = names.find((name) => Array.from(name).length < 2 || Array.from(name).length > 12)
  if (wrong !== undefined) return wrong === '' ? '有一个类别还没有名字' : `「${wrong}」要 2 到 12 个字`
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  return twice === undefined ? null : `「${twice}」有两个，改一下名字`
}

/** Whether two lists are the same, order and all. */
export function isSameList(one: readonly CategoryItem[], other: readonly CategoryItem[]): boolean {
  return (
    one.length === other.length && one.every(({ code, name }, index) => code === other[index]!.code && name.trim() === other[index]!.name)
  )
}
