import { useRouter } from '@tarojs/taro'
import { Entrance } from '@/features/people/entrance'
import { PageFrame } from '@/features/people/page-frame'
import { back, replace, switchTab } from '@/platform/navigation'
import { TABS } from '@/platform/navigation/routes'

/** Where to after the log-in: only ever a page of this app. WeChat hands parameters over as they were encoded. */
function goOn(param: string | undefined): void {
  const next = param?.startsWith('%2F') ? decodeURIComponent(param) : param
  if (!next || !/^\/(pages|packages)\//.test(next)) back()
  else if (TABS.includes(next)) switchTab(next)
  else replace(next)
}

export default function LoginPage() {
  const { params } = useRouter()
  return (
    <PageFrame hideNeedsAction>
      <Entrance onDone={() => goOn(params.next)} />
    </PageFrame>
  )
}
