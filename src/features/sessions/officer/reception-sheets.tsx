import { useEffect, useMemo, useState } from 'react'
import { Image, View } from '@tarojs/components'
import { TOPIC_NAMES, TOPICS } from '@core/contract/names'
import type { Topic } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { clockOf } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Chips } from '@/components/chips/chips'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { pictureName } from '@/components/picture/picture-name'
import { semantics } from '@/components/pressable/semantics'
import { qrPicture } from '@/components/qr-code/qr-picture'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { TextInput } from '@/components/text-input/text-input'
import { brighten, keepAwake } from '@/platform/display'
import { Viewfinder } from '@/platform/viewfinder'
import { FinishSheet } from './finish-sheet'
import { useDutyCode } from './use-duty-code'
import { usePassScan, type PassScan } from './use-pass-scan'
import type { ReceptionModel } from './use-reception'

const TOPIC_CHOICES = TOPICS.map((key) => ({ key, label: TOPIC_NAMES[key] }))
const QUESTION_MAX = 500

/** What is open over the list. */
export function ReceptionSheets({ model }: { model: ReceptionModel }) {
  const { sheet } = model
  if (sheet === null) return null
  if (sheet.what === 'code') return <CodeSheet model={model} />
  if (sheet.what === 'scan') return <ScanSheet model={model} />
  if (sheet.what === 'walk_in') return <WalkInSheet model={model} pass={sheet.pass} />
  return <FinishSheet model={model} line={sheet.line} />
}

/** The code that turns on the host's phone; it is held up to whoever comes. */
function CodeSheet({ model }: { model: ReceptionModel }) {
  const { face, retry } = useDutyCode(model.sessionId)
  useEffect(() => keepAwake(), [])
  useEffect(() => brighten(), [])
  return (
    <Sheet id='code-sheet' open title='签到码' onClose={() => model.show(null)}>
      {face.phase === 'refused' && <ErrorState id='code-error' error={face.error} onRetry={retry} />}
      {face.phase === 'opening' && <Skeleton rows={2} />}
      {face.phase === 'turning' && (
        <View className='duty-code'>
          <Code link={face.link} />
          <View className='duty-code__hint'>请对方微信扫一扫 · {Math.ceil(face.leftMs / 1000)} 秒后换新码</View>
          <Latest model={model} />
        </View>
      )}
    </Sheet>
  )
}

function Code({ link }: { link: string }) {
  const picture = useMemo(() => qrPicture(link), [link])
  return (
    <View className='duty-code__paper'>
      <Image id='duty-qr' className='duty-code__qr' src={picture} {...pictureName('签到码，每 10 秒更换')} />
    </View>
  )
}

/** Who signed in last, so that the host sees that it worked without closing the code. */
function Latest({ model }: { model: ReceptionModel }) {
  const [latest] = [...(model.query.data?.items ?? [])]
    .filter(({ checkedInAt }) => checkedInAt !== null)
    .sort((one, other) => other.checkedInAt! - one.checkedInAt!)
  if (!latest) return null
  return (
    <View id='latest' className='duty-code__latest' {...semantics({ role: 'status' })}>
      {latest.name} {clockOf(latest.checkedInAt!)} 到了
    </View>
  )
}

/** Reads 我的码, one after the other. */
function ScanSheet({ model }: { model: ReceptionModel }) {
  const scan = usePassScan(model.sessionId, () => void model.query.reload())
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => keepAwake(), [])
  return (
    <Sheet id='scan-sheet' open title='扫「我的码」' onClose={() => model.show(null)}>
      <View className='pass-scan'>
        {trouble === null ? (
          <View className='pass-scan__window'>
            <Viewfinder id='viewfinder' className='pass-scan__camera' onText={scan.see} onTrouble={setTrouble} />
          </View>
        ) : (
          <>
            <Notice id='no-viewfinder' tone='gold' icon='camera'>
              {trouble}
            </Notice>
            <Button id='scan-one' icon='scan' busy={scan.busy} onPress={() => void scan.scanOne()}>
              扫一扫
            </Button>
          </>
        )}
        <PassVerdictNotice scan={scan} onWalkIn={(pass) => model.show({ what: 'walk_in', pass })} />
        <Button id='scan-photo' kind='plain' size='s' icon='photo' disabled={scan.busy} onPress={() => void scan.fromPhoto()}>
          从照片里认
        </Button>
      </View>
    </Sheet>
  )
}

function PassVerdictNotice({ scan: { verdict, busy }, onWalkIn }: { scan: PassScan; onWalkIn(pass: string): void }) {
  if (busy || verdict === null) return <View className='pass-scan__hint'>{busy ? '正在签到…' : '请对方打开「我的码」，举到镜头前'}</View>
  if (verdict.kind === 'checked_in') {
    return (
      <Notice id='pass-verdict' tone='green' icon='check'>
        {verdict.person.name}签到了，约的是 {clockOf(verdict.person.startsAt)}
      </Notice>
    )
  }
  if (verdict.kind === 'unbooked') {
    return (
      <Notice id='pass-verdict' tone='blue' icon='user' action='登记来访' onAction={() => onWalkIn(verdict.pass)}>
        TA 没约这一场，登记一下就能接待
      </Notice>
    )
  }
  return (
    <Notice id='pass-verdict' tone='red' icon='alert'>
      {errorSentence(verdict.error.code, verdict.error.params)}
    </Notice>
  )
}

/** Somebody who came without a booking: fitted between, never refused for want of a place. */
function WalkInSheet({ model, pass }: { model: ReceptionModel; pass: string | null }) {
  const [name, setName] = useState('')
  const [topic, setTopic] = useState<Topic>('other')
  const [question, setQuestion] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const { problem } = model

  function save() {
    const missing = pass === null && name.trim() === ''
    setWrong(missing ? '写一下怎么称呼' : null)
    if (!missing) void model.walkIn({ pass, name: pass === null ? name.trim() : null, topic, question: question.trim() })
  }

  return (
    <Sheet id='walk-in-sheet' open title='现场来的' onClose={() => model.show(null)}>
      <View className='walk-in'>
        {pass === null ? (
          <>
            <Field label='怎么称呼' error={wrong}>
              <TextInput id='walk-in-name' value={name} maxLength={40} placeholder='比如：王同学' onChange={setName} />
            </Field>
            <Button id='walk-in-scan' kind='quiet' size='s' icon='scan' onPress={() => model.show({ what: 'scan' })}>
              TA 有「我的码」，扫一下
            </Button>
          </>
        ) : (
          <Notice id='walk-in-pass' tone='green' icon='check'>
            扫到了 TA 的码，不用写名字
          </Notice>
        )}
        <Field label='哪方面的事'>
          <Chips
            id='walk-in-topic'
            label='哪方面的事'
            items={TOPIC_CHOICES}
            value={[topic]}
            onChange={(chosen) => setTopic(chosen[chosen.length - 1] ?? topic)}
          />
        </Field>
        <Field label='想说什么'>
          <TextInput
            id='walk-in-question'
            value={question}
            lines={3}
            maxLength={QUESTION_MAX}
            placeholder='可以先空着，谈完再补在答复里'
            onChange={setQuestion}
          />
        </Field>
        {problem && (
          <Notice id='walk-in-problem' tone='red' icon='alert'>
            {problem.code === 'already_booked' ? 'TA 约了这一场，在名单里签到就行' : errorSentence(problem.code, problem.params)}
          </Notice>
        )}
        <Button id='walk-in-save' busy={model.busy} onPress={save}>
          登记
        </Button>
      </View>
    </Sheet>
  )
}
