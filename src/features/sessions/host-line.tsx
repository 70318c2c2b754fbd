import { View } from '@tarojs/components'
import type { HostCard } from '@core/contract/sessions'
import { Avatar } from '@/components/avatar/avatar'
import { Tag } from '@/components/tag/tag'
import './host-line.css'

export interface HostLineProps {
  host: HostCard
  /** Somebody else had been meant to receive. */
  substitute?: boolean
}

/** Whom one meets, and what they can help with. */
export function HostLine({ host, substitute = false }: HostLineProps) {
  return (
    <View className='host-line'>
      <Avatar name={host.name} size={52} />
      <View className='host-line__words'>
        <View className='host-line__who'>
          <View className='host-line__name'>{host.name}</View>
          <View className='host-line__post'>{host.post}</View>
          {substitute && <Tag tone='blue'>代班</Tag>}
        </View>
        {host.helpsWith !== '' && <View className='host-line__helps'>{host.helpsWith}</View>}
      </View>
    </View>
  )
}
