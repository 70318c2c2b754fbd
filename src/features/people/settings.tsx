import { View } from '@tarojs/components'
import type { Me } from '@core/contract/people'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { SwitchField } from '@/components/switch-field/switch-field'
import { confirm, open, toast } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useOutboxView } from '@/sync/outbox'
import { setLargeText, useLargeText } from './large-text'
import { canLogout, logout } from './me'
import { useWorkOrg } from './work-org'
import './settings.css'

/** What belongs to the phone and the account: the outbox, the size of the text, privacy, the way out, and an officer's door. */
export function Settings({ me }: { me: Me | null }) {
  const large = useLargeText((state) => state.large)
  const work = useWorkOrg()
  const { savedCount, needsActionCount } = useOutboxView()
  return (
    <View className='settings'>
      {work.orgId !== null && (
        <CellGroup>
          <Cell id='open-workbench' icon='briefcase' title='工作台' note={work.orgName} onPress={() => open(routes.workbench())} />
        </CellGroup>
      )}
      <CellGroup>
        <Cell
          id='open-outbox'
          icon='saved'
          title='存在手机的记录'
          value={outboxWord(savedCount, needsActionCount)}
          onPress={() => open(routes.outbox())}
        />
        <Cell id='open-privacy' icon='shield' title='隐私说明' onPress={() => open(routes.privacy())} />
        <SwitchField
          id='large-text'
          className='settings__switch'
          label='大字模式'
          note='字大一圈，看着不累'
          value={large}
          onChange={setLargeText}
        />
      </CellGroup>
      {me && canLogout() && (
        <Button id='logout' kind='plain' icon='logout' onPress={() => void leave(savedCount + needsActionCount)}>
          退出登录
        </Button>
      )}
    </View>
  )
}

function outboxWord(saved: number, needsAction: number): string {
  if (needsAction > 0) return `${needsAction} 条要处理`
  return saved > 0 ? `${saved} 条没送达` : '都送达了'
}

async function leave(waiting: number): Promise<void> {
  const text = waiting > 0 ? `还有 ${waiting} 条没送达，会等你下次登录再送` : '下次登录，时长和学分都还在'
  if (!(await confirm({ title: '退出登录？', text, ok: '退出' }))) return
  await logout()
  toast('已退出')
}
