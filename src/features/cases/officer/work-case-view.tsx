import { View } from '@tarojs/components'
import type { CaseDetail } from '@core/contract/cases'
import { CASE_KIND_NAMES, CASE_RATING_NAMES, TOPIC_NAMES } from '@core/contract/names'
import { errorSentence } from '@core/contract/wording'
import { momentName } from '@core/rules/shared/moments'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { CaseFiles } from '../case-files'
import { CaseHistory } from '../case-history'
import { caseWord } from '../words'
import { NameAsked } from './name-asked'
import type { WorkCaseModel } from './use-work-case'
import { WorkCaseSheets } from './work-case-sheets'
import { otherSide, standingWords, WORK_NAMES, worksOf, type CaseWork } from './work-words'
import './work-case-view.css'

/** A case for those who work on it: what was written, all that happened, and what can be done, one thing first. */
export function WorkCaseView({ model }: { model: WorkCaseModel }) {
  const wide = useWide()
  const { data, state, error, reload } = model.query
  const { data: asked } = model.unmasking
  if (state === 'failed' && asked) return <NameAsked model={model} unmasking={asked} />
  if (state === 'failed') return <ErrorState error={error} onRetry={() => void reload()} />
  if (!data) return <Skeleton id='work-case-loading' rows={5} />
  const [first, ...rest] = worksOf(data)
  const ways = <Ways model={model} first={first ?? null} rest={rest} wide={wide} />
  return (
    <View className={classes('work-case', wide && 'work-case--wide')}>
      <View className='work-case__page'>
        <Standing detail={data} />
        {asked && asked.asked && <NameAsked model={model} unmasking={asked} />}
        <Card id='case-matter'>
          <View className='work-case__note'>{[TOPIC_NAMES[data.topic], data.serviceName].filter(Boolean).join(' · ')}</View>
          <View className='work-case__text'>{data.text || data.excerpt}</View>
          <CaseFiles id='case-files' files={data.files} />
        </Card>
        {data.answer && <Answer detail={data} answer={data.answer} />}
        <Section
          title='经过'
          more={data.kind === 'whistle' ? '标「内部备注」的，只有吹哨的和一起办的看得到' : '标「内部备注」的，TA 看不到'}
        >
          <CaseHistory kind={data.kind} entries={data.entries} now={now()} />
        </Section>
        {!wide && ways}
      </View>
      {wide && <View className='work-case__side'>{ways}</View>}
      <WorkCaseSheets model={model} detail={data} />
    </View>
  )
}

function Standing({ detail }: { detail: CaseDetail }) {
  const word = caseWord(detail)
  const { kind, personName, anonymous, jointOrgs, overdueDays, extended, reopened, entries } = detail
  const who = kind === 'whistle' ? whistledBy(entries) : personName
  return (
    <Card id='case-standing' tone={overdueDays > 0 ? 'gold' : 'plain'}>
      <View className='work-case__head'>
        <View className='work-case__note'>{CASE_KIND_NAMES[kind]}</View>
        <Tag tone={word.tone}>{word.text}</Tag>
      </View>
      <View id='case-person' className='work-case__who'>
        {who}
      </View>
      <View id='case-sentence'>{standingWords(detail)}</View>
      <View className='work-case__note'>
        {[anonymous && '匿名提的，名字只在上级两位书记都同意后才看得到', extended && '延过一次', reopened && '再办一次的']
          .filter(Boolean)
          .join(' · ')}
      </View>
      {jointOrgs.length > 0 && (
        <View id='case-joint' className='work-case__note'>
          一起办的：{jointOrgs.map(({ name }) => name).join('、')}
        </View>
      )}
    </Card>
  )
}

function whistledBy([first]: CaseDetail['entries']): string {
  return first?.mine ? '我吹的哨' : `${first?.by ?? ''} 吹的哨`
}

function Answer({ detail, answer }: { detail: CaseDetail; answer: NonNullable<CaseDetail['answer']> }) {
  return (
    <Card id='case-answer' tone={answer.outcome === 'resolved' ? 'green' : 'blue'}>
      <View className='work-case__who'>{answer.outcome === 'resolved' ? '答复：办好了' : '答复：办不了，原因和该找谁'}</View>
      <View className='work-case__text'>{answer.text}</View>
      <CaseFiles id='answer-files' files={answer.files} />
      <View className='work-case__note'>{momentName(answer.at, now())}</View>
      {detail.rating !== null && (
        <View id='case-rating' className='work-case__note'>
          {otherSide(detail)}评的：{CASE_RATING_NAMES[detail.rating]}
        </View>
      )}
    </Card>
  )
}

interface WaysProps {
  model: WorkCaseModel
  first: CaseWork | null
  rest: readonly CaseWork[]
  wide: boolean
}

/** What can be done: the one thing at the thumb, the others above it; on a desk all of it at the side. */
function Ways({ model, first, rest, wide }: WaysProps) {
  const others = rest.length > 0 && (
    <Section title='还可以'>
      <CellGroup>
        {rest.map((work) => (
          <Cell key={work} id={`work-${work}`} title={WORK_NAMES[work]} onPress={() => model.begin(work)} />
        ))}
      </CellGroup>
    </Section>
  )
  const main = (
    <>
      {model.problem && model.sheet === null && (
        <Notice id='work-problem' tone='red' icon='alert'>
          {errorSentence(model.problem.code, model.problem.params)}
        </Notice>
      )}
      {first && (
        <Button id={`work-${first}`} busy={model.busy} onPress={() => model.begin(first)}>
          {WORK_NAMES[first]}
        </Button>
      )}
    </>
  )
  if (wide) {
    return (
      <>
        {main}
        {others}
      </>
    )
  }
  return (
    <>
      {others}
      <Dock>{main}</Dock>
    </>
  )
}
