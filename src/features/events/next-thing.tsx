import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { MyEvent } from '@core/contract/events'
import { clockOf, DAY_MS, dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { DateTile } from '@/components/date-tile/date-tile'
import { Section } from '@/components/section/section'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { partWord, stageOf } from './stage'
import './next-thing.css'

/** The next thing of mine: what comes, or what is going on and wants a sign-out. Nothing where there is nothing. */
export function NextThing({ mine, now }: { mine: readonly MyEvent[]; now: Instant }) {
  const next = mine.find(({ event, mine: part }) => event.status === 'published' && part.signedOutAt === null)
  if (!next) return null
  return (
    <Section title='下一件事'>
      <Card className='next-thing'>
        <NextLine next={next} now={now} />
        <SignEntry next={next} now={now} />
      </Card>
    </Section>
  )
}

function NextLine({ next: { event, mine }, now }: { next: MyEvent; now: Instant }) {
  const word = partWord(mine) ?? { tone: 'green' as const, text: '已报名' }
  // The tile says which day; only the nearest have a name of their own.
  const day = event.startsAt - now < 2 * DAY_MS && !/\d/.test(dayName(event.startsAt, now)) ? `${dayName(event.startsAt, now)} ` : ''
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

/** Sign in or out, as long as it is the time for it. */
function SignEntry({ next: { event, mine }, now }: { next: MyEvent; now: Instant }) {
  const near = mine.signedInAt !== null || event.startsAt - now < DAY_MS
  const { data } = useQuery(near ? 'events.get' : null, { code: event.code })
  // The part of the list is newer or as new; the window is what the detail adds.
  const stage = data ? stageOf({ ...data, mine }, now) : null
  if (stage !== 'sign_in' && stage !== 'sign_out') return null
  return (
    <View className='next-thing__entry'>
      <Button
        id={stage === 'sign_in' ? 'next-sign-in' : 'next-sign-out'}
        kind='plain'
        icon='scan'
        onPress={() => open(routes.scanExpected(event.id))}
      >
        {stage === 'sign_in' ? '到了，扫码签到' : '要走了？扫码签退'}
      </Button>
    </View>
  )
}
