import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Purpose, Screen } from '@core/contract/attendance'
import { ASSURANCE_NAMES } from '@core/contract/names'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { Segments } from '@/components/segments/segments'
import { Sheet } from '@/components/sheet/sheet'
import { TextInput } from '@/components/text-input/text-input'
import { toast, vibrate } from '@/platform/navigation'
import { removeRecord } from '@/sync/outbox'
import { doorNote } from './door-lines'
import type { DoorPerson } from './presence'
import { entryNow, recordPresence } from './record-presence'
import './person-sheet.css'

const REASONS = [
  { key: 'no_phone', label: '没带手机' },
  { key: 'flat', label: '手机没电' },
  { key: 'unreadable', label: '码扫不出来' },
  { key: 'other', label: '其他' },
] as const

type Reason = (typeof REASONS)[number]['key']

export interface PersonSheetProps {
  screen: Screen
  /** Whom it is about; null: closed. */
  person: DoorPerson | null
  onClose: () => void
}

/** One person of the list, to be signed in or out by hand, with the reason why not by a code. */
export function PersonSheet({ screen, person, onClose }: PersonSheetProps) {
  return (
    <Sheet id='person-sheet' open={person !== null} title={person?.name ?? ''} onClose={onClose}>
      {person && <ByHand screen={screen} person={person} onDone={onClose} />}
    </Sheet>
  )
}

function ByHand({ screen, person, onDone }: { screen: Screen; person: DoorPerson; onDone: () => void }) {
  const [chosen, setChosen] = useState<Reason>('no_phone')
  const [written, setWritten] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const purpose = purposeFor(person, screen)
  const reason = chosen === 'other' ? written.trim() : REASONS.find(({ key }) => key === chosen)!.label

  async function record(purpose: Purpose) {
    if (reason === '') {
      setProblem(errorSentence('reason_needed'))
      return
    }
    setBusy(true)
    const attempt = await recordPresence(screen, [entryNow(purpose, 'manual', { personId: person.personId }, reason)])
    setBusy(false)
    if (attempt.state === 'unsaved') {
      setProblem('手机存满了，没能记下来。清一点空间再试')
      return
    }
    if (attempt.state === 'refused') {
      removeRecord(attempt.nonce)
      setProblem(errorSentence(attempt.error.code, attempt.error.params))
      return
    }
    vibrate()
    const what = purpose === 'sign_in' ? '签到' : '签退'
    toast(attempt.state === 'delivered' ? `${person.name} 已${what}` : `${person.name} 的${what}已存在手机，有网自动送达`)
    onDone()
  }

  return (
    <View className='person-sheet'>
      <View className='person-sheet__note'>{[doorNote(person), assuranceOf(person)].filter(Boolean).join(' · ') || '还没来'}</View>
      {purpose === null ? (
        <View className='person-sheet__note'>没有要登记的了</View>
      ) : (
        <>
          <Field label='为什么不扫码' error={problem}>
            <Segments id='manual-reason' items={REASONS} value={chosen} onChange={setChosen} label='为什么不扫码' />
            {chosen === 'other' && (
              <TextInput id='manual-reason-text' value={written} onChange={setWritten} placeholder='写一句原因' maxLength={100} />
            )}
          </Field>
          <Button id='manual-submit' busy={busy} onPress={() => void record(purpose)}>
            {purpose === 'sign_in' ? '登记签到' : '登记签退'}
          </Button>
          <Notice tone='grey'>登记后不能撤回，会标明是手动的；时长要另一位同事确认</Notice>
        </>
      )}
    </View>
  )
}

/** What is left to record of a person; null where nothing is. */
export function purposeFor({ state }: DoorPerson, { signOut }: Screen): Purpose | null {
  if (state === 'expected' || state === 'pending') return 'sign_in'
  return state === 'arrived' && signOut ? 'sign_out' : null
}

function assuranceOf({ assurance }: DoorPerson): string {
  return assurance ? ASSURANCE_NAMES[assurance] : ''
}
