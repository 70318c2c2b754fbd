import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Duty, HostCard, HostYear } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { spanName } from '@core/rules/shared/calendar'
import { Avatar } from '@/components/avatar/avatar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { classes } from '@/components/classes'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Section } from '@/components/section/section'
import { Segments } from '@/components/segments/segments'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { TextInput } from '@/components/text-input/text-input'
import { remember } from '@/platform/calendar/remember'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { open, toast } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { request } from '@/sync/calls'
import { useDoing } from '@/sync/use-doing'
import { dutyEntry } from './duty-entry'
import { marksOf } from './duty-words'
import type { Hosting } from './use-hosting'
import './hosting-view.css'

const POST_MAX = 40
const HELPS_MAX = 200

export interface HostingViewProps {
  orgId: string
  person: { id: string; name: string }
  hosting: Hosting
}

/** 我的值班: my next duties, what people read of me, and what came of a year. */
export function HostingView({ orgId, person, hosting }: HostingViewProps) {
  const wide = useWide()
  const { hosts, current } = hosting
  if (!hosts.data || !current.data) {
    const failed = hosts.state === 'failed' || current.state === 'failed'
    return failed ? <ErrorState error={hosts.error ?? current.error} onRetry={() => void hosting.reload()} /> : <Skeleton rows={4} />
  }
  const card = hosts.data.items.find(({ id }) => id === person.id) ?? { ...person, post: '', helpsWith: '' }
  return (
    <View className={classes('hosting', wide && 'hosting--wide')}>
      {wide && <View className='hosting__title'>我的值班</View>}
      <Section title='接下来'>
        <Duties next={current.data.next} />
      </Section>
      <Section title='年轻人看到的我'>
        <MyCard key={`${card.post}|${card.helpsWith}`} orgId={orgId} card={card} onSaved={hosts.reload} />
      </Section>
      <Section title='一年下来'>
        <Year hosting={hosting} />
      </Section>
    </View>
  )
}

function Duties({ next }: { next: readonly Duty[] }) {
  if (next.length === 0) return <Empty id='no-duties' icon='calendar' text='八周里没有轮到你。排了班，这里和消息里都会提前告诉你' />
  return (
    <View className='hosting__duties'>
      {next.map((session) => (
        <Card key={session.id} id={`duty-${session.id}`}>
          <View className='hosting__line'>
            <View className='hosting__when'>{spanName(session.startsAt, session.endsAt, now())}</View>
            {marksOf(session, now()).map(({ word, tone }) => (
              <Tag key={word} tone={tone}>
                {word}
              </Tag>
            ))}
          </View>
          <View className='hosting__note'>
            {session.homeName} · 空 {session.free} / {session.places}
            {session.waitingCount > 0 && ` · 候补 ${session.waitingCount}`}
          </View>
          <View className='hosting__ways'>
            <Button id={`reception-${session.id}`} kind='plain' size='s' onPress={() => open(routes.reception(session.id))}>
              看谁来
            </Button>
            <Button id={`calendar-${session.id}`} kind='quiet' size='s' icon='calendar' onPress={() => void remember(dutyEntry(session))}>
              加到手机日历
            </Button>
          </View>
        </Card>
      ))}
    </View>
  )
}

function MyCard({ orgId, card, onSaved }: { orgId: string; card: HostCard; onSaved(): Promise<void> }) {
  const [writing, setWriting] = useState(false)
  return (
    <Card id='my-card'>
      <View className='hosting__me'>
        <Avatar name={card.name} />
        <View className='hosting__who'>
          <View className='hosting__name'>{card.name}</View>
          <View className='hosting__note'>{card.post || '还没写职务'}</View>
        </View>
        <Button id='card-edit' kind='quiet' size='s' icon='edit' label='改一改我的介绍' onPress={() => setWriting(true)}>
          改一改
        </Button>
      </View>
      <View className='hosting__helps'>{card.helpsWith || '写上能帮什么，年轻人才知道有事可以找你'}</View>
      {writing && <CardSheet orgId={orgId} card={card} onClose={() => setWriting(false)} onSaved={onSaved} />}
    </Card>
  )
}

function CardSheet({ orgId, card, onClose, onSaved }: { orgId: string; card: HostCard; onClose(): void; onSaved(): Promise<void> }) {
  const [post, setPost] = useState(card.post)
  const [helpsWith, setHelpsWith] = useState(card.helpsWith)
  const [wrong, setWrong] = useState<string | null>(null)
  const { busy, problem, act } = useDoing(onSaved)

  function save() {
    const missing = post.trim() === ''
    setWrong(missing ? '写一下职务，比如：团工委书记' : null)
    if (missing) return
    void act(async () => {
      await request('sessions.saveHostCard', { orgId, post: post.trim(), helpsWith: helpsWith.trim() })
      toast('改好了')
      onClose()
    })
  }

  return (
    <Sheet id='card-sheet' open title='年轻人看到的我' onClose={onClose}>
      <View className='hosting__form'>
        <Field label='职务' error={wrong}>
          <TextInput id='card-post' value={post} maxLength={POST_MAX} placeholder='比如：团工委书记' onChange={setPost} />
        </Field>
        <Field label='能帮什么' error={problem && errorSentence(problem.code, problem.params)} hint='想让人放心来说，写得具体一点'>
          <TextInput
            id='card-helps'
            value={helpsWith}
            lines={4}
            maxLength={HELPS_MAX}
            placeholder='比如：就业创业、租房、和单位的纠纷，都可以先找我聊'
            onChange={setHelpsWith}
          />
        </Field>
        <Button id='card-save' busy={busy} onPress={save}>
          保存
        </Button>
      </View>
    </Sheet>
  )
}

function Year({ hosting: { years, year, chooseYear, chosen } }: { hosting: Hosting }) {
  return (
    <Card id='my-year'>
      <Segments
        id='year'
        label='哪一年'
        items={years.map((one) => ({ key: String(one), label: `${one} 年` }))}
        value={String(year)}
        onChange={(key) => chooseYear(Number(key))}
      />
      {chosen.data ? (
        <Numbers done={chosen.data} />
      ) : chosen.state === 'failed' ? (
        <ErrorState id='year-error' error={chosen.error} onRetry={() => void chosen.reload()} />
      ) : (
        <Skeleton rows={1} />
      )}
    </Card>
  )
}

function Numbers({ done }: { done: HostYear }) {
  const numbers = [
    { key: 'received', number: done.received, word: '接待（人）' },
    { key: 'answered', number: done.answeredOnTheSpot, word: '当场答复（人）' },
    { key: 'days', number: done.days, word: '值班（天）' },
  ]
  return (
    <>
      <View className='hosting__numbers'>
        {numbers.map(({ key, number, word }) => (
          <View key={key} id={`year-${key}`}>
            <View className='hosting__count'>{number}</View>
            <View className='hosting__note'>{word}</View>
          </View>
        ))}
      </View>
      <View className='hosting__note'>数字从接待记录自动来，不用填表</View>
    </>
  )
}
