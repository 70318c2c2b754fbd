import { View } from '@tarojs/components'
import type { Home } from '@core/contract/homes'
import { Card } from '@/components/card/card'
import { Icon } from '@/components/icon/icon'
import { STANDABLE } from '@/components/pressable/semantics'
import { Section } from '@/components/section/section'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import './duty-homes.css'

export interface DutyHomesProps {
  homes: readonly Home[]
  /** Only this home; null: all of them. */
  homeId: string | null
}

/** Where a secretary sits on duty besides, and when: one comes, without asking first. Nothing where nobody does. */
export function DutyHomes({ homes, homeId }: DutyHomesProps) {
  const onDuty = homes.filter((home) => home.dutyNote !== '' && (homeId === null || home.id === homeId))
  if (onDuty.length === 0) return null
  return (
    <Section id='duty-homes' title='不用约，直接来'>
      <View className='duty-homes' {...STANDABLE}>
        {onDuty.map((home) => (
          <DutyCard key={home.id} home={home} />
        ))}
      </View>
    </Section>
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
