/**
 * Files that must survive the closing of the app: pictures that a record of the outbox names. What is small and asked for
 * at once lies in `storage`; this is for what is large.
 */
export interface KeptFilesPlatform {
  /**
   * Keeps bytes (base64) under a key of letters, digits, `-` and `_`. They are durable when it resolves. Rejects with
   * `Error('storage_full')` where they cannot be kept.
   */
  keepFile(key: string, bytes: string): Promise<void>
  /** The bytes kept under a key, base64; null where there are none or they cannot be read. */
  readKeptFile(key: string): Promise<string | null>
  /** Forgets a key; one that is not there is no error. */
  removeKeptFile(key: string): Promise<void>
  /** Every key under which something is kept. */
  keptFileKeys(): Promise<string[]>
}
