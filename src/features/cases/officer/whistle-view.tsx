import { View } from '@tarojs/components'
import { TOPIC_NAMES, TOPICS } from '@core/contract/names'
import { errorSentence } from '@core/contract/wording'
import { dateName, dayStart } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Chips } from '@/components/chips/chips'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Skeleton } from '@/components/skeleton/skeleton'
import { TextInput } from '@/components/text-input/text-input'
import { useWide } from '@/platform/display'
import { AttachmentPicker } from '../attachment-picker'
import { OrgField, OrgsField } from './orgs-field'
import type { WhistleModel } from './use-whistle'
import { MOST_JOINT } from './work-words'
import './whistle-view.css'

const TOPIC_ITEMS = TOPICS.map((key) => ({ key, label: TOPIC_NAMES[key] }))
const WORDS_MAX = 1000

export interface WhistleViewProps {
  orgName: string
  model: WhistleModel
}

/** 吹哨: whom to call, who is in charge among them, and for what. */
export function WhistleView({ orgName, model }: WhistleViewProps) {
  const wide = useWide()
  const { services, helpers, form, due, write, problem, missing } = model
  if (services.state === 'failed') return <ErrorState error={services.error} onRetry={() => void services.reload()} />
  if (!services.data) return <Skeleton id='whistle-loading' rows={4} />
  const { orgs } = services.data
  if (orgs.length === 0) return <Empty id='whistle-nobody' icon='bell' text='还没有能请来一起办的组织。先要有一位干事，才收得到' />
  return (
    <View className={classes('whistle', wide && 'whistle--wide')}>
      {wide && <View className='whistle__title'>吹哨</View>}
      <View className='whistle__note'>以{orgName}的名义。两个工作日内受理，谁接的、办到哪、哪天前答复，大家都看得到。</View>
      <Card className='whistle__card'>
        <OrgField
          id='whistle-owner'
          label='请谁牵头'
          orgs={orgs}
          value={form.ownerOrgId}
          onChange={(ownerOrgId) => write({ ownerOrgId })}
        />
        <OrgsField
          id='whistle-joint'
          label='还请谁一起办'
          orgs={helpers}
          value={form.jointOrgIds}
          most={MOST_JOINT}
          onChange={(jointOrgIds) => write({ jointOrgIds })}
        />
      </Card>
      <Field label='要多快' error={due.wrong} hint='不改日子，就是七个工作日'>
        <Card className='whistle__card'>
          <PickerField
            id='whistle-due'
            label='哪天前答复'
            mode='date'
            selected={due.on}
            value={dateName(dayStart(due.on))}
            start={due.from}
            end={due.until}
            onChange={(day) => write({ dueOn: String(day) })}
          />
        </Card>
      </Field>
      <Field label='是什么事'>
        <Chips
          id='whistle-topic'
          single
          label='是什么事'
          items={TOPIC_ITEMS}
          value={form.topic === null ? [] : [form.topic]}
          onChange={([chosen]) => write({ topic: chosen ?? null })}
        />
      </Field>
      <Card className='whistle__card'>
        <Field label='要办什么' hint={`${Array.from(form.text.trim()).length} / ${WORDS_MAX}`}>
          <TextInput
            id='whistle-text'
            lines={6}
            maxLength={WORDS_MAX}
            value={form.text}
            placeholder='在哪里、什么情况、各家要做什么'
            onChange={(text) => write({ text })}
          />
        </Field>
      </Card>
      <Field label='附上照片或文件' hint='只有一起办的组织看得到'>
        <AttachmentPicker id='whistle-file' attachments={model.attachments} />
      </Field>
      <Dock>
        {problem && (
          <Notice id='whistle-problem' tone='red' icon='alert'>
            {`${errorSentence(problem.code, problem.params)}。写的都还在`}
          </Notice>
        )}
        <Button id='whistle-send' busy={model.busy} disabled={missing !== null} onPress={() => void model.send()}>
          {missing ?? '吹哨'}
        </Button>
      </Dock>
    </View>
  )
}
