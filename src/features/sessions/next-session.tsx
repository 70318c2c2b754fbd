import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { MySession, SessionOffer } from '@core/contract/sessions'
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
import { MySessionCell } from './my-session-cell'
import { acceptOffer, declineOffer, sayComing, sayNotComing } from './replies'
import './next-session.css'

/** An offer runs out by the minute: its time left is drawn anew so often. */
const OFFER_TICK_MS = 10_000

export interface NextSessionProps {
  /** Slots that are kept for me, what runs out first. */
  offers: readonly SessionOffer[]
  /** My bookings that come, soonest first. */
  coming: readonly MySession[]
  now: Instant
  /** Something was answered: what is mine has changed. */
  onChanged: () => Promise<unknown>
}

/**
 * 面对面 on 首页: first the slots that are kept for me, then my next booking with the question of the evening before. Nothing where
 * there is neither.
 */
export function NextSession({ offers, coming, now, onChanged }: NextSessionProps) {
  const moment = useMoment(offers.length > 0 ? OFFER_TICK_MS : null)
  const kept = offers.filter(({ offeredUntil }) => moment < offeredUntil)
  const [next] = coming
  if (!next && kept.length === 0) return null
  return (
    <Section id='next-session' title='面对面' more='我的预约' onMore={() => open(routes.mySessions())}>
      {kept.map((offer) => (
        <Card key={offer.sessionId} className='next-session'>
          <OfferCard offer={offer} now={moment} onChanged={onChanged} />
        </Card>
      ))}
      {next && (
        <Card className='next-session'>
          <NextCard key={next.sessionId} session={next} now={now} onChanged={onChanged} />
        </Card>
      )}
    </Section>
  )
}

/** A slot is kept for me: take it, or let it go on. */
function OfferCard({ offer, now, onChanged }: { offer: SessionOffer; now: Instant; onChanged: NextSessionProps['onChanged'] }) {
  const doing = useDoing(onChanged)
  const { sessionId, code, hostName, homeName, startsAt, offeredUntil } = offer
  return (
    <>
      <Cell
        id={`offer-${code}`}
        lead={<DateTile at={startsAt} />}
        title={`和${hostName}面对面`}
        note={`${clockOf(startsAt)} · ${homeName}`}
        tag={<Tag tone='gold'>有空位</Tag>}
        arrow={false}
        onPress={() => open(routes.session(code))}
      />
      <View className='next-session__entry'>
        <View className='next-session__word'>
          {`${fill(WORDING.offer, { time: momentName(offeredUntil, now) })}，还有 ${timeLeft(offeredUntil, now)}`}
        </View>
        <Pair>
          <Button id={`decline-${code}`} kind='plain' size='s' disabled={doing.busy} onPress={() => void declineOffer(doing, sessionId)}>
            让给下一位
          </Button>
          <Button id={`accept-${code}`} size='s' busy={doing.busy} onPress={() => void acceptOffer(doing, sessionId)}>
            我要去
          </Button>
        </Pair>
      </View>
      <Problem doing={doing} code={code} />
    </>
  )
}

function NextCard({ session, now, onChanged }: { session: MySession; now: Instant; onChanged: NextSessionProps['onChanged'] }) {
  const near = session.startsAt - now < 2 * DAY_MS
  const { data, reload } = useQuery(near ? 'sessions.get' : null, { sessionId: session.sessionId })
  const doing = useDoing(() => Promise.all([onChanged(), reload()]))
  // The tile says which day; only the nearest have a name of their own.
  const name = dayName(session.startsAt, now)
  const asked = data?.booking?.state === 'booked' && data.askComing && data.booking.comingAt === null
  return (
    <>
      <MySessionCell session={session} day={near && !/\d/.test(name) ? `${name} ` : ''} />
      {asked && (
        <View className='next-session__entry'>
          <View className='next-session__word'>来不来？说一声，好让位子不空着</View>
          <Pair>
            <Button
              id={`not-coming-${session.code}`}
              kind='plain'
              size='s'
              disabled={doing.busy}
              onPress={() => void sayNotComing(doing, session.sessionId, data.freeCancelUntil, now)}
            >
              不来了
            </Button>
            <Button id={`coming-${session.code}`} size='s' busy={doing.busy} onPress={() => void sayComing(doing, session.sessionId)}>
              来
            </Button>
          </Pair>
        </View>
      )}
      <Problem doing={doing} code={session.code} />
    </>
  )
}

/** Why the last answer did not work. */
function Problem({ doing: { problem }, code }: { doing: Doing; code: string }) {
  if (!problem) return null
  return (
    <Notice id={`next-problem-${code}`} tone='red' icon='alert' className='next-session__problem'>
      {errorSentence(problem.code, problem.params)}
    </Notice>
  )
}
