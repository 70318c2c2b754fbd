import type { ReactNode } from 'react'
import { Empty } from '@/components/empty/empty'
import { Skeleton } from '@/components/skeleton/skeleton'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { useWorkOrg } from '@/features/people/work-org'
import { DeskFrame, type DeskPlace } from '@/features/reports/desk-frame'
import { useWide } from '@/platform/display'
import { open, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'

export interface OfficerPageProps {
  current: DeskPlace
  /** This page, to come back to after a log-in. */
  address: string
  /** What the page shows; when it is old, the frame says from when. */
  query?: Query<unknown>
  /** The page is about one event, for whose door a helper without an organisation may be enough: the server decides. */
  oneEvent?: boolean
  /** The content reaches the edges of the screen (a full-screen result). */
  bare?: boolean
  children: ReactNode
}

/** What every page of the workbench stands in: who may see it, and on a wide screen the desk around it. */
export function OfficerPage({ current, address, query, oneEvent = false, bare = false, children }: OfficerPageProps) {
  const { me, ready } = useMe()
  const { orgId, secretary } = useWorkOrg()
  const wide = useWide()
  const stale = query?.state === 'stale' ? query.fetchedAt : null
  if (!ready) {
    return (
      <PageFrame>
        <Skeleton rows={4} />
      </PageFrame>
    )
  }
  if (!me) {
    return (
      <PageFrame>
        <Empty id='officer-login' icon='user' text='登录后才能进工作台' action='去登录' onAction={() => open(routes.login(address))} />
      </PageFrame>
    )
  }
  if (orgId === null && !oneEvent) {
    return (
      <PageFrame>
        <Empty
          id='not-officer'
          icon='door'
          text='工作台是给团干部用的。你还没有这个身份，请组织的书记加上你'
          action='回首页'
          onAction={() => switchTab(routes.home())}
        />
      </PageFrame>
    )
  }
  return (
    <PageFrame
      stale={stale}
      bare={wide || bare}
      wide={
        <DeskFrame orgId={orgId} secretary={secretary} current={current}>
          {children}
        </DeskFrame>
      }
    >
      {children}
    </PageFrame>
  )
}
