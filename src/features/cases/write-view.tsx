import { View } from '@tarojs/components'
import { CASE_KIND_NAMES, TOPIC_NAMES, TOPICS } from '@core/contract/names'
import { WORDING } from '@core/contract/wording'
import { speaksOfDistress } from '@core/rules/cases/distress'
import { Button } from '@/components/button/button'
import { Chips } from '@/components/chips/chips'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { SwitchField } from '@/components/switch-field/switch-field'
import { TextInput } from '@/components/text-input/text-input'
import { AttachmentPicker } from './attachment-picker'
import { DistressNotice } from './distress-notice'
import { LikeAnswers } from './like-answers'
import { MOST_WORDS, sendProblem, type WriteCaseModel, type WrittenKind } from './use-write-case'
import './write-view.css'

const TOPIC_ITEMS = TOPICS.map((key) => ({ key, label: TOPIC_NAMES[key] }))
const KIND_ITEMS = (['question', 'order', 'complaint'] as const).map((key) => ({ key, label: CASE_KIND_NAMES[key] }))

/** What each kind is for, in a sentence. */
const ABOUT = {
  question: '不方便来，就写下来。两个工作日内受理，七个工作日内答复',
  order: '想要什么，点一项，或自己写。两个工作日内受理，七个工作日内答复',
  complaint: '直接交给上级，你说的那个组织看不到。建议也写在这里',
} satisfies Record<WrittenKind, string>

const PLACEHOLDERS = {
  question: '毕业想留在县里创业，青年人才公寓怎么申请？',
  order: '想请人来讲一次简历怎么写，周末晚上最好',
  complaint: '哪天、在哪里、发生了什么，你希望怎么办',
} satisfies Record<WrittenKind, string>

/** Writes to an organization: to whom, what about, in words, with what belongs to it. */
export function WriteView({ model }: { model: WriteCaseModel }) {
  const { services, kind, chooseKind, draft, write, busy } = model
  if (services.state === 'failed') return <ErrorState error={services.error} onRetry={() => void services.reload()} />
  if (!services.data) return <Skeleton id='write-loading' rows={5} />
  if (services.data.orgs.length === 0) {
    return <Empty id='write-nobody' icon='home' text='还没有能收诉求的组织。先到就近的青年之家说说，工作人员会转达' />
  }
  const problem = sendProblem(model)
  const written = Array.from(draft.text.trim()).length
  return (
    <View className='write-view'>
      {chooseKind && <Segments id='write-kind' label='写什么' items={KIND_ITEMS} value={kind} onChange={chooseKind} />}
      <View id='write-about' className='write-view__about'>
        {ABOUT[kind]}
      </View>
      <View className='write-view__card'>
        <ToWhom model={model} />
      </View>
      <Field label='是什么事'>
        <Chips
          id='topic'
          single
          label='是什么事'
          items={TOPIC_ITEMS}
          value={draft.topic === null ? [] : [draft.topic]}
          onChange={([chosen]) => write({ topic: chosen ?? null })}
        />
      </Field>
      <View className='write-view__card write-view__card--words'>
        <Field label='想说的' hint={`写到一半也会留在手机里 · ${written} / ${MOST_WORDS}`}>
          <TextInput
            id='case-text'
            lines={6}
            maxLength={MOST_WORDS}
            value={draft.text}
            placeholder={PLACEHOLDERS[kind]}
            onChange={(text) => write({ text })}
          />
        </Field>
      </View>
      <DistressNotice shown={draft.topic === 'life' || speaksOfDistress(draft.text)} />
      {kind !== 'complaint' && <LikeAnswers text={draft.text} onFound={model.found} />}
      <Field label='附上照片或文件' hint='只有经办的人看得到'>
        <AttachmentPicker id='case-file' attachments={model.attachments} />
      </Field>
      <View className='write-view__card'>
        <SwitchField
          id='anonymous'
          label='匿名'
          note='经办的人看到的是「匿名青年」。除非上级两个人都同意，谁也看不到你是谁；真要看，会告诉你'
          value={draft.anonymous}
          onChange={(anonymous) => write({ anonymous })}
        />
        {model.setToParent && (
          <SwitchField
            id='to-parent'
            label={WORDING.recusal}
            note='选的这个组织看不到，由上级组织来办'
            value={model.toParent}
            onChange={model.setToParent}
          />
        )}
      </View>
      <Dock>
        {problem !== null && (
          <Notice id='write-problem' tone='red' icon='alert'>
            {`${problem}。写的都还在`}
          </Notice>
        )}
        <Button id='send' busy={busy} disabled={model.missing !== null} onPress={() => void model.send()}>
          {model.missing ?? '交上去'}
        </Button>
      </Dock>
    </View>
  )
}

/** The organization, and of an order what it offers. */
function ToWhom({ model }: { model: WriteCaseModel }) {
  const { kind, orgs, orgId, offers, service } = model
  const at = orgs.findIndex(({ id }) => id === orgId)
  return (
    <>
      <PickerField
        id='case-org'
        label={kind === 'complaint' ? '说的是哪个组织' : '写给谁'}
        mode='selector'
        range={orgs.map(({ name }) => name)}
        {...(at < 0 ? {} : { selected: at })}
        value={orgs[at]?.name ?? ''}
        onChange={(index) => model.chooseOrg(orgs[Number(index)]!.id)}
      />
      {kind === 'order' && offers.length > 0 && (
        <PickerField
          id='case-service'
          label='点哪一项'
          mode='selector'
          range={[...offers.map(({ name }) => name), IN_OWN_WORDS]}
          selected={service === null ? offers.length : offers.indexOf(service)}
          value={service?.name ?? IN_OWN_WORDS}
          onChange={(index) => model.chooseService(offers[Number(index)]?.id ?? null)}
        />
      )}
      {service !== null && service.about !== '' && (
        <View id='service-about' className='write-view__service'>
          {service.about}
        </View>
      )}
    </>
  )
}

const IN_OWN_WORDS = '都不是，我自己写'
