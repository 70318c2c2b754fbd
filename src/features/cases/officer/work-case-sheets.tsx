import { useState } from 'react'
import { View } from '@tarojs/components'
import type { CaseDetail } from '@core/contract/cases'
import { CASE_RATING_NAMES, CASE_RATINGS } from '@core/contract/names'
import { errorSentence } from '@core/contract/wording'
import { extensionDays, whyNotExtend } from '@core/rules/cases/due'
import { dateName, dayOf, dayStart } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'
import { addWorkingDays } from '@core/rules/shared/working-days'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Segments } from '@/components/segments/segments'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { TextInput } from '@/components/text-input/text-input'
import { WordSheet } from '@/components/word-sheet/word-sheet'
import { now } from '@/platform/clock'
import { toast } from '@/platform/navigation'
import { useQuery } from '@/sync/use-query'
import { AttachmentPicker } from '../attachment-picker'
import { useAttachments } from '../use-attachments'
import { OrgField, OrgsField, useOrgs } from './orgs-field'
import type { WorkCaseModel, Written } from './use-work-case'
import { MOST_JOINT, otherSide } from './work-words'

const WORDS_MAX = 1000
const REASON_MAX = 500
const QUESTION_MAX = 300

interface SheetProps {
  model: WorkCaseModel
  detail: CaseDetail
}

/** What is open over a case. */
export function WorkCaseSheets({ model, detail }: SheetProps) {
  switch (model.sheet) {
    case null:
    case 'accept':
      return null
    case 'assign':
      return <AssignSheet model={model} detail={detail} />
    case 'answer':
      return <AnswerSheet model={model} detail={detail} />
    case 'reply':
      return <WriteSheet key='reply' model={model} {...replyTo(detail)} onSubmit={model.reply} />
    case 'note':
      return <WriteSheet key='note' model={model} {...noteOn(detail)} onSubmit={model.note} />
    case 'say':
      return <WriteSheet key='say' model={model} {...SAY} onSubmit={model.say} />
    case 'rate':
      return <RateSheet model={model} />
    case 'reopen':
      return (
        <WordSheet
          {...{ id: 'reopen-sheet', title: '还没解决', label: '还差什么', submit: '再办一次', min: 1, max: WORDS_MAX }}
          text='只能再办一次，时间重新算。之前的答复和经过都留着'
          placeholder='比如：护栏装了，缺口那一段还没有'
          {...common(model)}
          onSubmit={(text) => void model.reopen(text.trim())}
        />
      )
    case 'join':
      return <JoinSheet model={model} detail={detail} />
    case 'extend':
      return <ExtendSheet model={model} detail={detail} />
    case 'move':
      return <MoveSheet model={model} detail={detail} />
    case 'send_back':
      return (
        <WordSheet
          {...{ id: 'send-back-sheet', title: '退回', label: '为什么退回', submit: '退回', min: 2, max: REASON_MAX }}
          text={`退回就结束了，${otherSide(detail)}会收到原因。别的组织能办的，用「转给别的组织」。`}
          placeholder='比如：这件事已经在另一件里办了'
          {...common(model)}
          onSubmit={(reason) => void model.sendBack(reason.trim())}
        />
      )
    case 'ask_unmask':
      return (
        <WordSheet
          {...{ id: 'ask-unmask-sheet', title: '申请看姓名', label: '为什么要知道是谁', submit: '申请', min: 10, max: REASON_MAX }}
          text='要上级两位书记都同意。TA 会收到消息和你写的原因，申请也留在经过里。'
          placeholder='比如：要帮 TA 把工资要回来，得知道在哪家单位上班'
          {...common(model)}
          onSubmit={(reason) => void model.askUnmask(reason.trim())}
        />
      )
    case 'propose':
      return <ProposeSheet model={model} detail={detail} />
  }
}

/** Why the last try did not work, in words; null: it was not tried, or it worked. */
function problemOf({ problem }: WorkCaseModel): string | null {
  return problem && errorSentence(problem.code, problem.params)
}

function common(model: WorkCaseModel) {
  return { busy: model.busy, problem: problemOf(model), onClose: model.close }
}

/** Why it was refused, above the button of a sheet. */
function Problem({ model }: { model: WorkCaseModel }) {
  const words = problemOf(model)
  if (words === null) return null
  return (
    <Notice id='sheet-problem' tone='red' icon='alert'>
      {words}
    </Notice>
  )
}

/** The officers of the organization in charge, to give it to one of them. */
function AssignSheet({ model, detail }: SheetProps) {
  const { data, state, error, reload } = useQuery('sessions.hosts', { orgId: detail.ownerOrgId })
  const others = data?.items.filter(({ name }) => detail.state === 'submitted' || name !== detail.ownerName) ?? []
  return (
    <Sheet id='assign-sheet' open title='交给谁办' onClose={model.close}>
      <View className='work-case-sheet'>
        <Problem model={model} />
        {!data ? (
          state === 'failed' ? (
            <ErrorState id='colleagues-error' error={error} onRetry={() => void reload()} />
          ) : (
            <Skeleton rows={2} />
          )
        ) : others.length === 0 ? (
          <Empty id='no-colleagues' icon='people' text='这里只有一位团干部。请书记再加一位，就能分着办了' />
        ) : (
          <CellGroup>
            {others.map((host) => (
              <Cell key={host.id} id={`assign-${host.id}`} title={host.name} note={host.post} onPress={() => void model.assign(host)} />
            ))}
          </CellGroup>
        )}
      </View>
    </Sheet>
  )
}

interface WriteSheetProps {
  model: WorkCaseModel
  id: string
  title: string
  about: string
  placeholder: string
  submit: string
  onSubmit(written: Written): Promise<void>
}

function noteOn({ kind }: CaseDetail) {
  return {
    id: 'note-sheet',
    title: '内部备注',
    about: kind === 'whistle' ? '只有吹哨的和一起办的团干部看得到。' : '只有一起办的团干部看得到，提的人永远看不到。',
    placeholder: '比如：和人社局通过电话，周三前给答复',
    submit: '记下',
  }
}

const SAY = {
  id: 'say-sheet',
  title: '补充几句',
  about: '马上发给经办的人，一起办的也看得到。',
  placeholder: '比如：昨晚又停了一次，拍了照片',
  submit: '发出去',
}

function replyTo({ kind, personName }: CaseDetail) {
  const whom = kind === 'whistle' ? '吹哨的组织' : personName
  return {
    id: 'reply-sheet',
    title: `回复${whom}`,
    about: '马上发给对方。还没办完、要问清楚、说说进展，都用这个；办完了用「答复」。',
    placeholder: '比如：请把合同拍一张发来，我们去问',
    submit: '发出去',
  }
}

/** Words with files, to the other side or among officers. */
function WriteSheet({ model, id, title, about, placeholder, submit, onSubmit }: WriteSheetProps) {
  const writing = useWriting()
  return (
    <Sheet id={id} open title={title} onClose={model.close}>
      <View className='work-case-sheet'>
        <View className='work-case__note'>{about}</View>
        <WritingFields id={id} label={title} placeholder={placeholder} writing={writing} />
        <Problem model={model} />
        <Button id={`${id}-submit`} busy={model.busy} disabled={writing.empty} onPress={() => writing.send(onSubmit)}>
          {submit}
        </Button>
      </View>
    </Sheet>
  )
}

/** What is being written, with pictures and documents. */
function useWriting() {
  const [text, setText] = useState('')
  const attachments = useAttachments(true)
  return {
    ...{ text, setText, attachments, empty: text.trim() === '' },
    send(submit: (written: Written) => Promise<void>): void {
      if (attachments.waiting !== null) return toast(attachments.waiting)
      void submit({ text: text.trim(), files: attachments.files })
    },
  }
}

interface WritingFieldsProps {
  id: string
  label: string
  placeholder: string
  writing: ReturnType<typeof useWriting>
}

function WritingFields({ id, label, placeholder, writing }: WritingFieldsProps) {
  return (
    <>
      <Field label={label}>
        <TextInput
          id={`${id}-text`}
          lines={5}
          maxLength={WORDS_MAX}
          value={writing.text}
          placeholder={placeholder}
          onChange={writing.setText}
        />
      </Field>
      <AttachmentPicker id={`${id}-file`} attachments={writing.attachments} />
    </>
  )
}

const OUTCOMES = [
  { key: 'resolved', label: '办好了' },
  { key: 'explained', label: '办不了' },
] as const

/** The answer that ends it: done, or why it cannot be done and whom to ask. */
function AnswerSheet({ model, detail }: SheetProps) {
  const [outcome, setOutcome] = useState<'resolved' | 'explained'>('resolved')
  const writing = useWriting()
  const resolved = outcome === 'resolved'
  const whom = detail.kind === 'whistle' ? '吹哨的组织' : detail.personName
  return (
    <Sheet id='answer-sheet' open title={`答复${whom}`} onClose={model.close}>
      <View className='work-case-sheet'>
        <Segments id='outcome' label='办得怎么样' items={OUTCOMES} value={outcome} onChange={setOutcome} />
        <WritingFields
          id='answer'
          label={resolved ? '怎么办好的' : '为什么办不了，该找谁'}
          placeholder={resolved ? '比如：公寓批下来了，周一到 3 号窗口领钥匙' : '比如：这件归市里管，请打 12345，说「青年公寓」'}
          writing={writing}
        />
        <Problem model={model} />
        <Button
          id='answer-submit'
          busy={model.busy}
          disabled={writing.empty}
          onPress={() => writing.send((written) => model.answer(outcome, written))}
        >
          {resolved ? '办好了，答复' : '说明原因，答复'}
        </Button>
      </View>
    </Sheet>
  )
}

/** How the answer helped who whistled. It is the answer that is rated. */
function RateSheet({ model }: { model: WorkCaseModel }) {
  return (
    <Sheet id='rate-sheet' open title='评一评答复' onClose={model.close}>
      <View className='work-case-sheet'>
        <View className='work-case__note'>评的是这份答复，不评人</View>
        <Problem model={model} />
        {CASE_RATINGS.map((rating, index) => (
          <Button
            key={rating}
            id={`rate-${rating}`}
            kind={index === 0 ? 'primary' : 'plain'}
            disabled={model.busy}
            onPress={() => void model.rate(rating)}
          >
            {CASE_RATING_NAMES[rating]}
          </Button>
        ))}
      </View>
    </Sheet>
  )
}

function JoinSheet({ model, detail }: SheetProps) {
  const joined = detail.jointOrgs.map(({ id }) => id)
  const orgs = useOrgs([detail.ownerOrgId, ...joined])
  const [orgIds, setOrgIds] = useState<string[]>([])
  return (
    <Sheet id='join-sheet' open title='请别的组织协办' onClose={model.close}>
      <View className='work-case-sheet'>
        <View className='work-case__note'>他们看得到这件诉求，能回复、写备注；还是由{detail.ownerOrgName}负责答复。</View>
        <OrgsField id='join-org' label='请谁' orgs={orgs} value={orgIds} most={MOST_JOINT - joined.length} onChange={setOrgIds} />
        <Problem model={model} />
        <Button id='join-submit' busy={model.busy} disabled={orgIds.length === 0} onPress={() => void model.join(orgIds)}>
          请他们
        </Button>
      </View>
    </Sheet>
  )
}

/** Another organization is in charge from then on. */
function MoveSheet({ model, detail }: SheetProps) {
  const orgs = useOrgs([detail.ownerOrgId])
  const [orgId, setOrgId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const ready = orgId !== null && Array.from(reason.trim()).length >= 2
  return (
    <Sheet id='move-sheet' open title='转给别的组织' onClose={model.close}>
      <View className='work-case-sheet'>
        <View className='work-case__note'>以后由他们负责，你们不再看得到。答复的日子不变，{otherSide(detail)}会收到原因。</View>
        <OrgField id='move-org' label='转给' orgs={orgs} value={orgId} onChange={setOrgId} />
        <Field label='为什么转' hint={`${otherSide(detail)}和接手的组织都看得到`}>
          <TextInput
            id='move-reason'
            lines={3}
            maxLength={REASON_MAX}
            value={reason}
            placeholder='比如：公寓归县青年中心管'
            onChange={setReason}
          />
        </Field>
        <Problem model={model} />
        <Button id='move-submit' busy={model.busy} disabled={!ready} onPress={() => ready && void model.move(orgId, reason.trim())}>
          {orgId === null ? '选转给谁' : '转过去'}
        </Button>
      </View>
    </Sheet>
  )
}

/** Once, to a working day; until when at most is said before it is asked for. */
function ExtendSheet({ model, detail }: SheetProps) {
  const dueAt = detail.dueAt ?? now()
  const days = extensionDays(dueAt, now())
  const [dueOn, setDueOn] = useState(() => dayOf(addWorkingDays(dayStart(addDays(days.from, -1)), 3)))
  const [reason, setReason] = useState('')
  const why = whyNotExtend({ dueAt, extended: detail.extended }, dueOn, now())
  const ready = why === null && Array.from(reason.trim()).length >= 2
  return (
    <Sheet id='extend-sheet' open title='延期' onClose={model.close}>
      <View className='work-case-sheet'>
        <View className='work-case__note'>
          只能延一次。现在说好的是 {dateName(dueAt)}，最晚延到 {dateName(dayStart(days.until))}，要是工作日。{otherSide(detail)}会收到原因。
        </View>
        <Field label='延到' error={why && errorSentence(why.code, why.params)}>
          <PickerField
            id='extend-day'
            label='哪天前答复'
            mode='date'
            selected={dueOn}
            value={dateName(dayStart(dueOn))}
            start={days.from}
            end={days.until}
            onChange={(day) => setDueOn(String(day))}
          />
        </Field>
        <Field label='为什么延'>
          <TextInput
            id='extend-reason'
            lines={3}
            maxLength={REASON_MAX}
            value={reason}
            placeholder='比如：要等县里的会定下来'
            onChange={setReason}
          />
        </Field>
        <Problem model={model} />
        <Button id='extend-submit' busy={model.busy} disabled={!ready} onPress={() => void model.extend(dueOn, reason.trim())}>
          延到 {dateName(dayStart(dueOn))}
        </Button>
      </View>
    </Sheet>
  )
}

const LEAST_CHARACTERS = 5

/** A question and its answer for the library, written anew: nobody's words and nobody's name. */
function ProposeSheet({ model, detail }: SheetProps) {
  const [question, setQuestion] = useState('')
  const [answer, setAnswer] = useState(detail.answer?.text ?? '')
  const ready = [question, answer].every((text) => Array.from(text.trim()).length >= LEAST_CHARACTERS)
  return (
    <Sheet id='propose-sheet' open title='放进答案库' onClose={model.close}>
      <View className='work-case-sheet'>
        <View className='work-case__note'>别人再问差不多的，就能马上看到。用自己的话写，不写谁问的、叫什么。另一位同事看过才放进去。</View>
        <Field label='大家会怎么问'>
          <TextInput
            id='propose-question'
            lines={2}
            maxLength={QUESTION_MAX}
            value={question}
            placeholder='比如：青年人才公寓怎么申请'
            onChange={setQuestion}
          />
        </Field>
        <Field label='怎么答'>
          <TextInput
            id='propose-answer'
            lines={6}
            maxLength={WORDS_MAX}
            value={answer}
            placeholder='要带什么、去哪里、几天办好'
            onChange={setAnswer}
          />
        </Field>
        {model.problem && (
          <Notice id='sheet-problem' tone='red' icon='alert'>
            {model.problem.code === 'bad_request' ? '写得再具体一点，里面不要有提的人的名字' : problemOf(model)}
          </Notice>
        )}
        <Button id='propose-submit' busy={model.busy} disabled={!ready} onPress={() => void model.propose(question.trim(), answer.trim())}>
          请同事看看
        </Button>
      </View>
    </Sheet>
  )
}
