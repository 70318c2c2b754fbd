import { keptFilesFake } from './fake'

export async function keepFile(key: string, bytes: string): Promise<void> {
  if (keptFilesFake.full) throw new Error('storage_full')
  keptFilesFake.files.set(key, bytes)
}

export async function readKeptFile(key: string): Promise<string | null> {
  return keptFilesFake.files.get(key) ?? null
}

export async function removeKeptFile(key: string): Promise<void> {
  keptFilesFake.files.delete(key)
}

export async function keptFileKeys(): Promise<string[]> {
  return [...keptFilesFake.files.keys()]
}
