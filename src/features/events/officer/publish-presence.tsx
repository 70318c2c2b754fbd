import { View } from '@tarojs/components'
import { MODULE_NAMES, MODULES, NOT_VOLUNTEERING, NOT_VOLUNTEERING_NAMES } from '@core/contract/names'
import { creditText } from '@core/rules/shared/amounts'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { CheckLine } from '@/components/check-line/check-line'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Stepper } from '@/components/stepper/stepper'
import { SwitchField } from '@/components/switch-field/switch-field'
import { useQuery } from '@/sync/use-query'
import { CREDIT_MAX, CREDIT_STEP, isNotVolunteering, withHours, withNotVolunteering, withoutHours } from './publish-form'
import { Line, Wrong } from './publish-line'
import { MoreCard } from './publish-more'
import type { EventFormModel } from './use-event-form'
import './publish-parts.css'

/** What one earns, and how presence is shown. */
export function Presence({ model, orgId }: { model: EventFormModel; orgId: string }) {
  return (
    <>
      <Earned model={model} />
      <SigningIn model={model} />
      <Rhythm model={model} orgId={orgId} />
    </>
  )
}

function Earned({ model }: { model: EventFormModel }) {
  const { form, errors, change } = model
  return (
    <Card className='publish__card publish__card--lines'>
      <SwitchField
        id='publish-hours'
        label='记志愿服务时长'
        note='按签到签退的时间记，最多记到计划时长'
        value={form.givesHours}
        onChange={(givesHours) => change(withHours(form, givesHours))}
      />
      {form.givesHours && <NotVolunteeringList model={model} />}
      <SwitchField
        id='publish-credits'
        label='记第二课堂学分'
        value={form.givesCredits}
        onChange={(givesCredits) => change({ ...form, givesCredits })}
      />
      {form.givesCredits && (
        <View className='publish__credits'>
          <PickerField
            id='publish-module'
            label='模块'
            mode='selector'
            range={MODULES.map((module) => MODULE_NAMES[module])}
            selected={MODULES.indexOf(form.creditModule)}
            value={MODULE_NAMES[form.creditModule]}
            onChange={(index) => change({ ...form, creditModule: MODULES[Number(index)] ?? form.creditModule })}
          />
          <View className='publish__row'>
            <View className='publish__label'>每人</View>
            <Stepper
              id='publish-credit'
              label='学分'
              unit=' 学分'
              text={creditText(form.creditHundredths)}
              value={form.creditHundredths}
              min={CREDIT_STEP}
              max={CREDIT_MAX}
              step={CREDIT_STEP}
              onChange={(creditHundredths) => change({ ...form, creditHundredths })}
            />
          </View>
          {errors.credits && <Wrong>{errors.credits}</Wrong>}
        </View>
      )}
    </Card>
  )
}

/** What is not volunteer service, one line each; hours are given only when none applies. */
function NotVolunteeringList({ model: { form, errors, change } }: { model: EventFormModel }) {
  const excluded = isNotVolunteering(form)
  return (
    <View id='not-volunteering' className='publish__check'>
      <View className='publish__lead'>下面这些不是志愿服务。逐条看，对得上就勾</View>
      {NOT_VOLUNTEERING.map((line) => (
        <CheckLine
          key={line}
          id={`not-${line}`}
          label={NOT_VOLUNTEERING_NAMES[line]}
          checked={form.notVolunteering.includes(line)}
          onChange={(applies) => change(withNotVolunteering(form, line, applies))}
        />
      ))}
      {excluded ? (
        <>
          <Notice id='not-volunteer-service' tone='gold' icon='alert'>
            属于「{NOT_VOLUNTEERING_NAMES[form.notVolunteering[0]!]}」，不算志愿服务，不能记时长。活动照办，可以记学分
          </Notice>
          <Button id='without-hours' className='publish__without' kind='plain' size='s' onPress={() => change(withoutHours(form))}>
            改为不记时长
          </Button>
        </>
      ) : (
        <CheckLine
          id='checked-not-volunteering'
          className='publish__promise'
          label='都不属于，按志愿服务记时长'
          checked={form.checkedNotVolunteering}
          onChange={(checkedNotVolunteering) => change({ ...form, checkedNotVolunteering })}
        />
      )}
      {errors.hours && !excluded && <Wrong>{errors.hours}</Wrong>}
    </View>
  )
}

function SigningIn({ model: { form, errors, change } }: { model: EventFormModel }) {
  const note = [
    form.givesHours || form.signOut ? '要签退' : '不签退',
    form.dropIn && '随到随进',
    form.strict && '更严的签到',
    form.poster && '海报也能签',
  ]
  return (
    <MoreCard id='publish-more' note={note.filter(Boolean).join(' · ')} open={Boolean(errors.signOut)}>
      <Line error={errors.signOut}>
        <SwitchField
          id='publish-sign-out'
          label='结束时签退'
          note={form.givesHours ? '记时长就要签退' : '不签退就只能记学分'}
          value={form.givesHours || form.signOut}
          disabled={form.givesHours}
          onChange={(signOut) => change({ ...form, signOut })}
        />
      </Line>
      <SwitchField
        id='publish-drop-in'
        label='随到随进'
        note='什么时候来都不算晚到'
        value={form.dropIn}
        onChange={(dropIn) => change({ ...form, dropIn })}
      />
      <SwitchField
        id='publish-strict'
        label='更严的签到'
        note='码 30 秒内有效（平时 60 秒），防转发'
        value={form.strict}
        onChange={(strict) => change({ ...form, strict })}
      />
      <SwitchField
        id='publish-poster'
        label='青年之家的海报也能签到'
        note='适合人少的活动。海报的码不变，记时长要另一位同事看'
        value={form.poster}
        onChange={(poster) => change({ ...form, poster })}
      />
    </MoreCard>
  )
}

/** The rhythm that the event keeps: a clock of the organization, or of the home it is held in. */
function Rhythm({ model: { form, errors, change }, orgId }: { model: EventFormModel; orgId: string }) {
  const { data } = useQuery('homes.clocks', { orgId })
  const clocks = (data?.items ?? []).filter(({ homeId }) => homeId === null || homeId === form.homeId)
  if (clocks.length === 0) return null
  const chosen = clocks.findIndex(({ id }) => id === form.clockId)
  return (
    <Card className='publish__card publish__card--lines'>
      <Line error={errors.clock}>
        <PickerField
          id='publish-clock'
          label='算作'
          mode='selector'
          range={['不算', ...clocks.map(({ name }) => name)]}
          selected={chosen + 1}
          value={clocks[chosen]?.name ?? '不算例行活动'}
          onChange={(index) => change({ ...form, clockId: clocks[Number(index) - 1]?.id ?? null })}
        />
      </Line>
    </Card>
  )
}
