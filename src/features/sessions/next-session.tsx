import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { MySession } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { DAY_MS, dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Notice } from '@/components/notice/notice'
import { Pair } from '@/components/pair/pair'
import { Section } from '@/components/section/section'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useDoing } from '@/sync/use-doing'
import { useQuery } from '@/sync/use-query'
import { MySessionCell } from './my-session-cell'
import { sayComing, sayNotComing } from './replies'
import './next-session.css'

export interface NextSessionProps {
  /** My bookings that come, soonest first. */
  coming: readonly MySession[]
  now: Instant
  /** Something was answered: what is mine has changed. */
  onChanged: () => Promise<unknown>
}

/** My next booking on 首页, and the question of the evening before. Nothing where there is none. */
export function NextSession({ coming, now, onChanged }: NextSessionProps) {
  const [next] = coming
  if (!next) return null
  return (
    <Section id='next-session' title='面对面' more='我的预约' onMore={() => open(routes.mySessions())}>
      <Card className='next-session'>
        <NextCard key={next.sessionId} session={next} now={now} onChanged={onChanged} />
      </Card>
    </Section>
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
      {doing.problem && (
        <Notice id={`next-problem-${session.code}`} tone='red' icon='alert' className='next-session__problem'>
          {errorSentence(doing.problem.code, doing.problem.params)}
        </Notice>
      )}
    </>
  )
}
