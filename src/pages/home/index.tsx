import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { Button } from '@/components/button/button'
import { Section } from '@/components/section/section'
import { KeptScanNotice } from '@/features/attendance/kept-scan-notice'
import { NextThing } from '@/features/events/next-thing'
import { todayLine, useHomeEvents } from '@/features/events/use-home-events'
import { WeekList } from '@/features/events/week-list'
import { HoursCard } from '@/features/hours/hours-card'
import { useMyHours } from '@/features/hours/use-my-hours'
import { useUnread } from '@/features/inbox/use-unread'
import { Greeting } from '@/features/people/greeting'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { WelcomeCard } from '@/features/people/welcome-card'
import { NextSession } from '@/features/sessions/next-session'
import { useMySessions } from '@/features/sessions/use-my-sessions'
import { now } from '@/platform/clock'
import { open, stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { staleSince } from '@/sync/use-query'

export default function HomePage() {
  const { me, ready } = useMe()
  const loggedIn = me?.consented === true
  const { mine, week } = useHomeEvents(loggedIn)
  const hours = useMyHours(loggedIn)
  const { pages: sessions } = useMySessions(loggedIn)
  const unread = useUnread(loggedIn)
  const moment = now()
  const reload = () => Promise.all([mine.reload(), week.reload(), hours.reload(), sessions.reload(), unread.reload()])
  useDidShow(() => void reload())
  usePullDownRefresh(() => void reload().finally(stopRefresh))
  return (
    <PageFrame stale={staleSince(mine, week, hours, sessions)}>
      <Greeting me={me} now={moment} line={todayLine(week.data?.items, moment)} />
      <Button id='scan-button' icon='scan' onPress={() => open(routes.scan())}>
        扫码签到
      </Button>
      <KeptScanNotice now={moment} onGo={() => open(routes.scan())} />
      {ready && !loggedIn && <WelcomeCard onLogin={() => open(routes.login())} />}
      {mine.data && <NextThing mine={mine.data.items} onChanged={mine.reload} />}
      <NextSession offers={sessions.data?.offers ?? []} coming={sessions.items} now={moment} onChanged={sessions.reload} />
      {loggedIn && (
        <Section title='志愿服务'>
          <HoursCard hours={hours} isMember={me.isMember} />
        </Section>
      )}
      <WeekList query={week} now={moment} />
    </PageFrame>
  )
}
