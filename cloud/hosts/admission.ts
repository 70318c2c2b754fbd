/**
 * Who may call how often. A person is counted by their log-in; an address is counted only for calls that nobody has logged
 * in for, because a whole campus shares one address, and 3,000 people at one door must all get in.
 */
import type { Answer } from '@core/contract/envelope'
import { procedures, type Procedure, type ProcedureName } from '@core/contract/procedures'
import { createRateLimit, createRecentKeys } from './rate-limit'

/** Calls a minute. The limits of an address hold for each procedure by itself. */
export interface Limits {
  perPerson: number
  /** A scan or a log-in: what happens at the door. */
  doorPerAddress: number
  /** Any other call without log-in. */
  readsPerAddress: number
  /** Calls with a token that has not yet proved good: all of a campus after a restart, or somebody who invents tokens. */
  unprovenPerAddress: number
}

export const LIMITS: Limits = { perPerson: 120, doorPerAddress: 600, readsPerAddress: 300, unprovenPerAddress: 1200 }

export interface Visit {
  procedure: ProcedureName | 'unknown'
  /** Who is known or claims to be logged in: a hash of the token or of the platform's openid; null for nobody. */
  person: string | null
  /** The platform itself vouches for the person. */
  vouched: boolean
  addressGroup: string
}

export interface Admission {
  /** Counts one call at `now` (milliseconds). 0 when it may pass, else after how many milliseconds it may be tried again. */
  enter(visit: Visit, now: number): number
  /** Learns from the answer whether the caller's log-in is a good one. `hashOf` hashes a token that was just given out. */
  leave(visit: Visit, answer: Answer<unknown>, hashOf: (token: string) => string): void
}

/** Counters of one host, at zero. */
export function createAdmission(limits: Limits): Admission {
  const people = createRateLimit({ perMinute: limits.perPerson })
  const door = createRateLimit({ perMinute: limits.doorPerAddress })
  const reads = createRateLimit({ perMinute: limits.readsPerAddress })
  const unproven = createRateLimit({ perMinute: limits.unprovenPerAddress })
  const proven = createRecentKeys()

  function addressLimit(visit: Visit) {
    if (visit.person !== null) return unproven
    const definition = definitionOf(visit)
    return definition && definition.kind !== 'query' ? door : reads
  }

  return {
    enter(visit, now) {
      const known = visit.person !== null && (visit.vouched || proven.has(visit.person))
      const wait = known ? 0 : addressLimit(visit).take(`${visit.procedure} ${visit.addressGroup}`, now)
      return wait > 0 || visit.person === null ? wait : people.take(visit.person, now)
    },
    leave(visit, answer, hashOf) {
      if (!answer.ok) {
        if (answer.code === 'not_logged_in' && visit.person !== null) proven.delete(visit.person)
        return
      }
      const definition = definitionOf(visit)
      if (visit.person !== null && definition && definition.who !== 'anyone') proven.add(visit.person)
      const token = definition?.kind === 'session' ? (answer.data as { token?: unknown } | null)?.token : undefined
      if (typeof token === 'string') proven.add(hashOf(token))
    },
  }
}

function definitionOf({ procedure }: Visit): Procedure | undefined {
  return procedure === 'unknown' ? undefined : procedures[procedure]
}
