import { useState } from 'react'
import { View } from '@tarojs/components'
import type { ReceptionLine } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { answerDue, promiseDays, whyNotPromise } from '@core/rules/cases/due'
import { dateName, dayOf, dayStart } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Segments } from '@/components/segments/segments'
import { Sheet } from '@/components/sheet/sheet'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { useQuery } from '@/sync/use-query'
import type { ReceptionModel } from './use-reception'

const RECORD_MAX = 1000
const ENDS = [
  { key: 'answer', label: '当场答复' },
  { key: 'hand_over', label: '转办' },
] as const

type End = (typeof ENDS)[number]['key']

const ABOUT = {
  answer: '记一两句怎么答复的，TA 下次来，谁接待都接得上。只有本组织看得到。',
  hand_over: '当场答不了的，转给能办的组织。TA 看得到在谁手里、哪天答复。',
} satisfies Record<End, string>

export interface FinishSheetProps {
  model: ReceptionModel
  line: ReceptionLine
}

/** How a reception ends: answered on the spot, or handed over to an organization that is to answer by a day. */
export function FinishSheet({ model, line }: FinishSheetProps) {
  const [end, setEnd] = useState<End>('answer')
  const [record, setRecord] = useState('')
  const to = useDestination(model)
  const { busy, problem } = model

  function save() {
    if (end === 'answer') return void model.finish(line, record)
    if (to.orgId !== null && to.wrong === null) void model.handOver(line, record, { orgId: to.orgId, dueOn: to.dueOn })
  }

  return (
    <Sheet id='finish-sheet' open title={`${line.name}：${end === 'answer' ? '当场答复' : '转办'}`} onClose={() => model.show(null)}>
      <View className='finish-sheet'>
        <Segments id='finish-end' label='怎么办完' items={ENDS} value={end} onChange={setEnd} />
        <View className='reception__note'>{ABOUT[end]}</View>
        {end === 'hand_over' && <Destination to={to} />}
        <Field label={end === 'answer' ? '怎么答复的' : '给接手的人写两句'} hint={end === 'answer' ? '' : '经办的团干部看得到，TA 看不到'}>
          <TextInput
            id='finish-sheet-text'
            value={record}
            lines={4}
            maxLength={RECORD_MAX}
            placeholder={end === 'answer' ? '比如：告诉 TA 去政务大厅 3 号窗口，带身份证' : '比如：材料齐了，差一个盖章'}
            onChange={setRecord}
          />
        </Field>
        {problem && (
          <Notice id='finish-problem' tone='red' icon='alert'>
            {errorSentence(problem.code, problem.params)}
          </Notice>
        )}
        <Button
          id='finish-sheet-submit'
          busy={busy}
          disabled={end === 'hand_over' && (to.orgId === null || to.wrong !== null)}
          onPress={save}
        >
          {end === 'answer' ? '办完' : to.orgId === null ? '选转给谁' : '转办'}
        </Button>
      </View>
    </Sheet>
  )
}

/** To whom a matter goes, and by when it is to be answered. */
function useDestination({ query: { data } }: ReceptionModel) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [dueOn, setDueOn] = useState<string | null>(null)
  const services = useQuery('cases.services', {})
  const own = data ? { id: data.session.orgId, name: data.session.orgName } : null
  const others = (services.data?.orgs ?? []).filter(({ id }) => id !== own?.id)
  const orgs = own ? [own, ...others] : others
  const orgId = orgs.find(({ id }) => id === chosen)?.id ?? null
  const isOwn = orgId !== null && orgId === own?.id
  const why = dueOn === null ? null : whyNotPromise(dueOn, isOwn, now())
  return {
    ...{ orgs, orgId, choose: setChosen, dueOn, setDueOn },
    days: promiseDays(isOwn, now()),
    /** What is wrong with the day, in words; null: nothing. */
    wrong: why && errorSentence(why.code, why.params),
  }
}

function Destination({ to }: { to: ReturnType<typeof useDestination> }) {
  const at = to.orgs.findIndex(({ id }) => id === to.orgId)
  const promised = to.dueOn === null ? dayOf(answerDue(now())) : to.dueOn
  return (
    <Field label='交给谁、哪天前答复' error={to.wrong} hint='不改日子，就是七个工作日'>
      <PickerField
        id='hand-over-org'
        label='转给'
        mode='selector'
        range={to.orgs.map(({ name }) => name)}
        {...(at < 0 ? {} : { selected: at })}
        value={to.orgs[at]?.name ?? ''}
        onChange={(index) => to.choose(to.orgs[Number(index)]?.id ?? null)}
      />
      <PickerField
        id='hand-over-due'
        label='哪天前答复'
        mode='date'
        selected={promised}
        value={dateName(dayStart(promised))}
        start={to.days.from}
        end={to.days.until}
        onChange={(day) => to.setDueOn(String(day))}
      />
    </Field>
  )
}
