import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { clockOf, dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Field } from '@/components/field/field'
import { Segments, type Segment } from '@/components/segments/segments'
import { Sheet } from '@/components/sheet/sheet'
import { Tag } from '@/components/tag/tag'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { answerError, minutesHint, objectionStanding, sortedObjections, type Objection } from './afterwards-words'
import './afterwards.css'

export interface ObjectionsProps {
  eventId: string
  objections: readonly Objection[]
  /** Whether the event gives hours, so that minutes can be missing. */
  givesHours: boolean
  onAnswered(): void
}

/** 异议: who says that their line is wrong, until when they are answered, and the answer. */
export function Objections({ eventId, objections, givesHours, onAnswered }: ObjectionsProps) {
  const [answering, setAnswering] = useState<Objection | null>(null)
  const open = objections.filter((one) => one.state === 'open').length
  if (objections.length === 0) return null
  return (
    <Card id='objections'>
      <View className='afterwards__head'>
        <View className='afterwards__name'>异议</View>
        <Tag tone={open > 0 ? 'gold' : 'grey'}>{open > 0 ? `${open} 条等你答复` : `${objections.length} 条，都答复了`}</Tag>
      </View>
      {sortedObjections(objections).map((one) => (
        <ObjectionLine key={one.id} objection={one} onAnswer={() => setAnswering(one)} />
      ))}
      {answering && (
        <AnswerSheet
          key={answering.id}
          eventId={eventId}
          objection={answering}
          givesHours={givesHours}
          onClose={() => setAnswering(null)}
          onAnswered={() => {
            setAnswering(null)
            onAnswered()
          }}
        />
      )}
    </Card>
  )
}

function ObjectionLine({ objection, onAnswer }: { objection: Objection; onAnswer(): void }) {
  const standing = objectionStanding(objection, now())
  return (
    <View id={`objection-${objection.id}`} className='afterwards__line'>
      <View className='afterwards__who'>
        <View className='afterwards__person'>{objection.name}</View>
        <Tag tone={standing.tone}>{standing.word}</Tag>
      </View>
      <View className='afterwards__words'>{objection.text}</View>
      <View className='afterwards__when'>
        {dayName(objection.at, now())} {clockOf(objection.at)} 提出
      </View>
      {objection.answer !== null && <View className='afterwards__answer'>答复：{objection.answer}</View>}
      {objection.state === 'open' && (
        <Button
          id={`answer-${objection.id}`}
          kind='plain'
          size='s'
          className='afterwards__do'
          label={`答复${objection.name}`}
          onPress={onAnswer}
        >
          答复
        </Button>
      )}
    </View>
  )
}

type Verdict = 'accept' | 'decline'
const VERDICTS: readonly Segment<Verdict>[] = [
  { key: 'accept', label: '采纳' },
  { key: 'decline', label: '不采纳' },
]

interface AnswerSheetProps {
  eventId: string
  objection: Objection
  givesHours: boolean
  onClose(): void
  onAnswered(): void
}

function AnswerSheet({ eventId, objection, givesHours, onClose, onAnswered }: AnswerSheetProps) {
  const [verdict, setVerdict] = useState<Verdict>('accept')
  const [answer, setAnswer] = useState('')
  const [minutes, setMinutes] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const accept = verdict === 'accept'
  const asksMinutes = accept && givesHours

  async function send() {
    const problem = answerError(answer, asksMinutes, minutes)
    setWrong(problem)
    if (problem) return
    setBusy(true)
    try {
      await request('events.answerObjection', {
        eventId,
        objectionId: objection.id,
        accept,
        answer: answer.trim(),
        minutes: asksMinutes ? Number(minutes) : 0,
      })
      toast('答复了，他会收到通知')
      onAnswered()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setWrong(errorSentence(code, params))
      setBusy(false)
    }
  }

  return (
    <Sheet id='answer-sheet' open title={`答复${objection.name}`} onClose={onClose}>
      <View className='afterwards__sheet'>
        <View className='afterwards__words'>{objection.text}</View>
        <Segments id='verdict' items={VERDICTS} value={verdict} onChange={setVerdict} label='采纳不采纳' />
        {asksMinutes && (
          <Field label='少记了多少分钟' hint={minutesHint(minutes)}>
            <TextInput id='answer-minutes' type='number' value={minutes} maxLength={4} placeholder='0' onChange={setMinutes} />
          </Field>
        )}
        <Field label='答复' hint='他会看到这段话' error={wrong}>
          <TextInput
            id='answer-text'
            value={answer}
            lines={3}
            maxLength={500}
            placeholder={accept ? '比如：核对了签退表，补上一小时' : '比如：签退记录是 16:02，和名单一致'}
            onChange={setAnswer}
          />
        </Field>
        <Button id='answer-send' busy={busy} onPress={() => void send()}>
          {accept ? '采纳并答复' : '不采纳，答复'}
        </Button>
      </View>
    </Sheet>
  )
}
