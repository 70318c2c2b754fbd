import { View } from '@tarojs/components'
import type { Me } from '@core/contract/people'
import { Avatar } from '@/components/avatar/avatar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Mark } from '@/components/mark/mark'
import { Tag } from '@/components/tag/tag'
import './profile-card.css'

/** Who I am here; for nobody in particular a warm way in. */
export function ProfileCard({ me, onLogin }: { me: Me | null; onLogin: () => void }) {
  if (!me) {
    return (
      <Card className='profile-card profile-card--guest'>
        <Mark size={52} />
        <View className='profile-card__words'>
          <View className='profile-card__name'>还没登录</View>
          <View className='profile-card__org'>登录后，时长和学分都记在这里</View>
        </View>
        <Button id='login' size='s' onPress={onLogin}>
          登录
        </Button>
      </Card>
    )
  }
  return (
    <Card className='profile-card'>
      <Avatar name={me.name} size={56} />
      <View className='profile-card__words'>
        <View id='my-name' className='profile-card__name'>
          {me.name}
        </View>
        <View className='profile-card__org'>{me.orgName || '还没加入组织'}</View>
        {(me.isMember || me.volunteerNo) && (
          <View className='profile-card__tags'>
            {me.isMember && <Tag tone='red'>团员</Tag>}
            {me.volunteerNo && <Tag tone='gold'>志愿者 {me.volunteerNo}</Tag>}
          </View>
        )}
      </View>
    </Card>
  )
}
