import { storageFake } from './fake'

export function readStored<T>(key: string): T | null {
  const text = storageFake.entries.get(key)
  return text === undefined ? null : (JSON.parse(text) as T)
}

export function writeStored(key: string, value: unknown): void {
  if (storageFake.full) throw new Error('storage_full')
  storageFake.entries.set(key, JSON.stringify(value))
}

export function removeStored(key: string): void {
  storageFake.entries.delete(key)
}
