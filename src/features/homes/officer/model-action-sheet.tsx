import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import type { ModelHome } from '@core/contract/homes'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Field } from '@/components/field/field'
import { Segments, type Segment } from '@/components/segments/segments'
import { Sheet } from '@/components/sheet/sheet'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { ACTION_WORDS, evidenceText, type ModelAction } from './model-words'
import './models-view.css'

type Decision = 'keep' | 'delist'
const DECISIONS: readonly Segment<Decision>[] = [
  { key: 'keep', label: '保留' },
  { key: 'delist', label: '摘牌' },
]

export interface ModelActionSheetProps {
  home: ModelHome
  action: ModelAction
  onClose(): void
  onDone(): void
}

/** One step in the life of a model home, with its reason: it can never be taken back. */
export function ModelActionSheet({ home, action, onClose, onDone }: ModelActionSheetProps) {
  const [decision, setDecision] = useState<Decision>('keep')
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const words = ACTION_WORDS[action]

  async function take() {
    const length = Array.from(reason.trim()).length
    if (length < 2 || length > 500) {
      setWrong('写上为什么（2 到 500 字）')
      return
    }
    setWrong(null)
    setBusy(true)
    try {
      await send(home.homeId, action, decision, reason.trim())
      toast(words.done)
      onDone()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setWrong(errorSentence(code, params))
      setBusy(false)
    }
  }

  return (
    <Sheet id='model-sheet' open title={`${words.title}：${home.name}`} onClose={onClose}>
      <View className='models__sheet'>
        <View className='models__note'>{words.ask}</View>
        {action !== 'award' && <View className='models__evidence'>{evidenceText(home.evidence, now())}</View>}
        {action === 'decide' && <Segments id='decision' items={DECISIONS} value={decision} onChange={setDecision} label='保留还是摘牌' />}
        <Field label='为什么' error={wrong}>
          <TextInput id='model-reason' value={reason} lines={3} maxLength={500} placeholder={words.placeholder} onChange={setReason} />
        </Field>
        <Button id='model-send' busy={busy} onPress={() => void take()}>
          {action === 'decide' ? (decision === 'keep' ? '决定保留' : '决定摘牌') : words.ok}
        </Button>
      </View>
    </Sheet>
  )
}

function send(homeId: string, action: ModelAction, decision: Decision, reason: string): Promise<unknown> {
  if (action === 'award') return request('homes.award', { homeId, reason })
  if (action === 'propose') return request('homes.proposeDelisting', { homeId, reason })
  if (action === 'object') return request('homes.objectDelisting', { homeId, reason })
  return request('homes.decideDelisting', { homeId, delist: decision === 'delist', reason })
}
