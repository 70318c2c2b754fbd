import { useState } from 'react'
import { View } from '@tarojs/components'
import type { RecordInput, Screen } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { clockOf, dayName, dayOf, dayStart, spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Section } from '@/components/section/section'
import { now } from '@/platform/clock'
import { choose, confirm, open, toast } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { hurryOutbox, useOutbox } from '@/sync/outbox'
import type { OutboxRecord } from '@/sync/record'
import { useOnline } from '@/sync/use-online'
import { openScreenOf } from './carried-screen'
import { carriedSize, dropFieldPack, fetchFieldPack, undelivered, useFieldPacks, type CarriedPack } from './field-packs'
import { readPack } from './kept-packs'
import './field-pack-view.css'

export interface FieldPackViewProps {
  /** In whose name the officer works, and whose else. */
  org: { orgId: string; orgName: string }
  orgs: readonly { orgId: string; orgName: string }[]
  /** Called when a pack has been fetched: what its pages need is fetched as well. */
  onFetched?: () => void
}

/** 下乡包: take the events, lists and keys of a day along, work without a network, deliver later. */
export function FieldPackView({ org, orgs, onFetched }: FieldPackViewProps) {
  const { packs } = useFieldPacks()
  return (
    <View className='field-pack'>
      <Fetch org={org} orgs={orgs} onFetched={onFetched} />
      {packs.length === 0 && (
        <Empty id='no-field-pack' icon='briefcase' text='下乡、进厂、信号不好的地方，先把当天的活动和名单带上，没网也能签到' />
      )}
      {packs.map((pack) => (
        <Carried key={`${pack.orgId} ${pack.day}`} pack={pack} />
      ))}
    </View>
  )
}

function Fetch({ org, orgs, onFetched }: FieldPackViewProps) {
  const online = useOnline()
  const [chosen, setChosen] = useState(org.orgId)
  const [day, setDay] = useState(() => dayOf(now()))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const from = orgs.find(({ orgId }) => orgId === chosen) ?? org

  async function fetch() {
    setBusy(true)
    setProblem(null)
    try {
      const { eventIds } = await fetchFieldPack(from, day)
      toast(eventIds.length > 0 ? `${eventIds.length} 场活动带上了，没网也能用` : '这一天没有活动')
      onFetched?.()
    } catch (thrown) {
      setProblem(thrown instanceof AppError ? errorSentence(thrown.code, thrown.params) : '手机存满了，没能带上。清一点空间再试')
    }
    setBusy(false)
  }

  return (
    <Card id='field-fetch'>
      {orgs.length > 1 && (
        <PickerField
          id='field-org'
          label='组织'
          mode='selector'
          range={orgs.map(({ orgName }) => orgName)}
          selected={orgs.indexOf(from)}
          value={from.orgName}
          onChange={(index) => setChosen(orgs[Number(index)]!.orgId)}
        />
      )}
      <PickerField
        id='field-day'
        label='哪一天'
        mode='date'
        value={dayName(dayStart(day), now())}
        selected={day}
        start={dayOf(now())}
        onChange={(value) => setDay(String(value))}
      />
      {problem && (
        <Notice id='field-problem' tone='red' icon='alert'>
          {problem}
        </Notice>
      )}
      <Button id='field-submit' icon='download' busy={busy} disabled={!online} onPress={() => void fetch()}>
        {online ? '带上这一天' : '有网的时候才能带上'}
      </Button>
    </Card>
  )
}

function Carried({ pack }: { pack: CarriedPack }) {
  const records = useOutbox((state) => state.records)
  const waiting = undelivered(records, pack)
  const screens = pack.eventIds.flatMap((eventId) => readPack(eventId)?.pack.screen ?? [])
  return (
    <Section id={`pack-${pack.day}`} title={dayName(dayStart(pack.day), now())} more={`${pack.eventIds.length} 场`}>
      <View className='field-pack__about'>
        {pack.orgName} · {sizeText(carriedSize(pack))} · {dayName(pack.fetchedAt, now())} {clockOf(pack.fetchedAt)} 取的
      </View>
      <Waiting waiting={waiting} />
      {screens.length === 0 ? (
        <Empty icon='calendar' text='这一天没有活动' />
      ) : (
        <CellGroup>
          {screens.map((screen) => (
            <Cell
              key={screen.eventId}
              id={`field-${screen.eventId}`}
              title={screen.title}
              note={noteOf(screen, waiting)}
              onPress={() => void goTo(screen)}
            />
          ))}
        </CellGroup>
      )}
      <Button
        id={`drop-${pack.day}`}
        className='field-pack__drop'
        kind='quiet'
        size='s'
        icon='trash'
        onPress={() => void drop(pack, waiting.length)}
      >
        从手机里删掉
      </Button>
    </Section>
  )
}

/** What of the day is still on this phone: nobody should go home believing that it was delivered. */
function Waiting({ waiting }: { waiting: readonly OutboxRecord[] }) {
  if (waiting.length === 0) return null
  const aside = waiting.filter(({ state }) => state === 'aside').length
  const people = waiting.reduce((sum, record) => sum + peopleOf(record), 0)
  const photos = waiting.filter(({ procedure }) => procedure === 'attendance.addEvidence').length
  const what = [people > 0 && `${people} 人次登记`, photos > 0 && `${photos} 张照片`].filter(Boolean).join('、')
  return (
    <Notice
      id='field-waiting'
      tone={aside > 0 ? 'red' : 'gold'}
      icon='saved'
      action={aside > 0 ? '去看看' : '现在就送'}
      onAction={() => (aside > 0 ? open(routes.outbox()) : void hurryOutbox())}
    >
      还在手机里：{what}
      {aside > 0 && `，其中 ${aside} 条没办成`}
    </Notice>
  )
}

function peopleOf({ procedure, input }: OutboxRecord): number {
  return procedure === 'attendance.record' ? (input as RecordInput).entries.length : 0
}

function noteOf(screen: Screen, waiting: readonly OutboxRecord[]): string {
  const here = waiting.filter(({ input }) => (input as { eventId: string }).eventId === screen.eventId)
  const people = here.reduce((sum, record) => sum + peopleOf(record), 0)
  const when = `${spanName(screen.startsAt, screen.endsAt, now())} · ${screen.homeName}`
  return people > 0 ? `${when} · ${people} 人次还没送达` : when
}

const WAYS = ['名单', '扫「我的码」', '点名', '大屏'] as const

async function goTo(screen: Screen): Promise<void> {
  const chosen = await choose([...WAYS])
  if (chosen === null) return
  if (WAYS[chosen] === '大屏') openScreenOf(screen)
  else open([routes.door, routes.reverseScan, routes.rollCall][chosen]!(screen.eventId))
}

async function drop(pack: CarriedPack, waiting: number): Promise<void> {
  if (waiting > 0) {
    toast('还有没送达的，等送到了再删')
    return
  }
  const text = '名单和钥匙都会从这部手机里删掉；送达的登记不受影响'
  if (await confirm({ title: '删掉这一天？', text, ok: '删掉', danger: true })) dropFieldPack(pack)
}

/** `12 KB`; a character of names takes about two bytes. */
function sizeText(characters: number): string {
  const kilobytes = Math.max(1, Math.round((characters * 2) / 1024))
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}
