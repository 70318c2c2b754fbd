import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import type { EventDetail } from '@core/contract/events'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { CheckLine } from '@/components/check-line/check-line'
import { classes } from '@/components/classes'
import { DateTile } from '@/components/date-tile/date-tile'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { Picture } from '@/components/picture/picture'
import { Pressable } from '@/components/pressable/pressable'
import { Section } from '@/components/section/section'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { back, toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import type { Query } from '@/sync/use-query'
import { defaultCover } from '../default-cover'
import { EventFacts, EventGains, EventShifts } from '../event-facts'
import { useFetchedPicture } from '../use-fetched-picture'
import './review-view.css'

/** What an event is usually returned for. A press writes it; it may be added to. */
const USUAL_REASONS = [
  '时间和别的活动撞了',
  '地点写得不清楚',
  '名额和场地对不上',
  '这项不算志愿服务',
  '简介再写具体些',
  '涉及安全，先报预案',
]

/** One event that waits for review, whole and as people will see it, with the decision at thumb height. */
export function ReviewEventView({ event: query }: { event: Query<EventDetail> }) {
  const wide = useWide()
  if (query.state === 'failed') return <ErrorState error={query.error} onRetry={() => void query.reload()} />
  if (!query.data) return <Skeleton rows={6} />
  const event = query.data
  const waits = event.status === 'in_review'
  const decision = waits ? <Decision event={event} /> : <Empty id='review-done' icon='check' text='这场已经有结果了，不用再看' />
  return (
    <View className={classes('review', wide && 'review--wide')}>
      <AsSeen event={event} />
      {wide ? <Card className='review__decide'>{decision}</Card> : waits ? <Dock className='review__dock'>{decision}</Dock> : decision}
    </View>
  )
}

function AsSeen({ event }: { event: EventDetail }) {
  const cover = useFetchedPicture(event.cover)
  return (
    <View id='review-event' className='review__event'>
      <Notice tone='blue' icon='search'>
        {event.orgName}交上来的。下面就是通过后大家看到的样子
      </Notice>
      <Picture drawn={!cover} src={cover ?? defaultCover(event.category)} label={event.cover ? '封面' : '封面：按类别画的图'} />
      <View className='review__head'>
        <DateTile at={event.startsAt} />
        <View>
          <View className='review__name'>{event.title}</View>
          <Tag tone='grey'>{event.categoryName}</Tag>
        </View>
      </View>
      <EventGains event={event} />
      <EventFacts event={event} now={now()} />
      <EventShifts event={event} now={now()} />
      {event.summary && (
        <Section title='做什么'>
          <Card>
            <View className='review__summary'>{event.summary}</View>
          </Card>
        </Section>
      )}
    </View>
  )
}

function Decision({ event }: { event: EventDetail }) {
  const [returning, setReturning] = useState(false)
  const [andSeries, setAndSeries] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  async function decide(approve: boolean, reason: string): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await request('events.review', { eventId: event.id, version: event.version, approve, reason, andSeries })
      setReturning(false)
      toast(approve ? '通过了，大家现在能看到' : '退回了，原因会告诉对方')
      back()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setError(code === 'not_found' ? '自己发布的要由另一位书记来审' : errorSentence(code, params))
    }
    setBusy(false)
  }

  return (
    <>
      {event.seriesId && (
        <CheckLine
          id='review-series'
          label='这个系列里等着的都一样处理'
          note='只看这一场的话别勾'
          checked={andSeries}
          onChange={setAndSeries}
        />
      )}
      {error && !returning && (
        <View id='review-error' className='review__error'>
          {error}
        </View>
      )}
      <View className='review__pair'>
        <Button id='review-return' kind='plain' disabled={busy} onPress={() => setReturning(true)}>
          退回
        </Button>
        <Button id='review-approve' busy={busy && !returning} onPress={() => void decide(true, '')}>
          通过
        </Button>
      </View>
      <ReturnSheet
        open={returning}
        busy={busy}
        error={error}
        onClose={() => setReturning(false)}
        onReturn={(reason) => void decide(false, reason)}
      />
    </>
  )
}

interface ReturnSheetProps {
  open: boolean
  busy: boolean
  error: string | null
  onClose(): void
  onReturn(reason: string): void
}

function ReturnSheet({ open, busy, error, onClose, onReturn }: ReturnSheetProps) {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const length = Array.from(reason.trim()).length
  const wrong = missing && (length < 2 || length > 200) ? '写一下为什么（2 到 200 字），对方照着改' : error

  function add(usual: string) {
    if (!reason.includes(usual)) setReason(reason.trim() === '' ? usual : `${reason.trim()}；${usual}`)
  }

  return (
    <Sheet id='return-sheet' open={open} title='退回，请对方改' onClose={onClose}>
      <View className='review__return'>
        <View className='review__reasons'>
          {USUAL_REASONS.map((usual, index) => (
            <Pressable key={usual} id={`usual-${index}`} className='review__reason' onPress={() => add(usual)}>
              {usual}
            </Pressable>
          ))}
        </View>
        <Field label='为什么退回' error={wrong}>
          <TextInput
            id='return-reason'
            lines={3}
            maxLength={200}
            value={reason}
            placeholder='点上面的，或自己写：哪里不行，怎么改'
            onChange={setReason}
          />
        </Field>
        <Button
          id='return-submit'
          busy={busy}
          onPress={() => {
            setMissing(true)
            if (length >= 2 && length <= 200) onReturn(reason.trim())
          }}
        >
          退回
        </Button>
      </View>
    </Sheet>
  )
}
