import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { clockOf, dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Sheet } from '@/components/sheet/sheet'
import { now } from '@/platform/clock'
import { copy, toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import './share-screen.css'

/** A link that opens the big screen on a PC or TV where nobody is logged in. */
export function ShareScreen({ eventId }: { eventId: string }) {
  const [made, setMade] = useState<{ link: string; expiresAt: number } | null>(null)
  const [busy, setBusy] = useState(false)

  async function make() {
    setBusy(true)
    try {
      setMade(await request('attendance.shareScreen', { eventId }))
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      toast(errorSentence(code, params))
    }
    setBusy(false)
  }

  return (
    <>
      <Button id='share-screen' kind='plain' size='s' icon='link' busy={busy} onPress={() => void make()}>
        大屏链接
      </Button>
      <Sheet id='share-sheet' open={made !== null} title='在电脑或电视上打开' onClose={() => setMade(null)}>
        {made && (
          <View className='share-screen'>
            <View className='share-screen__text'>把链接发到会场的电脑或电视，用浏览器打开就是大屏，不用登录。断网也照样换码。</View>
            <View id='screen-link' className='share-screen__link'>
              {made.link}
            </View>
            <View className='share-screen__text'>
              {dayName(made.expiresAt, now())} {clockOf(made.expiresAt)} 前有效。拿到链接的人都能打开大屏，只发给现场的人。
            </View>
            <Button id='copy-screen-link' icon='link' onPress={() => void copy(made.link)}>
              复制链接
            </Button>
          </View>
        )}
      </Sheet>
    </>
  )
}
