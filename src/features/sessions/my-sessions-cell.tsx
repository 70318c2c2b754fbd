import type { Instant } from '@core/contract/common'
import type { MySession } from '@core/contract/sessions'
import { momentName } from '@core/rules/shared/moments'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'

/** The way to my bookings on 我的, with the next of them. */
export function MySessionsCell({ coming, now }: { coming: readonly MySession[] | undefined; now: Instant }) {
  const [next] = coming ?? []
  const note = next ? `${momentName(next.startsAt, now)} 和${next.hostName}面对面` : '和团委书记面对面'
  return (
    <CellGroup>
      <Cell id='open-my-sessions' icon='chat' title='我的预约' note={note} onPress={() => open(routes.mySessions())} />
    </CellGroup>
  )
}
