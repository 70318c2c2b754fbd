import { View } from '@tarojs/components'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import './welcome-card.css'

/** For whoever is here for the first time: what this is good for, and that looking costs nothing. */
export function WelcomeCard({ onLogin }: { onLogin: () => void }) {
  return (
    <Card id='welcome' tone='gold' className='welcome-card'>
      <View className='welcome-card__title'>第一次来？先逛逛</View>
      <View className='welcome-card__line'>看中哪场再登录。报名、签到、服务时长，都替你记着</View>
      <Button id='login' size='s' kind='plain' onPress={onLogin}>
        登录
      </Button>
    </Card>
  )
}
