/** Other apps of the same address keep their things apart from ours. */
const PREFIX = 'youyue:'

export function readStored<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // Full, or forbidden by the settings of the browser: for us it is the same.
    throw new Error('storage_full')
  }
}

export function removeStored(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key)
  } catch {
    // Where nothing may be kept there is nothing to remove.
  }
}
