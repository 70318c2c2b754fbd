import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { EventDetail, MatchedLine } from '@core/contract/events'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { CheckLine } from '@/components/check-line/check-line'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { PickerField } from '@/components/picker-field/picker-field'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { TextInput } from '@/components/text-input/text-input'
import { useWide } from '@/platform/display'
import { back } from '@/platform/navigation'
import type { Query } from '@/sync/use-query'
import { countsOf, doubtSentence, isTaken, lineState, outcomeOf, personOf, type LineState, type Outcome } from './pasted-lines'
import { usePasteList, type PasteList } from './use-paste-list'
import './paste-list-view.css'

/** 粘贴接龙: a list of the group chat becomes enrollments, and what is doubtful in it is looked at first. */
export function PasteListView({ event: query }: { event: Query<EventDetail> }) {
  const paste = usePasteList(query.data?.id ?? '', () => void query.reload())
  const wide = useWide()
  if (query.state === 'failed') return <ErrorState error={query.error} onRetry={() => void query.reload()} />
  if (!query.data) return <Skeleton rows={4} />
  const event = query.data
  if (event.status !== 'published') {
    return <Empty id='paste-closed' icon='list' text='这场活动现在不能加人' action='返回' onAction={back} />
  }
  return (
    <View className={classes('paste', wide && 'paste--wide')}>
      <View className='paste__head'>
        {wide && <View className='paste__title'>粘贴接龙</View>}
        <View className='paste__event'>{event.title}</View>
      </View>
      {paste.result ? (
        <Done paste={paste} />
      ) : paste.list ? (
        <Lines paste={paste} event={event} lines={paste.list.lines} />
      ) : (
        <Writing paste={paste} />
      )}
    </View>
  )
}

function Writing({ paste }: { paste: PasteList }) {
  return (
    <>
      <Card>
        <Field label='接龙' hint='电话号码认出来就去掉，不会保存' error={paste.error}>
          <TextInput
            id='paste-text'
            lines={12}
            maxLength={100_000}
            value={paste.text}
            placeholder={'把群里的接龙整段粘进来，比如\n1. 张三\n2. 李四 带水壶\n3. 王五+1'}
            onChange={paste.write}
          />
        </Field>
      </Card>
      <Foot>
        <Button id='paste-match' busy={paste.busy} onPress={() => void paste.match()}>
          认一认
        </Button>
      </Foot>
    </>
  )
}

/** At thumb height in the hand; on a desk where the list ends. */
function Foot({ children }: { children: ReactNode }) {
  const wide = useWide()
  return wide ? <View className='paste__foot'>{children}</View> : <Dock className='paste__dock'>{children}</Dock>
}

const GROUPS: readonly { state: LineState; title: string }[] = [
  { state: 'look', title: '要你看一眼' },
  { state: 'ready', title: '认出来了' },
  { state: 'already', title: '已经报上了' },
  { state: 'impossible', title: '报不了' },
]

function Lines({ paste, event, lines }: { paste: PasteList; event: EventDetail; lines: readonly MatchedLine[] }) {
  const counts = countsOf(lines)
  const room = event.free !== null && paste.personIds.length > event.free
  const shiftMissing = event.shifts.length > 0 && paste.shift === null
  return (
    <>
      <View id='paste-counts' className='paste__counts'>
        {lines.length === 0
          ? '没认出一行来，检查一下粘的内容'
          : `${lines.length} 行：认出 ${counts.ready}，要看 ${counts.look}，已报 ${counts.already}，报不了 ${counts.impossible}`}
      </View>
      {GROUPS.filter(({ state }) => counts[state] > 0).map(({ state, title }) => (
        <Section key={state} id={`paste-${state}`} title={title} more={`${counts[state]} 行`}>
          <CellGroup>
            {lines.map((line, index) =>
              lineState(line) === state ? <LineRow key={index} line={line} index={index} paste={paste} /> : null,
            )}
          </CellGroup>
        </Section>
      ))}
      {event.shifts.length > 0 && <ShiftChoice paste={paste} event={event} />}
      <Foot>
        {room && <View className='paste__note'>空位还有 {event.free} 个，报不下的会告诉你</View>}
        {paste.error && (
          <View id='paste-error' className='paste__error'>
            {paste.error}
          </View>
        )}
        <View className='paste__pair'>
          <Button id='paste-again' kind='plain' onPress={paste.again}>
            改文字
          </Button>
          <Button
            id='paste-enroll'
            busy={paste.busy}
            disabled={paste.personIds.length === 0 || shiftMissing}
            onPress={() => void paste.enroll()}
          >
            {shiftMissing ? '先选班次' : `报上 ${paste.personIds.length} 人`}
          </Button>
        </View>
      </Foot>
    </>
  )
}

function ShiftChoice({ paste, event }: { paste: PasteList; event: EventDetail }) {
  const chosen = event.shifts.findIndex(({ n }) => n === paste.shift)
  return (
    <Card>
      <PickerField
        id='paste-shift'
        label='报到哪个班次'
        mode='selector'
        range={event.shifts.map(({ label }) => label)}
        selected={chosen < 0 ? undefined : chosen}
        value={event.shifts[chosen]?.label ?? ''}
        onChange={(index) => {
          const shift = event.shifts[Number(index)]
          if (shift) paste.chooseShift(shift.n)
        }}
      />
    </Card>
  )
}

function LineRow({ line, index, paste }: { line: MatchedLine; index: number; paste: PasteList }) {
  const state = lineState(line)
  const written = [line.raw, doubtSentence(line)].filter(Boolean).join(' · ')
  if (state === 'already' || state === 'impossible') {
    return (
      <Cell
        id={`line-${index}`}
        title={line.name || line.raw}
        note={written}
        tag={state === 'already' ? <Tag tone='green'>已报</Tag> : undefined}
      />
    )
  }
  const person = personOf(line, index, paste.choices)
  return (
    <View id={`line-${index}`} className='paste__line'>
      <CheckLine
        id={`take-${index}`}
        label={line.name}
        note={written}
        checked={isTaken(line, index, paste.choices)}
        disabled={person === null}
        onChange={(taken) => paste.take(index, taken)}
      />
      {line.candidates.length > 0 && <Candidates line={line} index={index} paste={paste} />}
    </View>
  )
}

function Candidates({ line, index, paste }: { line: MatchedLine; index: number; paste: PasteList }) {
  const chosen = line.candidates.findIndex(({ personId }) => personId === paste.choices.persons[index])
  return (
    <PickerField
      id={`who-${index}`}
      className='paste__who'
      label={`哪一位${line.name}`}
      mode='selector'
      range={line.candidates.map(({ name, orgName }) => `${name}（${orgName}）`)}
      selected={chosen < 0 ? undefined : chosen}
      value={line.candidates[chosen]?.orgName ?? ''}
      onChange={(at) => {
        const candidate = line.candidates[Number(at)]
        if (candidate) paste.choosePerson(index, candidate.personId)
      }}
    />
  )
}

const OUTCOMES = {
  enrolled: { title: '报上了', tone: 'green' },
  full: { title: '满了，没报上', tone: 'red' },
  already: { title: '本来就报了', tone: 'grey' },
} as const satisfies Record<Outcome, { title: string; tone: string }>
const OUTCOME_ORDER: readonly Outcome[] = ['full', 'enrolled', 'already']

function Done({ paste }: { paste: PasteList }) {
  const { list, result, choices, personIds } = paste
  if (!list || !result) return null
  const nameOf = (id: string) => list.lines.find((line, index) => personOf(line, index, choices) === id)?.name ?? ''
  return (
    <>
      <View id='paste-result' className='paste__counts'>
        {result.enrolled.length > 0 ? `报上了 ${result.enrolled.length} 人` : '这次没有新报上的人'}
      </View>
      {OUTCOME_ORDER.map((outcome) => {
        const people = personIds.filter((id) => outcomeOf(id, result) === outcome)
        if (people.length === 0) return null
        const { title, tone } = OUTCOMES[outcome]
        return (
          <Section key={outcome} id={`paste-${outcome}`} title={title} more={`${people.length} 人`}>
            <CellGroup>
              {people.map((id) => (
                <Cell key={id} title={nameOf(id)} tag={<Tag tone={tone}>{title}</Tag>} />
              ))}
            </CellGroup>
          </Section>
        )
      })}
      <Foot>
        <View className='paste__pair'>
          <Button id='paste-more' kind='plain' onPress={paste.again}>
            再粘一份
          </Button>
          <Button id='paste-finish' onPress={back}>
            好了
          </Button>
        </View>
      </Foot>
    </>
  )
}
