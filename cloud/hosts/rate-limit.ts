/**
 * How often one key (a person, an address) may call: a bucket that refills evenly, kept as one number per key (the
 * generic cell rate algorithm). In memory: every host counts for itself.
 */
export interface RateLimit {
  /**
   * Takes one call out of the key's bucket.
   * @param now milliseconds; any clock that does not run backwards
   * @returns 0 when the call may pass, else after how many milliseconds one may
   */
  take(key: string, now: number): number
}

export interface RateLimitOptions {
  /** Calls a minute in the long run. Infinity: no limit. */
  perMinute: number
  /** Calls that may come at once after a rest; as many as a minute's when left out. */
  burst?: number
  /** How many keys are remembered; the one unseen longest is forgotten first. */
  maxKeys?: number
}

/** A limit of its own, with nothing counted yet. */
export function createRateLimit({ perMinute, burst = perMinute, maxKeys = 50_000 }: RateLimitOptions): RateLimit {
  const interval = 60_000 / perMinute
  const tolerance = interval * (burst - 1)
  /** When the bucket of a key will be full again. Insertion order is order of last use. */
  const fullAt = new Map<string, number>()

  return {
    take(key, now) {
      if (!Number.isFinite(perMinute)) return 0
      const full = Math.max(fullAt.get(key) ?? now, now)
      const wait = full - now - tolerance
      if (wait > 0) return wait
      fullAt.delete(key)
      fullAt.set(key, full + interval)
      if (fullAt.size > maxKeys) fullAt.delete(fullAt.keys().next().value!)
      return 0
    },
  }
}

/** What is known of a set of keys, the longest unused forgotten first. */
export function createRecentKeys(maxKeys = 50_000): { has(key: string): boolean; add(key: string): void; delete(key: string): void } {
  const keys = new Set<string>()
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.delete(key)
      keys.add(key)
      if (keys.size > maxKeys) keys.delete(keys.values().next().value!)
    },
    delete: (key) => void keys.delete(key),
  }
}
