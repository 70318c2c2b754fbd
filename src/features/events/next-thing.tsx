import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { MyEvent } from '@core/contract/events'
import { errorSentence, fill, WORDING } from '@core/contract/wording'
import { clockOf, DAY_MS, dayName } from '@core/rules/shared/calendar'
import { momentName, timeLeft } from '@core/rules/shared/moments'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { DateTile } from '@/components/date-tile/date-tile'
import { Notice } from '@/components/notice/notice'
import { Pair } from '@/components/pair/pair'
import { Section } from '@/components/section/section'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useDoing, type Doing } from '@/sync/use-doing'
import { useMoment } from '@/sync/use-moment'
import { useQuery } from '@/sync/use-query'
import { nextThings, type NextThingOfMine } from './next-things'
import { acceptOffer, declineOffer, sayComing, sayNotComing } from './replies'
import { hasOffer, stageOf, standingWord } from './stage'
import './next-thing.css'

/** An offer runs out by the minute: its time left is drawn anew so often. */
const OFFER_TICK_MS = 10_000

export interface NextThingProps {
  /** Mine that come, soonest first. */
  mine: readonly MyEvent[]
  /** Something was answered: what is mine has changed. */
  onChanged: () => Promise<unknown>
}

/**
 * What is next for me: first what waits for my word (a place that is kept for me, whether I come), then what comes or is
 * going on. Nothing where there is nothing.
 */
export function NextThing({ mine, onChanged }: NextThingProps) {
  const offered = mine.some(({ mine: part }) => part.waiting?.state === 'offered')
  const now = useMoment(offered ? OFFER_TICK_MS : null)
  const things = nextThings(mine, now)
  if (things.length === 0) return null
  return (
    <Section title='下一件事'>
      <View className='next-thing__list'>
        {things.map((thing) => (
          <ThingCard key={thing.event.id} thing={thing} now={now} onChanged={onChanged} />
        ))}
      </View>
    </Section>
  )
}

function ThingCard({ thing, now, onChanged }: { thing: NextThingOfMine; now: Instant; onChanged: NextThingProps['onChanged'] }) {
  const doing = useDoing(onChanged)
  const { event, mine } = thing
  const near = mine.signedInAt !== null || event.startsAt - now < DAY_MS
  const { data } = useQuery(near ? 'events.get' : null, { code: event.code })
  // The part of the list is newer or as new; the window and the question are what the detail adds.
  const stage = data ? stageOf({ ...data, mine: { ...data.mine, ...mine } }, now) : null
  return (
    <Card className='next-thing'>
      <ThingLine thing={thing} now={now} />
      {mine.waiting && hasOffer(mine.waiting, now) ? (
        <OfferEntry doing={doing} thing={thing} until={mine.waiting.offeredUntil!} now={now} />
      ) : stage === 'sign_in' || stage === 'sign_out' ? (
        <SignEntry eventId={event.id} stage={stage} />
      ) : (
        thing.asked && <ComingEntry doing={doing} thing={thing} />
      )}
      {doing.problem && (
        <Notice id={`next-problem-${event.code}`} tone='red' icon='alert' className='next-thing__problem'>
          {errorSentence(doing.problem.code, doing.problem.params)}
        </Notice>
      )}
    </Card>
  )
}

function ThingLine({ thing: { event, mine }, now }: { thing: MyEvent; now: Instant }) {
  const word = standingWord(event, mine, now)
  // The tile says which day; only the nearest have a name of their own.
  const name = dayName(event.startsAt, now)
  const day = event.startsAt - now < 2 * DAY_MS && !/\d/.test(name) ? `${name} ` : ''
  return (
    <Cell
      id={`event-${event.code}`}
      lead={<DateTile at={event.startsAt} />}
      title={event.title}
      note={`${day}${clockOf(event.startsAt)} · ${event.homeName}`}
      tag={<Tag tone={word.tone}>{word.text}</Tag>}
      arrow={false}
      onPress={() => open(routes.event(event.code))}
    />
  )
}

interface EntryProps {
  doing: Doing
  thing: MyEvent
}

/** A place is kept for me: take it, or let it go on. */
function OfferEntry({ doing, thing: { event }, until, now }: EntryProps & { until: Instant; now: Instant }) {
  return (
    <View className='next-thing__entry'>
      <View className='next-thing__word'>{`${fill(WORDING.offer, { time: momentName(until, now) })}，还有 ${timeLeft(until, now)}`}</View>
      <Pair>
        <Button id={`decline-${event.code}`} kind='plain' size='s' disabled={doing.busy} onPress={() => void declineOffer(doing, event.id)}>
          让给下一位
        </Button>
        <Button id={`accept-${event.code}`} size='s' busy={doing.busy} onPress={() => void acceptOffer(doing, event.id)}>
          我要去
        </Button>
      </Pair>
    </View>
  )
}

/** 「来 / 不来了」 */
function ComingEntry({ doing, thing: { event } }: EntryProps) {
  return (
    <View className='next-thing__entry'>
      <View className='next-thing__word'>来不来？说一声，好让位子不空着</View>
      <Pair>
        <Button
          id={`not-coming-${event.code}`}
          kind='plain'
          size='s'
          disabled={doing.busy}
          onPress={() => void sayNotComing(doing, event.id)}
        >
          不来了
        </Button>
        <Button id={`coming-${event.code}`} size='s' busy={doing.busy} onPress={() => void sayComing(doing, event.id)}>
          来
        </Button>
      </Pair>
    </View>
  )
}

/** Sign in or out, as long as it is the time for it. */
function SignEntry({ eventId, stage }: { eventId: string; stage: 'sign_in' | 'sign_out' }) {
  return (
    <View className='next-thing__entry'>
      <Button
        id={stage === 'sign_in' ? 'next-sign-in' : 'next-sign-out'}
        kind='plain'
        icon='scan'
        onPress={() => open(routes.scanExpected(eventId))}
      >
        {stage === 'sign_in' ? '到了，扫码签到' : '要走了？扫码签退'}
      </Button>
    </View>
  )
}
