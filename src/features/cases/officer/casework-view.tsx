import { View } from '@tarojs/components'
import type { CaseCard, CaseList } from '@core/contract/cases'
import { CASE_KIND_NAMES, TOPIC_NAMES } from '@core/contract/names'
import { errorSentence } from '@core/contract/wording'
import { dateName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { Tag } from '@/components/tag/tag'
import { useWide } from '@/platform/display'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Pages } from '@/sync/use-pages'
import { caseWord } from '../words'
import { CASE_LISTS, countOn, standingWords, type CaseWhich } from './work-words'
import './casework-view.css'

export interface CaseworkViewProps {
  orgName: string
  which: CaseWhich
  onWhich(which: CaseWhich): void
  /** Null: not known yet. */
  counts: CaseList['counts'] | null
  cases: Pages<'cases.list'>
}

/** The cases of an organization for its officers: a list in the hand, a table on a desk; the soonest due first. */
export function CaseworkView({ orgName, which, onWhich, counts, cases }: CaseworkViewProps) {
  const wide = useWide()
  const lists = CASE_LISTS.map(({ key, label }) => ({ key, label, count: countOn(key, counts) }))
  return (
    <View className='casework'>
      {wide && (
        <View className='casework__head'>
          <View>
            <View className='casework__title'>诉求</View>
            <View className='casework__note'>
              交到{orgName}手里的，和请{orgName}一起办的
            </View>
          </View>
          <Button id='whistle' size='s' kind='plain' icon='bell' onPress={() => open(routes.whistle())}>
            吹哨
          </Button>
        </View>
      )}
      <Segments id='cases' className='casework__lists' label='看哪些诉求' items={lists} value={which} onChange={onWhich} />
      <List which={which} cases={cases} wide={wide} />
    </View>
  )
}

function List({ which, cases, wide }: Pick<CaseworkViewProps, 'which' | 'cases'> & { wide: boolean }) {
  if (cases.state === 'failed') return <ErrorState error={cases.error} onRetry={() => void cases.restart()} />
  if (!cases.data) return <Skeleton id='casework-loading' rows={5} />
  if (cases.items.length === 0) {
    return <Empty id='casework-empty' icon='leaf' text={CASE_LISTS.find(({ key }) => key === which)!.nothing} />
  }
  return (
    <>
      {wide ? <CaseTable cases={cases.items} /> : <CaseCells cases={cases.items} />}
      {cases.moreError && <View className='casework__error'>{errorSentence(cases.moreError.code, cases.moreError.params)}</View>}
      {cases.hasMore && (
        <Button
          id='casework-more'
          className='casework__more'
          kind='plain'
          size='s'
          busy={cases.loadingMore}
          onPress={() => void cases.more()}
        >
          再看一些
        </Button>
      )}
    </>
  )
}

function CaseTag({ item }: { item: CaseCard }) {
  const word = caseWord(item)
  return <Tag tone={word.tone}>{word.text}</Tag>
}

function CaseCells({ cases }: { cases: readonly CaseCard[] }) {
  return (
    <CellGroup>
      {cases.map((item) => (
        <Cell
          key={item.id}
          id={`case-${item.id}`}
          title={item.excerpt}
          note={
            <>
              <View>{[CASE_KIND_NAMES[item.kind], TOPIC_NAMES[item.topic]].join(' · ')}</View>
              <View>{standingWords(item)}</View>
            </>
          }
          tag={<CaseTag item={item} />}
          arrow={false}
          onPress={() => open(routes.workCase(item.id))}
        />
      ))}
    </CellGroup>
  )
}

const COLUMNS: readonly TableColumn<CaseCard>[] = [
  {
    key: 'excerpt',
    title: '什么事',
    width: '2.6fr',
    render: ({ excerpt, topic }) => (
      <>
        <View className='casework__name'>{excerpt}</View>
        <View className='casework__sub'>{TOPIC_NAMES[topic]}</View>
      </>
    ),
  },
  { key: 'kind', title: '哪来的', width: '1.1fr', render: ({ kind }) => CASE_KIND_NAMES[kind] },
  {
    key: 'owner',
    title: '在谁手里',
    width: '1.6fr',
    render: ({ ownerOrgName, ownerName }) => (
      <>
        <View>{ownerName || '还没人接'}</View>
        <View className='casework__sub'>{ownerOrgName}</View>
      </>
    ),
  },
  { key: 'dayNumber', title: '第几天', width: '80px', align: 'end' },
  { key: 'due', title: '哪天前', width: '1.2fr', render: ({ dueAt }) => (dueAt === null ? '' : dateName(dueAt)) },
  { key: 'state', title: '', width: '120px', align: 'end', render: (item) => <CaseTag item={item} /> },
]

function CaseTable({ cases }: { cases: readonly CaseCard[] }) {
  return (
    <Table
      id='case'
      label='诉求'
      columns={COLUMNS}
      rows={cases}
      rowKey='id'
      tone={({ overdueDays }) => (overdueDays > 0 ? 'gold' : undefined)}
      onRow={({ id }) => open(routes.workCase(id))}
    />
  )
}
