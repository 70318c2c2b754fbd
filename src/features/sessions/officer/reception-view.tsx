import { useState } from 'react'
import { View } from '@tarojs/components'
import { TOPIC_NAMES } from '@core/contract/names'
import type { Reception, ReceptionLine } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { whyNotReceive } from '@core/rules/sessions/booking'
import { UNNAMED } from '@core/rules/sessions/reception'
import { clockOf, dayName, spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Pressable } from '@/components/pressable/pressable'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import {
  countsSentence,
  currentLine,
  isDone,
  isMissed,
  nextStep,
  receptionGroups,
  receptionNotice,
  stateMark,
  STEP_NAMES,
} from './reception-lines'
import { ReceptionSheets } from './reception-sheets'
import type { ReceptionModel } from './use-reception'
import './reception-view.css'

/** The host's Saturday: who comes when with what, and the one thing that comes next for each. */
export function ReceptionView({ model }: { model: ReceptionModel }) {
  const wide = useWide()
  const { data, state, error, reload } = model.query
  if (!data) return state === 'failed' ? <ErrorState error={error} onRetry={() => void reload()} /> : <Skeleton rows={5} />
  const tools = data.session.cancelReason === null && <Tools model={model} />
  return (
    <View className={classes('reception', wide && 'reception--wide')}>
      <View className='reception__list'>
        <Head reception={data} />
        <Lines reception={data} model={model} />
      </View>
      {wide && <View className='reception__side'>{tools}</View>}
      {!wide && tools && <Dock>{tools}</Dock>}
      <ReceptionSheets model={model} />
    </View>
  )
}

function Head({ reception: { session, items } }: { reception: Reception }) {
  const notice = receptionNotice(session, now())
  return (
    <View className='reception__head'>
      <View className='reception__when'>{spanName(session.startsAt, session.endsAt, now())}</View>
      <View className='reception__note'>
        {session.homeName} · {session.host.name}
        {session.substitute ? '代班' : ''}接待
      </View>
      <View id='reception-counts' className='reception__note'>
        {countsSentence(items)}
      </View>
      {notice && (
        <Notice id='reception-notice' className='reception__notice' tone='grey' icon='clock'>
          {notice}
        </Notice>
      )}
    </View>
  )
}

/** The ways to sign somebody in who is not a press on their name. */
function Tools({ model }: { model: ReceptionModel }) {
  const { problem, sheet } = model
  return (
    <>
      {problem && sheet === null && (
        <Notice id='reception-problem' tone='red' icon='alert' action='知道了' onAction={model.forget}>
          {errorSentence(problem.code, problem.params)}
        </Notice>
      )}
      <View className='reception__tools'>
        <Button id='open-code' kind='plain' icon='qr' label='出示签到码' onPress={() => model.show({ what: 'code' })}>
          签到码
        </Button>
        <Button id='open-scan' kind='plain' icon='scan' label='扫码：对方的「我的码」' onPress={() => model.show({ what: 'scan' })}>
          扫码
        </Button>
        <Button
          id='open-walk-in'
          kind='plain'
          icon='plus'
          label='来访：登记现场来的人'
          onPress={() => model.show({ what: 'walk_in', pass: null })}
        >
          来访
        </Button>
      </View>
    </>
  )
}

function Lines({ reception: { session, items }, model }: { reception: Reception; model: ReceptionModel }) {
  // Once it is over nobody's turn is next: what was begun can still be ended.
  const current = whyNotReceive(session, now())?.code === 'session_over' ? null : currentLine(items)
  if (items.length === 0) return <Empty id='nobody' icon='chat' text='还没有人约。现场来的，点「来访」登记就能接待' />
  return (
    <>
      {receptionGroups(items).map(({ key, title, lines }) => (
        <Section key={key} id={`slot-${key}`} title={title}>
          <View className='reception__people'>
            {lines.map((line) => (
              <PersonCard key={line.bookingId} line={line} current={line === current} model={model} />
            ))}
          </View>
        </Section>
      ))}
    </>
  )
}

interface PersonProps {
  line: ReceptionLine
  /** Their turn is now: the one thing to do on this page is theirs. */
  current: boolean
  model: ReceptionModel
}

function PersonCard({ line, current, model }: PersonProps) {
  const mark = stateMark(line, now())
  return (
    <Card id={`person-${line.bookingId}`} className={classes(isDone(line) && 'reception__done')}>
      <View className='reception__line'>
        <View className='reception__name'>{line.name}</View>
        <Tag tone={mark.tone}>{mark.word}</Tag>
      </View>
      <View className='reception__note'>
        {[
          TOPIC_NAMES[line.topic],
          nextStep(line) === null && `${clockOf(line.startsAt)}–${clockOf(line.endsAt)}`,
          // To all others they are without a name in the first place.
          line.anonymous && line.name !== UNNAMED && '对别人匿名',
          line.state === 'booked' && line.comingAt !== null && '说好了来',
        ]
          .filter(Boolean)
          .join(' · ')}
      </View>
      {line.question && <View className='reception__question'>{line.question}</View>}
      {line.record && <View className='reception__record'>{`${line.state === 'case_opened' ? '备注' : '答复'}：${line.record}`}</View>}
      <Earlier line={line} />
      {isMissed(line) ? <Missed line={line} model={model} /> : <Step line={line} current={current} model={model} />}
    </Card>
  )
}

function Step({ line, current, model }: PersonProps) {
  const step = nextStep(line)
  if (step === null) return null
  return (
    <View className='reception__step'>
      <Button
        id={`step-${line.bookingId}`}
        kind={current ? 'primary' : 'plain'}
        disabled={model.busy}
        label={`${line.name}${STEP_NAMES[step]}`}
        onPress={() => model.step(line, step)}
      >
        {STEP_NAMES[step]}
      </Button>
    </View>
  )
}

/** Why somebody did not come, where they have said so, and 「不算失约」. */
function Missed({ line, model }: { line: ReceptionLine; model: ReceptionModel }) {
  return (
    <>
      <View id={`explanation-${line.bookingId}`} className='reception__question'>
        {line.explanation === null ? 'TA 还没说明情况' : `TA 说：${line.explanation}`}
      </View>
      {!line.excused && (
        <View className='reception__step'>
          <Button id={`excuse-${line.bookingId}`} kind='plain' size='s' disabled={model.busy} onPress={() => void model.excuse(line)}>
            不算失约
          </Button>
        </View>
      )}
    </>
  )
}

/** What somebody came with before, folded up. */
function Earlier({ line: { bookingId, earlier } }: { line: ReceptionLine }) {
  const [open, setOpen] = useState(false)
  if (earlier.length === 0) return null
  return (
    <View className='reception__earlier'>
      <Pressable id={`earlier-${bookingId}`} className='reception__more' onPress={() => setOpen(!open)}>
        来过 {earlier.length} 次 · {open ? '收起' : '看看'}
      </Pressable>
      {open &&
        earlier.map((matter) => (
          <View key={matter.at} className='reception__matter'>
            <View className='reception__note'>
              {dayName(matter.at, now())} · {TOPIC_NAMES[matter.topic]}
            </View>
            {matter.question && <View>{matter.question}</View>}
            {matter.record && <View className='reception__note'>答复：{matter.record}</View>}
          </View>
        ))}
    </View>
  )
}
