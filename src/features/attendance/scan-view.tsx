import { useEffect, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import { errorSentence, WORDING } from '@core/contract/wording'
import type { ScannedCode } from '@core/rules/attendance/code'
import { clockOf } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Icon } from '@/components/icon/icon'
import { Notice } from '@/components/notice/notice'
import { Result } from '@/components/result/result'
import { now } from '@/platform/clock'
import { replace, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { shownOf, type NextStep, type ScanResult } from './result-of'
import { headline } from './sentence'
import type { KeptTicket } from './ticket'
import type { ScanModel } from './use-scan'
import './scan-view.css'

export interface ScanViewProps {
  model: ScanModel
  /** Somebody is logged in and has consented. */
  loggedIn: boolean
  /** The way in, shown where a scan lacks a log-in. */
  entrance: (reason: string) => ReactNode
}

/** Sign-in as theatre: the whole screen belongs to what a scan came to. */
export function ScanView({ model, loggedIn, entrance }: ScanViewProps) {
  const { step } = model
  if (step.at === 'start') return <Start model={model} />
  if (step.at === 'sending') return <Sending purpose={step.code?.purpose} />
  if (step.at === 'result') return <Outcome model={model} code={step.code} result={step.result} />
  if (step.kept.ticket.need === 'walk_in')
    return (
      <WalkIn
        model={model}
        kept={step.kept}
        busy={step.busy}
        problem={step.problem && errorSentence(step.problem.code, step.problem.params)}
      />
    )
  if (loggedIn) return <Redeeming model={model} />
  return <Entering kept={step.kept} entrance={entrance} />
}

function Start({ model }: { model: ScanModel }) {
  return (
    <View className='scan-start'>
      <View className='scan-start__disc'>
        <Icon name='scan' size={72} />
      </View>
      <View className='scan-start__title'>扫大屏上的码</View>
      <View className='scan-start__text'>码每 10 秒换一次，扫到就算数</View>
      <View className='scan-start__actions'>
        <Button id='open-camera' icon='camera' onPress={() => void model.scan()}>
          打开相机
        </Button>
        <Button id='choose-photo' kind='plain' icon='photo' onPress={() => void model.photo()}>
          选一张照片
        </Button>
      </View>
    </View>
  )
}

function Sending({ purpose }: { purpose?: ScannedCode['purpose'] }) {
  return <Result id='sending' tone='grey' icon='scan' title={purpose === 'sign_out' ? '正在签退…' : '正在签到…'} text='扫到了，马上好' />
}

/** Somebody is there: the kept scan becomes theirs without another press. */
function Redeeming({ model }: { model: ScanModel }) {
  const { redeem } = model
  // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the way is free
  useEffect(() => void redeem(), [])
  return <Sending />
}

function Entering({ kept, entrance }: { kept: KeptTicket; entrance: ScanViewProps['entrance'] }) {
  const { event, purpose } = kept.ticket
  return (
    <View className='scan-entering'>
      <Card id='scan-kept' tone='green'>
        <View className='scan-entering__head'>
          <Icon name='check' size={22} tone='green' />
          <View className='scan-entering__title'>扫到了：{event.title}</View>
        </View>
        <View className='scan-entering__line'>
          {clockOf(kept.ticket.expiresAt)} 前登录都算数，{purpose === 'sign_in' ? '签到' : '签退'}时间按刚才扫码的时候
        </View>
      </Card>
      {entrance(purpose === 'sign_in' ? '登录一下，马上签到' : '登录一下，马上签退')}
    </View>
  )
}

function WalkIn({ model, kept, busy, problem }: { model: ScanModel; kept: KeptTicket; busy: boolean; problem: string | null }) {
  const { event, places } = kept.ticket
  const words = places === null ? headline(WORDING.walk_in_unlimited) : headline(WORDING.walk_in, { n: places })
  return (
    <Result
      tone='blue'
      icon='door'
      title={words.title}
      text={words.text}
      card={<ResultCard title={event.title} line={`${clockOf(event.startsAt)} 开始 · ${event.homeName}`} />}
      actions={
        <>
          {problem && (
            <Notice id='walk-in-problem' tone='red' icon='alert'>
              {problem}
            </Notice>
          )}
          <Button id='walk-in' busy={busy} onPress={() => void model.walkIn()}>
            报名并签到
          </Button>
        </>
      }
    />
  )
}

function Outcome({ model, code, result }: { model: ScanModel; code: ScannedCode | null; result: ScanResult }) {
  const shown = shownOf(result, code, now())
  const eventCode = result.kind === 'outcome' ? result.outcome.attendance.eventCode : code?.eventCode
  return (
    <Result
      tone={shown.tone}
      icon={shown.icon}
      title={shown.title}
      text={shown.text}
      card={shown.card && <ResultCard title={shown.card.title} line={shown.card.line} />}
      actions={
        <Button id='result-next' kind={shown.next === 'rescan' ? 'primary' : 'plain'} onPress={() => go(shown.next, eventCode, model)}>
          {shown.nextText}
        </Button>
      }
    />
  )
}

function ResultCard({ title, line }: { title: string; line: string }) {
  return (
    <Card id='result-card'>
      <View className='result-card__title'>{title}</View>
      <View className='result-card__line'>{line}</View>
    </Card>
  )
}

function go(next: NextStep, eventCode: string | undefined, model: ScanModel): void {
  if (next === 'rescan') void model.scan()
  else if (next === 'hours') replace(routes.record('hours'))
  else if (next === 'events') switchTab(routes.events())
  else if (next !== 'home' && eventCode) replace(routes.event(eventCode))
  else switchTab(routes.home())
}
