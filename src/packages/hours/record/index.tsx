import { useDidShow, usePullDownRefresh, useReachBottom, useRouter } from '@tarojs/taro'
import { ClaimCard } from '@/features/hours/claim-card'
import { EvidenceView } from '@/features/hours/evidence-view'
import { HoursRecord } from '@/features/hours/hours-record'
import { useMyHours } from '@/features/hours/use-my-hours'
import { useMe } from '@/features/people/me'
import { LoginNeeded } from '@/features/people/login-needed'
import { PageFrame } from '@/features/people/page-frame'
import { CreditsRecord } from '@/features/transcript/credits-record'
import { useMyCredits } from '@/features/transcript/use-my-credits'
import { now } from '@/platform/clock'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function RecordPage() {
  const { params } = useRouter()
  const ofCredits = params.kind === 'credits'
  const loggedIn = useMe((state) => state.me?.consented === true)
  const hours = useMyHours(loggedIn && !ofCredits)
  const credits = useMyCredits(loggedIn && ofCredits)
  const shown = ofCredits ? credits : hours
  const moment = now()
  useDidShow(() => void shown.reload())
  usePullDownRefresh(() => void shown.restart().finally(stopRefresh))
  useReachBottom(() => void shown.more())
  return (
    <PageFrame title={ofCredits ? '我的学分' : '我的时长'} stale={staleSince(shown)}>
      {!loggedIn && <LoginNeeded />}
      {loggedIn && !ofCredits && <HoursRecord hours={hours} now={moment} />}
      {loggedIn && ofCredits && (
        <CreditsRecord
          credits={credits}
          now={moment}
          claim={(claim) => <ClaimCard claim={claim} />}
          evidence={(evidence) => <EvidenceView evidence={evidence} now={moment} />}
        />
      )}
    </PageFrame>
  )
}
