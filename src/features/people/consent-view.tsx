import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Field } from '@/components/field/field'
import { Mark } from '@/components/mark/mark'
import { TextInput } from '@/components/text-input/text-input'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { giveConsent, useMe } from './me'
import './consent-view.css'

const PROMISES = [
  ['你的名字', '大屏上只显示「李*雨」这样的名字，负责人核对时看全名'],
  ['活动和签到时间', '用来算时长和学分，每一笔你都能点开看'],
  ['这台手机的一个随机编号', '防止一张签到凭证转给别人用，认不出你是谁'],
] as const

/** Asked once: the name, and a yes to what is kept and why. */
export function ConsentView() {
  const [name, setName] = useState(useMe.getState().me?.name ?? '')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  async function submit(): Promise<void> {
    if (busy) return
    const written = name.trim()
    if (!written) {
      setError('写上名字，负责人好核对')
      return
    }
    setBusy(true)
    setError(null)
    try {
      await giveConsent(written)
    } catch (thrown) {
      setError(thrown instanceof AppError ? errorSentence(thrown.code, thrown.params) : '手机存储满了，清一点空间再试')
    } finally {
      setBusy(false)
    }
  }

  return (
    <View className='consent'>
      <View className='consent__head'>
        <Mark size={56} />
        <View className='consent__title'>怎么称呼你？</View>
      </View>
      <Field label='名字' hint='写真名，时长和学分才对得上' error={error}>
        <TextInput id='consent-name' value={name} maxLength={40} placeholder='你的名字' onChange={setName} />
      </Field>
      <Card className='consent__card'>
        <View className='consent__lead'>我们只记这些</View>
        {PROMISES.map(([what, why]) => (
          <View key={what} className='consent__line'>
            <View className='consent__what'>{what}</View>
            <View className='consent__why'>{why}</View>
          </View>
        ))}
        <View className='consent__never'>不要身份证号，不要定位，不看通讯录和相册</View>
      </Card>
      <Button id='consent-submit' busy={busy} onPress={() => void submit()}>
        同意并继续
      </Button>
      <View className='consent__foot'>
        <Button id='open-privacy' kind='quiet' size='s' onPress={() => open(routes.privacy())}>
          看完整的隐私说明
        </Button>
      </View>
    </View>
  )
}
