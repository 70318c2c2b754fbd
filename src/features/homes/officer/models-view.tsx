import { useState } from 'react'
import { View } from '@tarojs/components'
import type { HomeStanding, ModelHome } from '@core/contract/homes'
import type { OutputOf } from '@core/contract/procedures'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { classes } from '@/components/classes'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Icon } from '@/components/icon/icon'
import { Pressable } from '@/components/pressable/pressable'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { Tag } from '@/components/tag/tag'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import type { Query } from '@/sync/use-query'
import { ModelActionSheet } from './model-action-sheet'
import {
  ACTION_WORDS,
  actionsOf,
  evidenceText,
  STANDING_FILTERS,
  STANDING_TAGS,
  stepText,
  whyNotPropose,
  type ModelAction,
} from './model-words'
import './models-view.css'

/** A county has a thousand homes: they are drawn in parts. */
const SHOWN = 40
/** From so many on they are searched. */
const MANY = 9

/** 示范青年之家: what each home stands as, why, and what can be done about it by whom. */
export function ModelsView({ models: { data, state, error, reload } }: { models: Query<OutputOf<'homes.models'>> }) {
  if (!data) return state === 'failed' ? <ErrorState error={error} onRetry={() => void reload()} /> : <Skeleton rows={5} />
  if (data.items.length === 0) return <Empty id='no-models' icon='medal' text='这里还没有青年之家，有了才能授牌' />
  return <Models homes={data.items} onChanged={() => void reload()} />
}

function Models({ homes, onChanged }: { homes: readonly ModelHome[]; onChanged(): void }) {
  const wide = useWide()
  const counts = (standing: HomeStanding) => homes.filter((home) => home.standing === standing).length
  const filters = STANDING_FILTERS.map((key) => ({ key, label: STANDING_TAGS[key].word, count: counts(key) })).filter(
    ({ count }) => count > 0,
  )
  const [chosen, setChosen] = useState<HomeStanding | null>(null)
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(SHOWN)
  // A home that was looked at goes on to another standing: the filter follows what there is.
  const filter = filters.find(({ key }) => key === chosen)?.key ?? filters[0]!.key
  const word = search.trim()
  const found = homes.filter((home) => home.standing === filter && (home.name.includes(word) || home.orgName.includes(word)))
  const part = found.slice(0, shown)
  return (
    <View className='models'>
      {wide && <View className='models__title'>示范青年之家</View>}
      <Segments id='models' items={filters} value={filter} onChange={setChosen} label='看哪些青年之家' />
      {homes.length >= MANY && (
        <TextInput id='model-search' value={search} maxLength={40} placeholder='搜名字、组织' label='搜青年之家' onChange={setSearch} />
      )}
      {found.length === 0 ? (
        <Empty id='model-none' icon='search' text='没有这样的青年之家，换个词试试' />
      ) : wide ? (
        <Desk homes={part} onChanged={onChanged} />
      ) : (
        part.map((home) => <ModelCard key={home.homeId} home={home} onChanged={onChanged} />)
      )}
      {found.length > shown && (
        <Button id='model-more' kind='quiet' size='s' className='models__more' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, found.length - shown)} 个
        </Button>
      )}
    </View>
  )
}

const COLUMNS: readonly TableColumn<ModelHome>[] = [
  { key: 'name', title: '青年之家', width: '1.6fr', render: (home) => <View className='models__name'>{home.name}</View> },
  { key: 'orgName', title: '谁办的', width: '1.4fr' },
  {
    key: 'idle',
    title: '没有活动',
    width: '1fr',
    align: 'end',
    render: ({ evidence }) => (evidence.idleDays > 0 ? `${evidence.idleDays} 天` : ''),
  },
  { key: 'events', title: '一年活动', width: '84px', align: 'end', render: ({ evidence }) => evidence.eventsInYear },
  { key: 'visits', title: '一年到访', width: '84px', align: 'end', render: ({ evidence }) => evidence.visitsInYear },
]

/** On a desk: all of them in a table, and at its right the one that is looked at. */
function Desk({ homes, onChanged }: { homes: readonly ModelHome[]; onChanged(): void }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const home = homes.find(({ homeId }) => homeId === chosen) ?? homes[0]!
  return (
    <View className='models__desk'>
      <Table
        id='model-row'
        label='青年之家'
        columns={COLUMNS}
        rows={homes}
        rowKey='homeId'
        tone={(row) => (row.homeId === home.homeId ? 'gold' : undefined)}
        onRow={(row) => setChosen(row.homeId)}
      />
      <ModelCard key={home.homeId} home={home} open onChanged={onChanged} />
    </View>
  )
}

interface ModelCardProps {
  home: ModelHome
  /** The history is unfolded to begin with. */
  open?: boolean
  onChanged(): void
}

function ModelCard({ home, open = false, onChanged }: ModelCardProps) {
  const [doing, setDoing] = useState<ModelAction | null>(null)
  const tag = STANDING_TAGS[home.standing]
  const why = whyNotPropose(home)
  const actions = actionsOf(home)
  return (
    <Card id={`model-${home.homeId}`}>
      <View className='models__head'>
        <View className='models__name'>{home.name}</View>
        <Tag tone={tag.tone}>{tag.word}</Tag>
      </View>
      <View className='models__note'>{home.orgName}</View>
      <View className='models__evidence'>{evidenceText(home.evidence, now())}</View>
      {home.history.length > 0 && <History home={home} begin={open} />}
      {why && <View className='models__note'>{why}</View>}
      {actions.length > 0 && (
        <View className='models__actions'>
          {actions.map((action) => (
            <Button
              key={action}
              id={`${action}-${home.homeId}`}
              kind='plain'
              size='s'
              label={`${ACTION_WORDS[action].title}：${home.name}`}
              onPress={() => setDoing(action)}
            >
              {ACTION_WORDS[action].title}
            </Button>
          ))}
        </View>
      )}
      {doing && (
        <ModelActionSheet
          home={home}
          action={doing}
          onClose={() => setDoing(null)}
          onDone={() => {
            setDoing(null)
            onChanged()
          }}
        />
      )}
    </Card>
  )
}

/** Every step that was ever taken, the latest first, with what it rested on. */
function History({ home, begin }: { home: ModelHome; begin: boolean }) {
  const [open, setOpen] = useState(begin)
  return (
    <>
      <Pressable id={`history-${home.homeId}`} className='models__fold' onPress={() => setOpen(!open)}>
        {open ? '收起记录' : `看记录（${home.history.length}）`}
        <Icon name='chevron' size={14} className={classes('models__arrow', open && 'models__arrow--open')} />
      </Pressable>
      {open &&
        [...home.history].reverse().map((line, index) => (
          <View key={index} className='models__step'>
            <View className='models__strong'>{stepText(line, now())}</View>
            {line.reason && <View className='models__reason'>{line.reason}</View>}
            {line.evidence && <View className='models__note'>依据：{evidenceText(line.evidence, now())}</View>}
          </View>
        ))}
    </>
  )
}
