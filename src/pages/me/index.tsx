import { View } from '@tarojs/components'
import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { MyPassCell } from '@/features/attendance/my-pass-cell'
import { CaseCells } from '@/features/cases/case-entrances'
import { useMyCases } from '@/features/cases/use-my-cases'
import { MyEvents } from '@/features/events/my-events'
import { useMyEvents } from '@/features/events/use-my-events'
import { HoursSection } from '@/features/hours/hours-section'
import { useMyHours } from '@/features/hours/use-my-hours'
import { InboxCell } from '@/features/inbox/inbox-cell'
import { useUnread } from '@/features/inbox/use-unread'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { ProfileCard } from '@/features/people/profile-card'
import { Settings } from '@/features/people/settings'
import { MySessionsCell } from '@/features/sessions/my-sessions-cell'
import { useMySessions } from '@/features/sessions/use-my-sessions'
import { CreditsSection } from '@/features/transcript/credits-section'
import { useMyCredits } from '@/features/transcript/use-my-credits'
import { now } from '@/platform/clock'
import { open, stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { staleSince } from '@/sync/use-query'

export default function MePage() {
  const { me } = useMe()
  const loggedIn = me?.consented === true
  const hours = useMyHours(loggedIn)
  const credits = useMyCredits(loggedIn)
  const events = useMyEvents(loggedIn)
  const { pages: sessions } = useMySessions(loggedIn)
  const { pages: cases } = useMyCases(loggedIn)
  const unread = useUnread(loggedIn)
  const reload = () =>
    Promise.all([hours.restart(), credits.restart(), events.pages.restart(), sessions.reload(), cases.reload(), unread.reload()])
  useDidShow(() => void reload())
  usePullDownRefresh(() => void reload().finally(stopRefresh))
  return (
    <PageFrame stale={staleSince(hours, credits, events.pages, sessions, cases)}>
      <View className='stack'>
        <ProfileCard me={loggedIn ? me : null} onLogin={() => open(routes.login())} />
        {loggedIn && <MyPassCell />}
        {loggedIn && <MySessionsCell coming={sessions.items} now={now()} />}
        <CaseCells loggedIn={loggedIn} cases={cases.items} />
        {loggedIn && <InboxCell unreadCount={unread.data?.unreadCount ?? 0} />}
      </View>
      {loggedIn && <HoursSection hours={hours} isMember={me.isMember} />}
      {loggedIn && <CreditsSection credits={credits} />}
      {loggedIn && <MyEvents events={events} now={now()} />}
      <Settings me={me} />
    </PageFrame>
  )
}
