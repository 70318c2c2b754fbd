import { useEffect, useMemo } from 'react'
import { Image, View } from '@tarojs/components'
import type { Pass } from '@core/contract/attendance'
import { DAY_MS, clockOf, dayName } from '@core/rules/shared/calendar'
import { Card } from '@/components/card/card'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { pictureName } from '@/components/picture/picture-name'
import { qrPicture } from '@/components/qr-code/qr-picture'
import { Skeleton } from '@/components/skeleton/skeleton'
import { now } from '@/platform/clock'
import { brighten, keepAwake } from '@/platform/display'
import { onNetworkChange } from '@/platform/network'
import { useOnline } from '@/sync/use-online'
import { isExpired, refreshPass, useMyPass } from './my-pass'
import './my-pass-view.css'

/** A pass that ends within this is better renewed before its holder goes where there is no network. */
const SOON_MS = 2 * DAY_MS

/** 我的码, to be held up to an officer's phone. `active`: the page is the one to be seen. */
export function MyPassView({ active = true }: { active?: boolean }) {
  const { kept, error } = useMyPass()
  useEffect(() => {
    if (!active) return
    void refreshPass()
    const undo = [brighten(), keepAwake(), onNetworkChange((online) => void (online ? refreshPass() : undefined))]
    return () => undo.forEach((stop) => stop())
  }, [active])
  if (!kept && error) return <ErrorState error={error} onRetry={() => void refreshPass()} />
  if (!kept) return <Missing />
  return <Shown pass={kept.pass} />
}

function Missing() {
  const online = useOnline()
  if (online) return <Skeleton rows={3} />
  return <Empty id='no-pass' icon='wifi-off' text='这部手机上还没有你的码。连一次网就有了，之后七天没网也能用' />
}

function Shown({ pass }: { pass: Pass }) {
  const expired = isExpired(pass)
  return (
    <Card className='my-pass'>
      <View id='pass-name' className='my-pass__name'>
        {pass.name}
      </View>
      <View className='my-pass__hint'>给门口的工作人员扫，没网也能用</View>
      {expired ? <Expired /> : <Code pass={pass} />}
      <Until pass={pass} expired={expired} />
    </Card>
  )
}

function Code({ pass }: { pass: Pass }) {
  const picture = useMemo(() => qrPicture(pass.pass), [pass.pass])
  return (
    <View className='my-pass__paper'>
      <Image id='pass-qr' className='my-pass__qr' src={picture} {...pictureName('我的码')} />
    </View>
  )
}

function Expired() {
  return (
    <Notice id='pass-expired' tone='red' icon='clock'>
      这个码过期了，连上网会自动换新的
    </Notice>
  )
}

function Until({ pass, expired }: { pass: Pass; expired: boolean }) {
  const online = useOnline()
  const soon = !expired && pass.expiresAt - now() < SOON_MS && !online
  return (
    <View id='pass-until' className='my-pass__until'>
      {expired ? '之前有效到' : '有效到'} {dayName(pass.expiresAt, now())} {clockOf(pass.expiresAt)}
      {soon && '，快到期了，连一次网就续上'}
    </View>
  )
}
