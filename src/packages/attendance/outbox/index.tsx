import { OutboxView } from '@/features/attendance/outbox-view'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'

export default function OutboxPage() {
  const loggedIn = useMe((state) => state.me?.consented === true)
  return (
    <PageFrame hideNeedsAction>
      <OutboxView loggedIn={loggedIn} />
    </PageFrame>
  )
}
