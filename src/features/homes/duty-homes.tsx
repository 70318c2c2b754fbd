import { View } from '@tarojs/components'
import type { Home } from '@core/contract/homes'
import { Card } from '@/components/card/card'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Icon } from '@/components/icon/icon'
import { STANDABLE } from '@/components/pressable/semantics'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import './duty-homes.css'

/** Where a secretary sits on duty, and when: one comes, without asking first. */
export function DutyHomes({ homes }: { homes: Query<{ items: Home[] }> }) {
  if (homes.state === 'loading') return <Skeleton rows={4} />
  if (homes.state === 'failed') return <ErrorState error={homes.error} onRetry={() => void homes.reload()} />
  const onDuty = homes.data?.items.filter((home) => home.dutyNote !== '') ?? []
  if (onDuty.length === 0) return <Empty id='duty-empty' icon='chat' text='近期没有书记坐班。有话想说，到就近的青年之家，工作人员会转达' />
  return (
    <View className='duty-homes' {...STANDABLE}>
      <View className='duty-homes__lead'>
        <View className='duty-homes__title'>有话，当面跟书记说</View>
        <View className='duty-homes__line'>团委书记在这些地方坐班。直接来就行，不用预约</View>
      </View>
      {onDuty.map((home) => (
        <DutyCard key={home.id} home={home} />
      ))}
    </View>
  )
}

function DutyCard({ home }: { home: Home }) {
  return (
    <Card id={`duty-${home.id}`} onPress={() => open(routes.youthHome(home.id))}>
      <View className='duty-homes__when'>
        <Icon name='chat' size={20} tone='red' />
        <View className='duty-homes__note'>{home.dutyNote}</View>
      </View>
      <View className='duty-homes__name'>{home.name}</View>
      <View className='duty-homes__org'>{home.orgName}</View>
      <View className='duty-homes__where'>
        <Icon name='pin' size={16} tone='ink-3' />
        <View className='duty-homes__address'>{home.address}</View>
      </View>
      {home.services.length > 0 && (
        <View className='duty-homes__services'>
          {home.services.map((service) => (
            <Tag key={service} tone='grey'>
              {service}
            </Tag>
          ))}
        </View>
      )}
    </Card>
  )
}
