import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { CaseDetail } from '@core/contract/cases'
import type { SubscriptionUse } from '@core/contract/inbox'
import { CASE_KIND_NAMES, CASE_RATING_NAMES, CASE_RATINGS, TOPIC_NAMES } from '@core/contract/names'
import { errorSentence } from '@core/contract/wording'
import { speaksOfDistress } from '@core/rules/cases/distress'
import { momentName } from '@core/rules/shared/moments'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Dock } from '@/components/dock/dock'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { TextInput } from '@/components/text-input/text-input'
import { WordSheet } from '@/components/word-sheet/word-sheet'
import { AttachmentPicker } from './attachment-picker'
import { CaseFiles } from './case-files'
import { CaseHistory } from './case-history'
import { DistressNotice } from './distress-notice'
import type { MyCaseModel } from './use-case'
import { MOST_WORDS } from './use-write-case'
import { caseSentence, caseWord, overdueSentence, ratingSentence } from './words'
import './case-view.css'

export interface CaseViewProps {
  model: MyCaseModel
  /** How the answer reaches my phone. */
  phoneMessages?: (uses: readonly SubscriptionUse[]) => ReactNode
}

/** A case of mine: in whose hands, which day, by when; what was written and answered; what I can do about it. */
export function CaseView({ model, phoneMessages }: CaseViewProps) {
  const { query, problem, reopening } = model
  if (query.state === 'failed') return <ErrorState error={query.error} onRetry={() => void query.reload()} />
  if (!query.data) return <Skeleton id='case-loading' rows={5} />
  const detail = query.data
  const said = problem && !reopening && (
    <Notice id='case-problem' tone='red' icon='alert'>
      {errorSentence(problem.code, problem.params)}
    </Notice>
  )
  return (
    <View className='case-view'>
      <Standing detail={detail} />
      {isWaitedFor(detail) && phoneMessages?.(['answer'])}
      {detail.answer && <Answer model={model} detail={detail} answer={detail.answer} />}
      <Card id='case-matter'>
        <View className='case-view__about'>
          {[TOPIC_NAMES[detail.topic], detail.serviceName, detail.anonymous && '匿名'].filter(Boolean).join(' · ')}
        </View>
        <View className='case-view__text'>{detail.text || detail.excerpt}</View>
        <CaseFiles id='case-files' files={detail.files} />
      </Card>
      <Section title='经过'>
        <CaseHistory kind={detail.kind} entries={detail.entries} now={model.now} />
      </Section>
      {detail.may.say && <Saying model={model} first={!detail.may.rate} problem={said} />}
      {!detail.may.say && said}
      {reopening && (
        <WordSheet
          id='reopen-sheet'
          title='还没解决'
          text='只能再办一次，时间重新算。之前的答复和经过都留着'
          label='还差什么'
          placeholder='按你们说的去了，窗口说还要一份证明'
          min={1}
          max={MOST_WORDS}
          submit='再办一次'
          busy={model.busy}
          problem={problem && errorSentence(problem.code, problem.params)}
          onSubmit={(text) => void model.reopen(text)}
          onClose={() => model.askToReopen(false)}
        />
      )}
    </View>
  )
}

/** Whether an answer is still to come. */
function isWaitedFor({ state }: CaseDetail): boolean {
  return state === 'submitted' || state === 'accepted' || state === 'working'
}

/** The one sentence people come for. */
function Standing({ detail }: { detail: CaseDetail }) {
  const word = caseWord(detail)
  const late = overdueSentence(detail)
  return (
    <Card id='case-standing' tone={late === '' ? 'plain' : 'gold'}>
      <View className='case-view__head'>
        <View className='case-view__kind'>{CASE_KIND_NAMES[detail.kind]}</View>
        <Tag tone={word.tone}>{word.text}</Tag>
      </View>
      <View id='case-sentence' className='case-view__sentence'>
        {caseSentence(detail)}
      </View>
      {late !== '' && (
        <View id='case-late' className='case-view__late'>
          {late}
        </View>
      )}
      {detail.jointOrgs.length > 0 && (
        <View id='case-joint' className='case-view__about'>
          一起办的：{detail.jointOrgs.map(({ name }) => name).join('、')}
        </View>
      )}
    </Card>
  )
}

interface AnswerProps {
  model: MyCaseModel
  detail: CaseDetail
  answer: NonNullable<CaseDetail['answer']>
}

/** The answer, whether it helped, and the way to have it taken up again. */
function Answer({ model, detail, answer }: AnswerProps) {
  const { may, ownerOrgName, ownerName } = detail
  return (
    <Card id='case-answer' tone={answer.outcome === 'resolved' ? 'green' : 'blue'}>
      <View className='case-view__head'>
        <View className='case-view__sentence'>{answer.outcome === 'resolved' ? '办好了' : '办不了，原因是'}</View>
      </View>
      <View id='answer-text' className='case-view__text'>
        {answer.text}
      </View>
      <CaseFiles id='answer-files' files={answer.files} />
      <View className='case-view__about'>{`${ownerOrgName} ${ownerName} · ${momentName(answer.at, model.now)}`}</View>
      {may.rate && (
        <View className='case-view__ratings'>
          {CASE_RATINGS.map((rating, index) => (
            <Button
              key={rating}
              id={`rate-${rating}`}
              kind={index === 0 ? 'primary' : 'plain'}
              size='s'
              disabled={model.busy}
              onPress={() => void model.rate(rating)}
            >
              {CASE_RATING_NAMES[rating]}
            </Button>
          ))}
        </View>
      )}
      {may.rate && <View className='case-view__about'>评的是这份答复，不评人</View>}
      {detail.rating !== null && (
        <View id='my-rating' className='case-view__about'>
          {ratingSentence(detail)}
        </View>
      )}
      {may.reopen && (
        <View className='case-view__ways'>
          <Button id='reopen' kind='quiet' size='s' icon='refresh' disabled={model.busy} onPress={() => model.askToReopen(true)}>
            还没解决？再办一次
          </Button>
        </View>
      )}
    </Card>
  )
}

interface SayingProps {
  model: MyCaseModel
  /** Whether the page has nothing else to do. */
  first: boolean
  problem: ReactNode
}

/** Writes on to whoever is in charge. */
function Saying({ model, first, problem }: SayingProps) {
  const { text, setText, attachments, busy } = model
  return (
    <View className='case-view__say'>
      <Field label='补充几句' hint='经办的人会收到'>
        <TextInput id='say-text' lines={3} maxLength={MOST_WORDS} value={text} placeholder='身份证我也准备好了' onChange={setText} />
      </Field>
      <DistressNotice shown={speaksOfDistress(text)} />
      <AttachmentPicker id='say-file' attachments={attachments} />
      <Dock>
        {problem}
        <Button id='say' kind={first ? 'primary' : 'plain'} busy={busy} disabled={text.trim() === ''} onPress={() => void model.say()}>
          发给他们
        </Button>
      </Dock>
    </View>
  )
}
