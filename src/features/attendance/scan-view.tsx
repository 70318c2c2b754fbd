import { useEffect, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import { errorSentence, WORDING } from '@core/contract/wording'
import type { Scanned } from '@core/rules/attendance/scanned'
import { clockOf, spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Icon } from '@/components/icon/icon'
import { Notice } from '@/components/notice/notice'
import { Result } from '@/components/result/result'
import { now } from '@/platform/clock'
import { open, replace, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { shownOf, type NextStep, type ScanResult } from './result-of'
import { headline } from './sentence'
import type { KeptTicket } from './ticket'
import type { ScanModel, ScanStep } from './use-scan'
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
  if (step.at === 'sending') return <Sending scanned={step.scanned} />
  if (step.at === 'result') return <Outcome model={model} scanned={step.scanned} result={step.result} />
  if (step.at === 'choose') return <ChooseEvent model={model} step={step} />
  if (step.at === 'duty') return loggedIn ? <Redeeming model={model} /> : <EnteringSession entrance={entrance} />
  if (step.at === 'poster') return loggedIn ? <Redeeming model={model} /> : <EnteringHome entrance={entrance} />
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
        <MyPass />
      </View>
    </View>
  )
}

/** Where scanning does not work, an officer's phone can read this person's code instead. */
function MyPass() {
  return (
    <Button id='show-pass' kind='quiet' icon='qr' onPress={() => open(routes.pass())}>
      出示「我的码」
    </Button>
  )
}

function Sending({ scanned = null }: { scanned?: Scanned | null }) {
  return <Result id='sending' tone='grey' icon='scan' title={sendingTitle(scanned)} text='扫到了，马上好' />
}

function sendingTitle(scanned: Scanned | null): string {
  if (scanned?.kind === 'home') return '正在登记…'
  return scanned?.kind === 'code' && scanned.code.purpose === 'sign_out' ? '正在签退…' : '正在签到…'
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

/** A home's poster was scanned by nobody in particular. */
function EnteringHome({ entrance }: { entrance: ScanViewProps['entrance'] }) {
  return (
    <View className='scan-entering'>
      <Card id='scan-home' tone='green'>
        <View className='scan-entering__head'>
          <Icon name='door' size={22} tone='green' />
          <View className='scan-entering__title'>扫到了青年之家的海报</View>
        </View>
        <View className='scan-entering__line'>登录后记下这次到访，时间按刚才扫码的时候</View>
      </Card>
      {entrance('登录一下，马上登记')}
    </View>
  )
}

/** The code of a session was scanned by nobody in particular. It stands for a minute only, so the host may have to show it again. */
function EnteringSession({ entrance }: { entrance: ScanViewProps['entrance'] }) {
  return (
    <View className='scan-entering'>
      <Card id='scan-duty' tone='green'>
        <View className='scan-entering__head'>
          <Icon name='chat' size={22} tone='green' />
          <View className='scan-entering__title'>扫到了面对面的签到码</View>
        </View>
        <View className='scan-entering__line'>登录后马上签到。码过期了，再扫一次接待的人手机就行</View>
      </Card>
      {entrance('登录一下，马上签到')}
    </View>
  )
}

/** Several events at a home take its poster: the person says for which they came. */
function ChooseEvent({ model, step }: { model: ScanModel; step: Extract<ScanStep, { at: 'choose' }> }) {
  return (
    <View className='scan-entering'>
      <Card id='scan-choose' tone='blue'>
        <View className='scan-entering__title'>{step.homeName}现在有几场活动</View>
        <View className='scan-entering__line'>你来参加哪一场？</View>
      </Card>
      <CellGroup>
        {step.events.map((event) => (
          <Cell
            key={event.eventId}
            id={`choose-${event.eventId}`}
            title={event.title}
            note={spanName(event.startsAt, event.endsAt, now())}
            onPress={() => void model.choose(event.eventId)}
          />
        ))}
      </CellGroup>
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

function Outcome({ model, scanned, result }: { model: ScanModel; scanned: Scanned | null; result: ScanResult }) {
  const shown = shownOf(result, scanned, now())
  return (
    <Result
      tone={shown.tone}
      icon={shown.icon}
      title={shown.title}
      text={shown.text}
      card={shown.card && <ResultCard title={shown.card.title} line={shown.card.line} />}
      actions={
        <>
          <Button
            id='result-next'
            kind={shown.next === 'rescan' ? 'primary' : 'plain'}
            onPress={() => go(shown.next, result, scanned, model)}
          >
            {shown.nextText}
          </Button>
          {result.kind === 'refused' && <MyPass />}
        </>
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

function go(next: NextStep, result: ScanResult, scanned: Scanned | null, model: ScanModel): void {
  if (next === 'rescan') return void model.scan()
  if (next === 'hours') return replace(routes.record('hours'))
  if (next === 'events') return switchTab(routes.events())
  if (next === 'my_pass') return replace(routes.pass())
  if (next === 'session' && scanned?.kind === 'duty') return replace(routes.session(scanned.code.sessionCode))
  if (next === 'youth_home' && result.kind === 'visited') return replace(routes.youthHome(result.homeId))
  const eventCode = eventCodeOf(result, scanned)
  if (next !== 'home' && eventCode) replace(routes.event(eventCode))
  else switchTab(routes.home())
}

function eventCodeOf(result: ScanResult, scanned: Scanned | null): string | undefined {
  if (result.kind === 'outcome') return result.outcome.attendance.eventCode
  return scanned?.kind === 'code' ? scanned.code.eventCode : undefined
}
