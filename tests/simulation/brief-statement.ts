const LONGEST = 90
const HASH = /^[0-9a-f]{64}$/

/** A statement as somebody who follows a history needs it: what it does to which table, without its columns. */
export function briefStatement(text: string): string {
  const prepared = /^\/\* prepared: (\S+) \*\//.exec(text)
  if (prepared) return prepared[1]!
  const plain = text.replaceAll('"', '').replace(/\s+/g, ' ').trim()
  const brief = plain
    .replace(/^select (?!event_id from intake).*? from /, 'select … from ')
    .replace(/^(insert into \S+).*? (on conflict .*|returning .*)$/, '$1 … $2')
    .replace(/^(update \S+ set) .*? where /, '$1 … where ')
  return brief.length > LONGEST ? `${brief.slice(0, LONGEST)}…` : brief
}

/** The values of a statement, in its own order; what is long is cut. */
export function briefValues(values: readonly unknown[]): string {
  if (values.length === 0) return ''
  return `(${values.map(briefValue).join(', ')})`
}

function briefValue(value: unknown): string {
  if (Buffer.isBuffer(value)) return 'bytes'
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '').replace(/^"|"$/g, '')
  if (HASH.test(text)) return 'hash'
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
