import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Home } from '@core/contract/homes'
import type { OutputOf } from '@core/contract/procedures'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { TextInput } from '@/components/text-input/text-input'
import { useWide } from '@/platform/display'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import './homes-care.css'

/** A county has a thousand homes: they are drawn in parts. */
const SHOWN = 60
/** From so many on they are searched. */
const MANY = 9

/** The homes that an officer looks after. */
export function HomesList({ homes: { data, state, error, reload } }: { homes: Query<OutputOf<'homes.managed'>> }) {
  if (!data) return state === 'failed' ? <ErrorState error={error} onRetry={() => void reload()} /> : <Skeleton rows={5} />
  if (data.items.length === 0) return <Empty id='no-homes' icon='door' text='这里还没有青年之家。请平台的管理员登记一个' />
  return <Homes homes={data.items} />
}

function Homes({ homes }: { homes: readonly Home[] }) {
  const wide = useWide()
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(SHOWN)
  const word = search.trim()
  const found = homes.filter((home) => [home.name, home.orgName, home.address].some((text) => text.includes(word)))
  const part = found.slice(0, shown)
  return (
    <View className='homes-care'>
      {wide && <View className='homes-care__title'>青年之家</View>}
      {homes.length >= MANY && (
        <TextInput
          id='home-search'
          value={search}
          maxLength={40}
          placeholder='搜名字、组织、地址'
          label='搜青年之家'
          onChange={setSearch}
        />
      )}
      {found.length === 0 ? (
        <Empty id='home-none' icon='search' text='没有这样的青年之家，换个词试试' />
      ) : wide ? (
        <HomeTable homes={part} />
      ) : (
        <HomeCells homes={part} />
      )}
      {found.length > shown && (
        <Button id='home-more' kind='quiet' size='s' className='homes-care__more' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, found.length - shown)} 个
        </Button>
      )}
    </View>
  )
}

function HomeCells({ homes }: { homes: readonly Home[] }) {
  return (
    <CellGroup>
      {homes.map((home) => (
        <Cell
          key={home.id}
          id={`home-${home.id}`}
          icon='door'
          title={home.name}
          note={`${home.orgName}${home.hours ? ` · ${home.hours}` : ' · 没写开放时间'}`}
          onPress={() => open(routes.homesCare(home.id))}
        />
      ))}
    </CellGroup>
  )
}

const COLUMNS: readonly TableColumn<Home>[] = [
  { key: 'name', title: '青年之家', width: '1.6fr', render: (home) => <View className='homes-care__name'>{home.name}</View> },
  { key: 'orgName', title: '谁办的', width: '1.4fr' },
  { key: 'hours', title: '开放时间', width: '1.4fr', render: (home) => home.hours || '没写' },
  { key: 'services', title: '服务', width: '2fr', render: (home) => home.services.join('、') },
]

function HomeTable({ homes }: { homes: readonly Home[] }) {
  return <Table id='home' label='青年之家' columns={COLUMNS} rows={homes} rowKey='id' onRow={(home) => open(routes.homesCare(home.id))} />
}
