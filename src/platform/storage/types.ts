/** What must survive the closing of the app. Synchronous on both platforms. */
export interface StoragePlatform {
  /** The value kept under a key; null where there is none or what is there cannot be read. */
  readStored<T>(key: string): T | null
  /** Keeps a JSON value. It is durable before this returns. Throws `Error('storage_full')` where it cannot be kept. */
  writeStored(key: string, value: unknown): void
  /** Forgets a key; one that is not there is no error. */
  removeStored(key: string): void
}
