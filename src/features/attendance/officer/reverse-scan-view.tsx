import { useEffect, useState } from 'react'
import { View } from '@tarojs/components'
import { clockOf } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { classes } from '@/components/classes'
import { ErrorState } from '@/components/error-state/error-state'
import { Icon } from '@/components/icon/icon'
import { Notice } from '@/components/notice/notice'
import { semantics } from '@/components/pressable/semantics'
import { Result } from '@/components/result/result'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { now } from '@/platform/clock'
import { keepAwake } from '@/platform/display'
import { Viewfinder } from '@/platform/viewfinder'
import { useOnline } from '@/sync/use-online'
import type { KeptPack } from './kept-packs'
import type { Door } from './use-door'
import { useReverseScan, type ReverseScan } from './use-reverse-scan'
import { verdictWords, type VerdictWords } from './verdict-words'
import './reverse-scan-view.css'

const PURPOSES = [
  { key: 'sign_in', label: '签到' },
  { key: 'sign_out', label: '签退' },
] as const

/** An officer's phone reads one 我的码 after the other, with or without a network. */
export function ReverseScanView({ door }: { door: Door }) {
  useEffect(() => keepAwake(), [])
  if (door.state === 'failed') return <ErrorState error={door.error} onRetry={() => void door.reload()} />
  if (!door.kept) return <Skeleton rows={3} />
  return <Scanner door={door} kept={door.kept} />
}

function Scanner({ door, kept }: { door: Door; kept: KeptPack }) {
  const model = useReverseScan(kept, door.people)
  const online = useOnline()
  const [trouble, setTrouble] = useState<string | null>(null)
  return (
    <View className='reverse-scan'>
      <View className='reverse-scan__stage night'>
        <View className={classes('reverse-scan__window', trouble !== null && 'reverse-scan__window--blind')}>
          {trouble === null ? (
            <>
              <Viewfinder id='viewfinder' className='reverse-scan__camera' onText={model.see} onTrouble={setTrouble} />
              <View className='reverse-scan__frame' {...semantics({ hidden: true })} />
            </>
          ) : (
            <Notice id='no-viewfinder' className='reverse-scan__trouble' tone='gold' icon='camera'>
              {trouble}
            </Notice>
          )}
        </View>
        <View className='reverse-scan__foot'>
          {kept.pack.screen.signOut && (
            <Segments id='purpose' items={PURPOSES} value={model.purpose} onChange={model.choose} label='登记什么' />
          )}
          <View className='reverse-scan__counts'>
            到场 <View className='reverse-scan__number'>{door.counts.arrived}</View> / {door.counts.enrolled}
            {door.counts.onPhone > 0 && ` · ${door.counts.onPhone} 人的登记还在手机里`}
          </View>
          {!online && (
            <View id='scan-offline' className='reverse-scan__offline'>
              <Icon name='wifi-off' size={16} />
              <View className='reverse-scan__words'>没有网络，照常扫，有网自动送达</View>
            </View>
          )}
          <Recent model={model} />
          {trouble !== null && (
            <Button id='scan-one' icon='scan' onPress={() => void model.scanOne()}>
              扫一扫
            </Button>
          )}
          <Button id='scan-photo-one' kind='plain' size='s' icon='photo' onPress={() => void model.fromPhoto()}>
            从照片里认
          </Button>
          <View className='reverse-scan__note'>扫到就登记，不能撤回；认错了人，完结时照实说明</View>
        </View>
      </View>
      {model.shown && <Verdict model={model} shown={model.shown} />}
    </View>
  )
}

function Recent({ model }: { model: ReverseScan }) {
  if (model.recent.length === 0) return <View className='reverse-scan__recent'>请对方打开「我的码」，举到镜头前</View>
  return (
    <View id='recent' className='reverse-scan__recent' {...semantics({ role: 'status' })}>
      {model.recent.map(({ personId, name, purpose, at }) => (
        <View key={`${personId}-${at}`} className='reverse-scan__one'>
          {name} {clockOf(at)} {purpose === 'sign_in' ? '签到' : '签退'}
        </View>
      ))}
    </View>
  )
}

const NO_ROOM = { tone: 'red', icon: 'alert', text: '手机存满了，没能记下来。清一点空间再扫' } as const

/** The whole screen for one person; a touch or two and a half seconds lead back to the camera. */
function Verdict({ model, shown }: { model: ReverseScan; shown: NonNullable<ReverseScan['shown']> }) {
  const named = shown.kind === 'unsaved' || ('holder' in shown.verdict && shown.verdict.holder !== null)
  const asks = shown.kind === 'verdict' && shown.verdict.kind === 'ask'
  const words: VerdictWords =
    shown.kind === 'unsaved' ? { ...NO_ROOM, title: shown.holder.name } : verdictWords(shown.verdict, model.purpose, now())
  return (
    <View className={classes('reverse-scan__verdict', named && 'reverse-scan__verdict--name')}>
      <Result
        id='verdict'
        tone={words.tone}
        icon={words.icon}
        title={words.title}
        text={words.text}
        actions={
          asks ? (
            <>
              <Button id='let-in' onPress={model.letIn}>
                让 TA 进
              </Button>
              <Button id='verdict-next' kind='plain' onPress={model.dismiss}>
                不登记
              </Button>
              <View className='reverse-scan__aside'>会标明「没有报名」，不占名额</View>
            </>
          ) : (
            <Button id='verdict-next' kind='plain' onPress={model.dismiss}>
              下一位
            </Button>
          )
        }
      />
    </View>
  )
}
