import { useEffect, useMemo } from 'react'
import { Image, View } from '@tarojs/components'
import type { Purpose, ScreenState } from '@core/contract/attendance'
import { STEP_MS } from '@core/rules/attendance/code'
import { clockOf, spanName } from '@core/rules/shared/calendar'
import { classes } from '@/components/classes'
import { ErrorState } from '@/components/error-state/error-state'
import { Icon } from '@/components/icon/icon'
import { Mark } from '@/components/mark/mark'
import { pictureName } from '@/components/picture/picture-name'
import { Pressable } from '@/components/pressable/pressable'
import { semantics } from '@/components/pressable/semantics'
import { qrPicture } from '@/components/qr-code/qr-picture'
import { fullscreen, keepAwake, useWide } from '@/platform/display'
import { onKey } from '@/platform/keyboard'
import type { ScreenFace } from './screen-engine'
import { useScreen, type ScreenKey } from './use-screen'
import './screen-view.css'

const NAMES = { sign_in: '签到', sign_out: '签退' } satisfies Record<Purpose, string>
const KEYS: Record<string, Purpose> = { '1': 'sign_in', '2': 'sign_out' }

/** The purpose that a link names; none where it names none. */
export function screenPurposeOf(text: string | undefined): Purpose | undefined {
  return text === 'sign_in' || text === 'sign_out' ? text : undefined
}

type ShownFace = Extract<ScreenFace, { phase: 'turning' | 'over' }>

export interface ScreenViewProps extends ScreenKey {
  /** This installation is a demonstration, and says so. */
  demo?: boolean
}

/** The big screen of a venue: a TV across the hall, or an officer's phone held up at the door. */
export function ScreenView({ demo = false, ...key }: ScreenViewProps) {
  const { face, choose, retry } = useScreen(key)
  useEffect(() => keepAwake(), [])
  useEffect(
    () =>
      onKey((pressed) => {
        const purpose = KEYS[pressed]
        if (purpose) choose(purpose)
        if (pressed === 'f') fullscreen()
      }),
    [choose],
  )
  return (
    <View className='screen night'>
      {demo && <View className='screen__demo'>演示环境，数据会清空</View>}
      <Face face={face} choose={choose} retry={retry} />
    </View>
  )
}

function Face({ face, choose, retry }: { face: ScreenFace; choose(purpose: Purpose): void; retry(): void }) {
  if (face.phase === 'opening') {
    return (
      <View className='screen__alone' {...semantics({ role: 'status' })}>
        正在打开大屏…
      </View>
    )
  }
  if (face.phase === 'refused') {
    return (
      <View className='screen__alone'>
        <ErrorState id='screen-error' error={face.error} onRetry={retry} />
      </View>
    )
  }
  return (
    <View className={classes('screen__stage', face.phase === 'over' && 'screen__stage--over')}>
      {face.purpose && <Code face={face} purpose={face.purpose} />}
      <View className='screen__side'>
        <Head face={face} />
        <View className='screen__what'>
          <View className='screen__title'>{face.screen.title}</View>
          <View className='screen__time'>{timeLine(face)}</View>
        </View>
        {face.phase === 'over' ? <Over room={face.room} /> : <Count purpose={face.purpose} room={face.room} />}
        {face.purpose === 'sign_in' && <Arrivals room={face.room} />}
        {face.purpose && <Controls face={face} choose={choose} />}
      </View>
    </View>
  )
}

function timeLine({ screen, now, purpose }: ShownFace): string {
  const span = spanName(screen.startsAt, screen.endsAt, now)
  if (purpose === 'sign_in') {
    const early = now < screen.signInOpensAt
    return `${span} · ${early ? `${clockOf(screen.signInOpensAt)} 开始签到` : `签到到 ${clockOf(screen.signInClosesAt)}`}`
  }
  return purpose === 'sign_out' ? `${span} · 签退到 ${clockOf(screen.signOutClosesAt)}` : span
}

/** The code itself, and how long it still stands: a ring for the eye, a number for those who read. */
function Code({ face, purpose }: { face: ShownFace; purpose: Purpose }) {
  const picture = useMemo(() => qrPicture(face.link), [face.link])
  const rest = `${Math.round((face.leftMs / STEP_MS) * 360)}deg`
  return (
    <View className='screen__code'>
      <View className={classes('screen__ring', `screen__ring--${purpose}`)}>
        <View className='screen__spent' style={{ background: `conic-gradient(transparent ${rest}, var(--line) 0)` }} />
        <View className='screen__paper'>
          <Image id='screen-qr' className='screen__qr' src={picture} {...pictureName(`${NAMES[purpose]}码，每 10 秒更换`)} />
        </View>
      </View>
      <View className='screen__hint'>
        微信扫一扫<View className='screen__purpose'>{NAMES[purpose]}</View> ·{' '}
        <View id='screen-seconds' className='screen__seconds'>
          {Math.ceil(face.leftMs / 1000)}
        </View>
        秒后换新码
      </View>
    </View>
  )
}

function Head({ face }: { face: ShownFace }) {
  return (
    <View className='screen__head'>
      <Mark size={44} className='screen__mark' />
      <View className='screen__home'>{face.screen.homeName}</View>
      <View className='screen__states' {...semantics({ role: 'status' })}>
        {face.uncalibrated && (
          <View id='screen-uncalibrated' className='screen__state screen__state--gold'>
            <Icon name='clock' className='screen__icon' />
            时钟未校准
          </View>
        )}
        <View id='screen-network' className={classes('screen__state', face.online ? 'screen__state--green' : 'screen__state--gold')}>
          {face.online ? <View className='screen__dot' /> : <Icon name='wifi-off' className='screen__icon' />}
          {face.online ? '在线' : '离线，码照常转'}
        </View>
      </View>
    </View>
  )
}

function Count({ purpose, room }: { purpose: Purpose | null; room: ScreenState | null }) {
  const leaving = purpose === 'sign_out'
  const number = leaving ? room?.leftCount : room?.arrivedCount
  const of = leaving ? room?.arrivedCount : room?.enrolledCount
  return (
    <View className='screen__count'>
      <View id='screen-count' className='screen__number'>
        {number ?? '—'}
      </View>
      <View className='screen__of'>
        {of !== undefined && of > 0 ? `/ ${of} ` : ''}
        {leaving ? '已签退' : '到场'}
      </View>
    </View>
  )
}

function Arrivals({ room }: { room: ScreenState | null }) {
  return (
    <View className='screen__arrivals'>
      <View className='screen__label'>{room?.arrivals.length ? '刚刚进场' : '扫码后，这里会出现名字'}</View>
      <View className='screen__names'>
        {room?.arrivals.map((person, index) => (
          <View key={`${person.at}-${person.name}`} className={`screen__name screen__name--${index}`}>
            {person.name}
          </View>
        ))}
      </View>
    </View>
  )
}

function Over({ room }: { room: ScreenState | null }) {
  const words = {
    cancelled: ['活动取消了', '抱歉让大家白跑，详情看活动页'],
    closed: ['活动已完结', '时长和学分在「我的」里看'],
    published: ['今天到这儿，谢谢大家', '签到签退都结束了。来了没签上的，告诉负责人'],
  }[room?.status ?? 'published']
  return (
    <View id='screen-over' className='screen__over' {...semantics({ role: 'status' })}>
      <View className='screen__farewell'>{words[0]}</View>
      <View className='screen__after'>{words[1]}</View>
      {room && room.status !== 'cancelled' && <View className='screen__after'>到场 {room.arrivedCount} 人</View>}
    </View>
  )
}

function Controls({ face, choose }: { face: ShownFace; choose(purpose: Purpose): void }) {
  const wide = useWide()
  const purposes: Purpose[] = face.screen.signOut ? ['sign_in', 'sign_out'] : []
  return (
    <View className='screen__controls'>
      <View className='screen__tabs' {...semantics({ role: 'tablist', label: '大屏用来' })}>
        {purposes.map((purpose, index) => (
          <Pressable
            key={purpose}
            id={`screen-purpose-${purpose}`}
            className={classes('screen__tab', purpose === face.purpose && 'screen__tab--on')}
            role='tab'
            selected={purpose === face.purpose}
            onPress={() => choose(purpose)}
          >
            {NAMES[purpose]}
            {wide && <View className='screen__key'>{index + 1}</View>}
          </Pressable>
        ))}
      </View>
      {wide && (
        <Pressable id='screen-full' className='screen__full' onPress={fullscreen}>
          <Icon name='screen' className='screen__icon' />
          全屏
        </Pressable>
      )}
    </View>
  )
}
