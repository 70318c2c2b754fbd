import { useState } from 'react'
import type { EvidenceKind, Purpose, Recorded } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import type { InputOf } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { screenPurpose } from '@core/rules/attendance/screen-clock'
import { now } from '@/platform/clock'
import { confirm, vibrate } from '@/platform/navigation'
import { choosePictures } from '@/platform/picture'
import type { ChosenPicture } from '@/platform/picture/types'
import type { Attempt } from '@/sync/delivery'
import { removeRecord, useOutbox } from '@/sync/outbox'
import { serverNow } from '../server-clock'
import { readPack, type KeptPack } from './kept-packs'
import { entryNow, recordEvidence, recordPresence } from './record-presence'
import { calledOut, isTicked, ticked, type Called, type RollMode } from './roll-call'
import type { Door } from './use-door'

/** What a roll call came to. `onPhone`: it lies on the phone and will be delivered. */
export interface RollResult {
  purpose: Purpose
  recorded: number
  repeated: number
  onPhone: boolean
}

export interface RollCall {
  purpose: Purpose
  choosePurpose(purpose: Purpose): void
  mode: RollMode
  chooseMode(mode: RollMode): void
  withMembers: boolean
  setWithMembers(withMembers: boolean): void
  /** Who is asked for. */
  list: readonly Called[]
  here: readonly Called[]
  isHere(personId: string): boolean
  turn(personId: string): void
  photo: ChosenPicture | null
  /** A sheet that was photographed before lies on the phone, or was delivered from it. */
  hasSheet: boolean
  takePhoto(): Promise<void>
  dropPhoto(): void
  busy: boolean
  problem: string | null
  result: RollResult | null
  submit(): Promise<void>
}

const NO_ROOM = '手机存满了，没能记下来。清一点空间再试'

/** A list that an officer ticks, with a photo as evidence; all of it is one delivery. */
export function useRollCall(by: 'roll_call' | 'paper', door: Door, kept: KeptPack): RollCall {
  const { screen } = kept.pack
  const [purpose, setPurpose] = useState<Purpose>(() => screenPurpose(screen, serverNow(), null) ?? 'sign_in')
  const [mode, setMode] = useState<RollMode>(by === 'paper' ? 'one_by_one' : 'all_but')
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [withMembers, setWithMembers] = useState(false)
  const [photo, setPhoto] = useState<ChosenPicture | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [result, setResult] = useState<RollResult | null>(null)
  const hasSheet = useOutbox(({ records }) =>
    records.some(({ procedure, input, state }) => {
      if (procedure !== 'attendance.addEvidence' || state === 'aside') return false
      const { eventId, kind } = input as InputOf<'attendance.addEvidence'>
      return eventId === screen.eventId && kind === 'paper_sheet'
    }),
  )
  const list = calledOut(purpose, door.people, withMembers ? door.others : [])
  const here = ticked(list, mode, marked)

  function startAnew(change: () => void): void {
    setMarked(new Set())
    setProblem(null)
    change()
  }

  async function takePhoto(): Promise<void> {
    setProblem(null)
    try {
      const [taken] = await choosePictures({ count: 1 })
      if (taken) setPhoto(taken)
    } catch (thrown) {
      setProblem(sentenceOf(thrown))
    }
  }

  async function submit(): Promise<void> {
    if (here.length === 0) return setProblem('还没有勾选人')
    if (by === 'paper' && !photo && !hasSheet) return setProblem(errorSentence('evidence_needed'))
    if (!(await confirm(questionOf(purpose, here.length, list.length - here.length)))) return
    setBusy(true)
    setProblem(null)
    try {
      if (photo) await recordEvidence(screen, EVIDENCE[by], photo)
      setPhoto(null)
      const attempt = await recordPresence(
        screen,
        here.map(({ personId }) => entryNow(purpose, by, { personId })),
      )
      take(attempt)
    } catch (thrown) {
      setProblem(thrown instanceof AppError ? sentenceOf(thrown) : NO_ROOM)
    }
    setBusy(false)
  }

  function take(attempt: Attempt): void {
    if (attempt.state === 'unsaved') return setProblem(NO_ROOM)
    if (attempt.state === 'refused') {
      // Nothing of it was recorded: it is corrected here, where the ticks still stand.
      removeRecord(attempt.nonce)
      return setProblem(errorSentence(attempt.error.code, attempt.error.params))
    }
    vibrate()
    if (attempt.state === 'saved') return setResult({ purpose, recorded: here.length, repeated: 0, onPhone: true })
    const { entries } = attempt.answer as Recorded
    const repeated = entries.filter(({ outcome }) => outcome === 'repeat').length
    setResult({ purpose, recorded: entries.length - repeated, repeated, onPhone: false })
    void forgetWhenListed(attempt.nonce)
  }

  /** Once the list of the server has them, a thousand entries need no place on the phone. */
  async function forgetWhenListed(nonce: string): Promise<void> {
    // A question that was under way may not have heard of them yet.
    await door.reload()
    const asked = now()
    await door.reload()
    if ((readPack(screen.eventId)?.listedAt ?? 0) >= asked) removeRecord(nonce)
  }

  return {
    purpose,
    choosePurpose: (chosen) => startAnew(() => setPurpose(chosen)),
    mode,
    chooseMode: (chosen) => startAnew(() => setMode(chosen)),
    withMembers,
    setWithMembers: (wanted) => startAnew(() => setWithMembers(wanted)),
    list,
    here,
    isHere: (personId) => isTicked(mode, marked, personId),
    turn(personId) {
      setProblem(null)
      setMarked((before) => {
        const after = new Set(before)
        if (!after.delete(personId)) after.add(personId)
        return after
      })
    },
    photo,
    hasSheet,
    takePhoto,
    dropPhoto: () => setPhoto(null),
    busy,
    problem,
    result,
    submit,
  }
}

const EVIDENCE = { roll_call: 'group_photo', paper: 'paper_sheet' } as const satisfies Record<string, EvidenceKind>

function questionOf(purpose: Purpose, here: number, absent: number) {
  const text =
    purpose === 'sign_in'
      ? `${here} 人算到场${absent > 0 ? `，${absent} 人没到` : ''}。登记后不能撤回`
      : `${here} 人现在签退${absent > 0 ? `，${absent} 人还没走` : ''}。登记后不能撤回`
  return { title: purpose === 'sign_in' ? '登记这些人到场？' : '登记这些人签退？', text, ok: '登记' }
}

function sentenceOf(thrown: unknown): string {
  const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
  return errorSentence(code, params)
}
