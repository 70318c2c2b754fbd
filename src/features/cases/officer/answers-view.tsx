import { View } from '@tarojs/components'
import type { AnswersToCheck } from '@core/contract/cases'
import { CASE_RATING_NAMES, CASE_RATINGS, TOPIC_NAMES } from '@core/contract/names'
import type { OutputOf } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { classes } from '@/components/classes'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { useWide } from '@/platform/display'
import { confirm, toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import type { Query } from '@/sync/use-query'
import './answers-view.css'

type OwnAnswer = AnswersToCheck['items'][number]

export interface AnswersViewProps {
  orgId: string
  answers: Query<AnswersToCheck>
  /** How the answers of this year were rated; null: not known. */
  year: OutputOf<'cases.summary'> | null
}

/** 答案库: what colleagues propose, for a second pair of eyes, and what is published. */
export function AnswersView({ orgId, answers, year }: AnswersViewProps) {
  const wide = useWide()
  const doing = useDoing(answers.reload)
  if (answers.state === 'failed') return <ErrorState error={answers.error} onRetry={() => void answers.reload()} />
  if (!answers.data) return <Skeleton id='answers-loading' rows={5} />
  const { items } = answers.data
  const waiting = items.filter(({ published }) => !published)
  const published = items.filter((answer) => answer.published)

  async function decide({ id, published: isOut }: OwnAnswer, publish: boolean): Promise<void> {
    const asked =
      publish || (await confirm({ title: isOut ? '收回？' : '不放进去？', text: NO[isOut ? 'back' : 'declined'], ok: '就这样' }))
    if (!asked) return
    await doing.act(async () => {
      await request('cases.checkAnswer', { orgId, answerId: id, publish })
      toast(publish ? '放进答案库了' : isOut ? '收回了' : '没放进去，告诉同事了')
    })
  }

  return (
    <View className={classes('answers', wide && 'answers--wide')}>
      {wide && <View className='answers__title'>答案库</View>}
      {year && <View className='answers__note'>{yearWords(year)}</View>}
      {doing.problem && (
        <Notice id='answers-problem' tone='red' icon='alert' action='知道了' onAction={doing.forget}>
          {errorSentence(doing.problem.code, doing.problem.params)}
        </Notice>
      )}
      {items.length === 0 && <Empty id='no-answers' icon='book' text='还没有。答复过的诉求里，挑对别人也有用的，点「放进答案库」' />}
      {waiting.length > 0 && (
        <Section title='等人看的'>
          <Answers answers={waiting} doing={doing} onDecide={decide} />
        </Section>
      )}
      {published.length > 0 && (
        <Section title='放出去的'>
          <Answers answers={published} doing={doing} onDecide={decide} />
        </Section>
      )}
    </View>
  )
}

const NO = {
  back: '别人再问就看不到这条了，提的同事会收到消息。',
  declined: '提的同事会收到消息，可以改了再提。',
}

/** How answers were rated, where enough of them were. */
function yearWords({ count, ratings }: OutputOf<'cases.summary'>): string {
  if (ratings === null) return `今年有 ${count} 份答复被评过，满十份就看得到怎么样`
  return `今年被评过的 ${count} 份答复：${CASE_RATINGS.map((rating) => `${CASE_RATING_NAMES[rating]} ${ratings[rating]}%`).join('，')}`
}

interface AnswersProps {
  answers: readonly OwnAnswer[]
  doing: Doing
  onDecide(answer: OwnAnswer, publish: boolean): Promise<void>
}

function Answers({ answers, doing, onDecide }: AnswersProps) {
  return (
    <View className='answers__list'>
      {answers.map((answer) => (
        <Card key={answer.id} id={`answer-${answer.id}`}>
          <View className='answers__note'>{[TOPIC_NAMES[answer.topic], `${answer.proposedBy}提的`].join(' · ')}</View>
          <View className='answers__question'>{answer.question}</View>
          <View className='answers__text'>{answer.answer}</View>
          <Ways answer={answer} doing={doing} onDecide={onDecide} />
        </Card>
      ))}
    </View>
  )
}

/** Nobody checks their own; what is out anybody of the organization takes back. */
function Ways({ answer, doing, onDecide }: Omit<AnswersProps, 'answers'> & { answer: OwnAnswer }) {
  const { id, mine, published } = answer
  if (!published && mine) return <View className='answers__note'>你提的，请另一位同事来看</View>
  return (
    <View className='answers__ways'>
      <Button
        id={`no-${id}`}
        kind='quiet'
        size='s'
        disabled={doing.busy}
        label={`${published ? '收回' : '不放'}：${answer.question}`}
        onPress={() => void onDecide(answer, false)}
      >
        {published ? '收回' : '不放'}
      </Button>
      {!published && (
        <Button
          id={`publish-${id}`}
          kind='plain'
          size='s'
          disabled={doing.busy}
          label={`放进答案库：${answer.question}`}
          onPress={() => void onDecide(answer, true)}
        >
          放进答案库
        </Button>
      )}
    </View>
  )
}
