import { useState } from 'react'
import { View } from '@tarojs/components'
import { AUDIENCE_NAMES, AUDIENCES } from '@core/contract/names'
import { Card } from '@/components/card/card'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Segments } from '@/components/segments/segments'
import { Stepper } from '@/components/stepper/stepper'
import { SwitchField } from '@/components/switch-field/switch-field'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { clockOf, dayOf } from '@core/rules/shared/calendar'
import { dayBefore, LARGE_GATHERING, PLACES_MAX, placesOf, withLots } from './publish-form'
import { Line, MomentPickers, Wrong } from './publish-line'
import { MoreCard } from './publish-more'
import type { EventFormModel } from './use-event-form'
import './publish-parts.css'

const PLACES_QUICK = [20, 30, 50, 100]
/** Index 0 is 不限. */
const AGES = ['不限', ...Array.from({ length: 121 }, (_, age) => `${age} 岁`)]

/** An organization that an event can be meant for. */
export interface AudienceOrg {
  orgId: string
  orgName: string
}

/** How many, who may come, and from when to when one enrolls. */
export function Who({ model, orgs }: { model: EventFormModel; orgs: readonly AudienceOrg[] }) {
  return (
    <>
      <Places model={model} />
      <Audience model={model} orgs={orgs} />
      <Enrollment model={model} />
      <Lots model={model} />
    </>
  )
}

function Places({ model: { form, errors, change } }: { model: EventFormModel }) {
  const [typing, setTyping] = useState(false)
  const known = Number.isNaN(form.places) ? '' : String(form.places)
  const total = placesOf(form)
  const byShift = form.shifts.length > 0
  return (
    <Card className='publish__card publish__card--lines'>
      <SwitchField
        id='publish-unlimited'
        label='不限名额'
        note={form.unlimited ? '来多少都行' : byShift ? `各班次一共 ${total} 个名额` : undefined}
        value={form.unlimited}
        onChange={(unlimited) => change({ ...form, unlimited })}
      />
      {!form.unlimited && !byShift && (
        <View className='publish__places'>
          <View className='publish__row'>
            <View className='publish__label'>名额</View>
            {typing ? (
              <View className='publish__number'>
                <TextInput
                  id='publish-places-text'
                  type='number'
                  label='名额'
                  maxLength={4}
                  value={known}
                  onChange={(text) => change({ ...form, places: /^\d+$/.test(text) ? Number(text) : Number.NaN })}
                />
              </View>
            ) : (
              <Stepper
                id='publish-places'
                label='名额'
                unit=' 人'
                value={form.places}
                min={1}
                max={PLACES_MAX}
                onChange={(places) => change({ ...form, places })}
              />
            )}
          </View>
          <Segments
            id='publish-quick'
            items={[...PLACES_QUICK.map((count) => ({ key: String(count), label: String(count) })), { key: 'other', label: '填数字' }]}
            value={typing ? 'other' : known}
            onChange={(count) => {
              setTyping(count === 'other')
              if (count !== 'other') change({ ...form, places: Number(count) })
            }}
            label='常用名额'
          />
        </View>
      )}
      {errors.places && <Wrong>{errors.places}</Wrong>}
      {total !== null && total >= LARGE_GATHERING && (
        <Notice id='publish-permit' className='publish__notice' tone='gold' icon='alert'>
          预计 {LARGE_GATHERING} 人以上，先问一下大型群众性活动要不要报批
        </Notice>
      )}
    </Card>
  )
}

function Audience({ model: { form, errors, change }, orgs }: { model: EventFormModel; orgs: readonly AudienceOrg[] }) {
  const org = orgs.findIndex(({ orgId }) => orgId === form.audienceOrgId)
  const ages = [
    ['ageFrom', '最小年龄'],
    ['ageTo', '最大年龄'],
  ] as const
  return (
    <Card className='publish__card publish__card--lines'>
      <Line error={form.audience === 'org' ? undefined : errors.audience}>
        <PickerField
          id='publish-audience'
          label='谁能来'
          mode='selector'
          range={AUDIENCES.map((one) => AUDIENCE_NAMES[one])}
          selected={AUDIENCES.indexOf(form.audience)}
          value={AUDIENCE_NAMES[form.audience]}
          onChange={(index) => {
            const audience = AUDIENCES[Number(index)] ?? form.audience
            const only = orgs.length === 1 ? orgs[0]!.orgId : null
            change({ ...form, audience, audienceOrgId: audience === 'org' ? (form.audienceOrgId ?? only) : null })
          }}
        />
      </Line>
      {form.audience === 'org' && (
        <Line error={errors.audience}>
          <PickerField
            id='publish-audience-org'
            label='哪个组织'
            mode='selector'
            range={orgs.map(({ orgName }) => `${orgName}和下级`)}
            selected={org < 0 ? undefined : org}
            value={org >= 0 ? `${orgs[org]!.orgName}和下级` : form.audienceOrgId ? '原来选的组织' : ''}
            onChange={(index) => change({ ...form, audienceOrgId: orgs[Number(index)]?.orgId ?? form.audienceOrgId })}
          />
        </Line>
      )}
      {ages.map(([name, label]) => (
        <PickerField
          key={name}
          id={name === 'ageFrom' ? 'publish-age-from' : 'publish-age-to'}
          label={label}
          mode='selector'
          range={AGES}
          selected={form[name] === null ? 0 : form[name] + 1}
          value={form[name] === null ? '不限' : `${form[name]} 岁`}
          onChange={(index) => change({ ...form, [name]: Number(index) === 0 ? null : Number(index) - 1 })}
        />
      ))}
      {errors.ages && <Wrong>{errors.ages}</Wrong>}
    </Card>
  )
}

function Enrollment({ model: { form, errors, change } }: { model: EventFormModel }) {
  return (
    <Card className='publish__card publish__card--lines'>
      <SwitchField
        id='publish-enroll-later'
        label='晚一点开放报名'
        note={form.enrollFrom ? undefined : '现在是一发布就能报'}
        value={form.enrollFrom !== null}
        onChange={(later) => change({ ...form, enrollFrom: later ? { day: dayOf(now()), clock: clockOf(now()) } : null })}
      />
      {form.enrollFrom && (
        <MomentPickers
          id='publish-enroll-from'
          label='开放'
          moment={form.enrollFrom}
          onChange={(enrollFrom) => change({ ...form, enrollFrom })}
        />
      )}
      <SwitchField
        id='publish-enroll-ends'
        label='提前截止报名'
        note={form.enrollUntil ? '截止后要退出，就是请假' : '现在是活动结束前都能报'}
        value={form.enrollUntil !== null}
        onChange={(ends) => change({ ...form, enrollUntil: ends ? dayBefore(form) : null })}
      />
      {form.enrollUntil && (
        <MomentPickers
          id='publish-enroll-until'
          label='截止'
          moment={form.enrollUntil}
          onChange={(enrollUntil) => change({ ...form, enrollUntil })}
        />
      )}
      {form.series && (form.enrollFrom || form.enrollUntil) && <View className='publish__lead'>以后各场按同样的提前量算</View>}
      {errors.enrollment && <Wrong>{errors.enrollment}</Wrong>}
      <SwitchField
        id='publish-walk-ins'
        label='没报名的可以现场报'
        note={form.walkIns ? '有空位就能报名并签到' : '只有报了名的能签到'}
        value={form.walkIns}
        onChange={(walkIns) => change({ ...form, walkIns })}
      />
    </Card>
  )
}

/** 抽签, under 更多: few events need it. */
function Lots({ model: { form, errors, change } }: { model: EventFormModel }) {
  return (
    <MoreCard id='publish-lots-more' note={form.byLots ? '截止后抽签' : '先到先得'} open={Boolean(errors.lots)}>
      <SwitchField
        id='publish-lots'
        label='截止后抽签'
        note='报名的人都进签筒，截止后自动抽；怎么抽的全公开，谁都能核对'
        value={form.byLots}
        onChange={(byLots) => change(withLots(form, byLots))}
      />
      {form.byLots && (
        <View className='publish__row'>
          <View className='publish__label'>
            留给第一次来的
            <View className='publish__lead'>这一部分先在没参加过的人里抽</View>
          </View>
          <Stepper
            id='publish-new-faces'
            label='留给第一次来的'
            unit='%'
            value={form.firstTimerPercent}
            min={0}
            max={100}
            step={10}
            onChange={(firstTimerPercent) => change({ ...form, firstTimerPercent })}
          />
        </View>
      )}
      {errors.lots && <Wrong>{errors.lots}</Wrong>}
    </MoreCard>
  )
}
