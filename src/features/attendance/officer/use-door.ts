import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DoorPack } from '@core/contract/attendance'
import { AppError, RETRY } from '@core/contract/errors'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { every, now } from '@/platform/clock'
import { isOnline, onNetworkChange } from '@/platform/network'
import { query } from '@/sync/calls'
import { useOutbox } from '@/sync/outbox'
import { useSession } from '@/sync/session'
import { askedTheTime } from '../server-clock'
import { dropOldPacks, dropPack, keepList, keepPack, readPack, useKeptPacks, type KeptPack } from './kept-packs'
import { countPeople, ownPresence, presentLines, type DoorCounts, type DoorPerson } from './presence'

/** How often the list is asked for while it is looked at: other officers and the screen sign people in as well. */
const REFRESH_MS = 15_000
/** A pack that is older is fetched again when its door is opened; until then its list is enough. */
const PACK_FRESH_MS = HOUR_MS

/** The door of an event as this phone knows it. */
export interface Door {
  /** Null until the phone has it. */
  kept: KeptPack | null
  people: readonly DoorPerson[]
  counts: DoorCounts
  /** Members of the organization who are neither enrolled nor here. */
  others: DoorPack['members']
  /** `ready`: the server has just said so; `kept`: from the phone, since no answer came; `failed`: there is nothing but the error. */
  state: 'loading' | 'ready' | 'kept' | 'failed'
  error: AppError | null
  /** The phone has no room for it: it holds until the app is closed. */
  unkept: boolean
  /** Asks again. Never throws. */
  reload(): Promise<void>
}

/** What the last try came to. */
interface Heard {
  state: 'nothing' | 'answered' | 'failed'
  error: AppError | null
}

/**
 * The door of an event: what lies on the phone at once, then the server's word every 15 s while `shown`. What this phone
 * records counts at once, delivered or not.
 */
export function useDoor(eventId: string, shown = true): Door {
  const person = useSession((state) => state.person?.id ?? null)
  const records = useOutbox((state) => state.records)
  const remembered = useKeptPacks((state) => state.packs[eventId])
  const stored = useMemo(() => readPack(eventId), [eventId])
  const kept = person === null ? null : (remembered ?? stored)
  const [heard, setHeard] = useState<Heard>({ state: 'nothing', error: null })
  const [unkept, setUnkept] = useState(false)
  const flight = useRef<Promise<void> | null>(null)

  const ask = useCallback(async () => {
    try {
      if (isStale(readPack(eventId))) setUnkept(!(await fetchPack(eventId)))
      else keepList(eventId, (await query('attendance.door', { eventId, search: '' })).items, now())
      setHeard({ state: 'answered', error: null })
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : new AppError('server_error')
      // A refusal is the truth as well: this phone holds that door no longer.
      if (RETRY[error.code] === 'never') dropPack(eventId)
      setHeard({ state: 'failed', error })
    }
  }, [eventId])

  const reload = useCallback(() => {
    flight.current ??= ask().finally(() => (flight.current = null))
    return flight.current
  }, [ask])

  useEffect(() => {
    if (!shown || person === null) return
    void reload()
    const stopTimer = every(REFRESH_MS, () => void (isOnline() ? reload() : undefined))
    const stopListening = onNetworkChange((online) => void (online ? reload() : undefined))
    return () => {
      stopTimer()
      stopListening()
    }
  }, [shown, person, reload])

  const people = useMemo(() => {
    if (!kept) return []
    const own = ownPresence(records, eventId, person, kept.passKeys)
    return presentLines(kept.pack.lines, own, kept.pack.members)
  }, [kept, records, eventId, person])
  const others = useMemo(() => membersBeside(kept, people), [kept, people])
  return { kept, people, counts: useMemo(() => countPeople(people), [people]), others, ...stateOf(kept, heard), unkept, reload }
}

/** Fetches the pack of an event; false where the phone is full: then it holds until the app is closed. Throws AppError. */
async function fetchPack(eventId: string): Promise<boolean> {
  const { pack, passKeys } = await askedTheTime(() => query('attendance.doorPack', { eventId }))
  dropOldPacks()
  try {
    keepPack(eventId, { pack, passKeys, fetchedAt: now(), listedAt: now() })
    return true
  } catch {
    return false
  }
}

function isStale(kept: KeptPack | null): boolean {
  return !kept || now() - kept.fetchedAt > PACK_FRESH_MS
}

function membersBeside(kept: KeptPack | null, people: readonly DoorPerson[]): DoorPack['members'] {
  if (!kept) return []
  const listed = new Set(people.map(({ personId }) => personId))
  return kept.pack.members.filter(({ personId }) => !listed.has(personId))
}

function stateOf(kept: KeptPack | null, { state, error }: Heard): Pick<Door, 'state' | 'error'> {
  if (!kept) return state === 'failed' ? { state: 'failed', error } : { state: 'loading', error: null }
  return { state: state === 'failed' ? 'kept' : 'ready', error }
}
