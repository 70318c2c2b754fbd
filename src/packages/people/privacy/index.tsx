import { PageFrame } from '@/features/people/page-frame'
import { PrivacyView } from '@/features/people/privacy-view'

export default function PrivacyPage() {
  return (
    <PageFrame hideNeedsAction>
      <PrivacyView />
    </PageFrame>
  )
}
