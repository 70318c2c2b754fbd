import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import type { OutputOf } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { readScanned } from '@core/rules/attendance/scanned'
import { clockOf, dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { confirm, toast } from '@/platform/navigation'
import { scanCode } from '@/platform/scan'
import { request } from '@/sync/calls'
import type { Query } from '@/sync/use-query'
import { isNamed } from './door-lines'
import type { DoorPerson } from './presence'
import './helpers-view.css'

/** A list to choose from is drawn in parts. */
const SHOWN = 50

type Helper = OutputOf<'attendance.helpers'>['items'][number]

export interface HelpersViewProps {
  eventId: string
  helpers: Query<OutputOf<'attendance.helpers'>>
  /** Who is enrolled, to choose from. */
  people: readonly DoorPerson[]
}

/** Who helps at the door of one event: screen, passes, list and roll call, nothing else. */
export function HelpersView({ eventId, helpers, people }: HelpersViewProps) {
  const [choosing, setChoosing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  if (helpers.state === 'failed') return <ErrorState error={helpers.error} onRetry={() => void helpers.reload()} />
  if (!helpers.data) return <Skeleton rows={3} />
  const { items } = helpers.data

  async function change(work: () => Promise<string>) {
    setBusy(true)
    setProblem(null)
    try {
      toast(await work())
      await helpers.reload()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setProblem(errorSentence(code, params))
    }
    setBusy(false)
  }

  const appoint = (who: { personId: string } | { pass: string }) =>
    change(async () => {
      await request('attendance.appointHelper', { eventId, ...who })
      return '请好了，TA 会收到消息'
    })

  const scan = () =>
    change(async () => {
      const text = await scanCode()
      if (text === null) return '没有扫到'
      if (readScanned(text)?.kind !== 'pass') throw new AppError('pass_unreadable')
      await request('attendance.appointHelper', { eventId, pass: text })
      return '请好了，TA 会收到消息'
    })

  async function dismiss(helper: Helper) {
    const question = { title: `不再请${helper.name}帮忙？`, text: 'TA 之后打不开这场活动的名单和大屏，已经登记的都还在', ok: '确定' }
    if (!(await confirm(question))) return
    await change(async () => {
      await request('attendance.dismissHelper', { eventId, personId: helper.personId })
      return '好了'
    })
  }

  const chosen = new Set(items.map(({ personId }) => personId))
  return (
    <View className='helpers'>
      <Notice tone='blue'>签到人员只管这一场：开大屏、扫「我的码」、点名、手动登记。活动结束一天后自动收回</Notice>
      {problem && (
        <Notice id='helpers-problem' tone='red' icon='alert'>
          {problem}
        </Notice>
      )}
      {items.length === 0 ? (
        <Empty id='no-helpers' icon='people' text='还没请人帮忙。人多的活动，多两部手机签到快得多' />
      ) : (
        <CellGroup>
          {items.map((helper) => (
            <Cell
              key={helper.personId}
              id={`helper-${helper.personId}`}
              title={helper.name}
              note={`${dayName(helper.since, now())} ${clockOf(helper.since)} 起`}
              tag={
                <Button id={`dismiss-${helper.personId}`} kind='quiet' size='s' onPress={() => void dismiss(helper)}>
                  不用了
                </Button>
              }
            />
          ))}
        </CellGroup>
      )}
      <Button id='helper-choose' kind='plain' icon='people' disabled={busy} onPress={() => setChoosing(true)}>
        从报名的人里选
      </Button>
      <Dock id='helpers-dock'>
        <Button id='helper-scan' icon='scan' busy={busy} onPress={() => void scan()}>
          扫 TA 的「我的码」
        </Button>
      </Dock>
      <Sheet id='helper-sheet' open={choosing} title='请谁帮忙' onClose={() => setChoosing(false)}>
        <Choose
          people={people.filter(({ personId, enrolled }) => enrolled && !chosen.has(personId))}
          onChoose={(person) => {
            setChoosing(false)
            void appoint({ personId: person.personId })
          }}
        />
      </Sheet>
    </View>
  )
}

function Choose({ people, onChoose }: { people: readonly DoorPerson[]; onChoose: (person: DoorPerson) => void }) {
  const [search, setSearch] = useState('')
  const found = people.filter((person) => isNamed(person, search)).slice(0, SHOWN)
  if (people.length === 0) return <Empty id='nobody-to-choose' icon='people' text='还没有别的人报名，可以扫 TA 的「我的码」' />
  return (
    <View className='helpers__choose'>
      <TextInput id='helper-search' value={search} onChange={setSearch} placeholder='找名字' label='找名字' maxLength={40} />
      <CellGroup>
        {found.map((person) => (
          <Cell key={person.personId} id={`choose-${person.personId}`} title={person.name} onPress={() => onChoose(person)} />
        ))}
      </CellGroup>
    </View>
  )
}
