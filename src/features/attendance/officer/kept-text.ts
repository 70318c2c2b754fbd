/**
 * Values too large for one key of WeChat's storage (1 MB): kept in pieces. A new value lies beside the old one until all of
 * it is there, so that a phone that goes off in the middle still has the old one.
 */
import { readStored, removeStored, writeStored } from '@/platform/storage'

/** Characters of a piece: three bytes each at most, and room for what JSON escapes. */
const PIECE = 200_000

interface Head {
  /** Which of the two places the pieces lie in. */
  side: 'a' | 'b'
  pieces: number
  /** Characters in all. */
  length: number
}

/** Keeps a JSON value under a key; answers its size in characters. Throws `Error('storage_full')`, and then the old value stands. */
export function keepLarge(key: string, value: unknown): number {
  const text = JSON.stringify(value)
  const old = readStored<Head>(key)
  const head: Head = { side: old?.side === 'a' ? 'b' : 'a', pieces: Math.ceil(text.length / PIECE), length: text.length }
  try {
    for (let at = 0; at < head.pieces; at += 1) writeStored(pieceKey(key, head.side, at), text.slice(at * PIECE, (at + 1) * PIECE))
    writeStored(key, head)
  } catch (error) {
    removePieces(key, head)
    throw error
  }
  if (old) removePieces(key, old)
  return text.length
}

/** The value kept under a key; null where there is none or part of it is gone. */
export function readLarge<T>(key: string): T | null {
  const head = readStored<Head>(key)
  if (!head) return null
  const pieces = Array.from({ length: head.pieces }, (_, at) => readStored<string>(pieceKey(key, head.side, at)))
  const text = pieces.join('')
  return text.length === head.length ? (JSON.parse(text) as T) : null
}

/** The size of the value under a key, in characters; 0 where there is none. */
export function largeSize(key: string): number {
  return readStored<Head>(key)?.length ?? 0
}

/** Forgets a key; one that is not there is no error. */
export function removeLarge(key: string): void {
  const head = readStored<Head>(key)
  removeStored(key)
  if (head) removePieces(key, head)
}

function pieceKey(key: string, side: Head['side'], at: number): string {
  return `${key}/${side}${at}`
}

function removePieces(key: string, { side, pieces }: Head): void {
  for (let at = 0; at < pieces; at += 1) removeStored(pieceKey(key, side, at))
}
