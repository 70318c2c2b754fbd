import type { Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Database } from './schema'

/** A key that something was signed with. Base64url throughout. */
export interface SigningKey {
  kid: string
  publicKey: string
  /** Null where the key comes from the environment. */
  seed: string | null
}

/** The keys of this installation. None is ever removed: what an old one signed stays genuine. */
export function signingKeyStore(db: Kysely<Database>) {
  return {
    /** All keys, the oldest first. */
    async all(): Promise<SigningKey[]> {
      return db.selectFrom('signing_key').select(['kid', 'public_key as publicKey', 'seed']).orderBy('created_at').orderBy('kid').execute()
    },

    /** Keeps a key, unless it is kept already; of keys with a seed only the first is kept. A competitor who is at it is waited for. */
    async keep(key: SigningKey, now: Instant): Promise<void> {
      await db
        .insertInto('signing_key')
        .values({ kid: key.kid, public_key: key.publicKey, seed: key.seed, created_at: new Date(now) })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
  }
}
