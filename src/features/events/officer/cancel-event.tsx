import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { CheckLine } from '@/components/check-line/check-line'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { Sheet } from '@/components/sheet/sheet'
import { TextInput } from '@/components/text-input/text-input'
import { toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import './cancel-event.css'

export interface CancelEventProps {
  eventId: string
  enrolledCount: number
  /** Whether it is one of a series: then the later ones can be cancelled with it. */
  inSeries?: boolean
  onCancelled(): void
}

/** The way to cancel an event: asks once, says who is affected, and wants the reason that they will read. */
export function CancelEvent({ eventId, enrolledCount, inSeries = false, onCancelled }: CancelEventProps) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [andLater, setAndLater] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  async function cancel() {
    const length = Array.from(reason.trim()).length
    if (length < 2 || length > 200) {
      setError('写一下原因（2 到 200 字），大家会看到')
      return
    }
    setBusy(true)
    try {
      await request('events.cancel', { eventId, reason: reason.trim(), andLater })
      setAsking(false)
      toast(andLater ? '这场和以后各场都取消了，原因会告诉大家' : '已取消，原因会告诉大家')
      onCancelled()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setError(errorSentence(code, params))
    }
    setBusy(false)
  }

  return (
    <>
      <Button id='cancel-event' kind='quiet' size='s' onPress={() => setAsking(true)}>
        取消活动
      </Button>
      <Sheet id='cancel-sheet' open={asking} title='取消这场活动？' onClose={() => setAsking(false)}>
        <View className='cancel-event'>
          <Notice tone='red' icon='alert'>
            {enrolledCount > 0 ? `已报名的 ${enrolledCount} 人都来不了了。` : '还没有人报名。'}
            取消后不能恢复，大屏也会停下。
          </Notice>
          {inSeries && (
            <CheckLine
              id='cancel-later'
              label='以后各场也取消'
              note='同一个系列里，这场之后的都不办了'
              checked={andLater}
              onChange={setAndLater}
            />
          )}
          <Field label='原因' hint='打开活动页或扫码的人会看到这句话' error={error}>
            <TextInput
              id='cancel-reason'
              value={reason}
              lines={2}
              maxLength={200}
              placeholder='比如：暴雨预警，改到下周六'
              onChange={(text) => {
                setReason(text)
                setError(null)
              }}
            />
          </Field>
          <Button id='cancel-submit' kind='danger' busy={busy} onPress={() => void cancel()}>
            {andLater ? '全部取消' : '确定取消'}
          </Button>
        </View>
      </Sheet>
    </>
  )
}
