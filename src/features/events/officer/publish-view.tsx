import { useEffect, useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Home } from '@core/contract/homes'
import { CATEGORIES, CATEGORY_NAMES, MODULE_NAMES, MODULES, NOT_VOLUNTEERING, NOT_VOLUNTEERING_NAMES } from '@core/contract/names'
import { creditText, hoursText } from '@core/rules/shared/amounts'
import { clockOf, DAY_MS, dayName, dayOf, instantOf, MINUTE_MS, spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { CheckLine } from '@/components/check-line/check-line'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { Field } from '@/components/field/field'
import { Icon } from '@/components/icon/icon'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Pressable } from '@/components/pressable/pressable'
import { Result } from '@/components/result/result'
import { Segments } from '@/components/segments/segments'
import { Stepper } from '@/components/stepper/stepper'
import { SwitchField } from '@/components/switch-field/switch-field'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { copy, replace } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import {
  CREDIT_MAX,
  CREDIT_STEP,
  FORM_FIELDS,
  formSpan,
  isNotVolunteering,
  LARGE_GATHERING,
  PLACES_MAX,
  withHours,
  withNotVolunteering,
  withoutHours,
  withStart,
  type FormErrors,
  type FormField,
  type PublishForm,
} from './publish-form'
import { usePublish, type Publishing } from './use-publish'
import './publish-view.css'

const PLACES_QUICK = [20, 30, 50, 100]
/** Fields that stand under 更多. */
const UNDER_MORE: readonly FormField[] = ['signOut', 'summary', 'contact']

export interface PublishViewProps {
  orgId: string
  homes: readonly Home[]
  /** Told whether the form has given way to its result, which wants the whole screen. */
  onPublished?(published: boolean): void
}

/** 发布活动, in under a minute: a title is all that is missing. */
export function PublishView({ orgId, homes, onPublished }: PublishViewProps) {
  const publishing = usePublish(orgId, homes)
  const done = publishing.published !== null
  useEffect(() => onPublished?.(done), [done, onPublished])
  if (homes.length === 0) return <Empty id='no-homes' icon='home' text='你的组织名下还没有青年之家，先请上级加上一个' />
  if (publishing.published) return <Published publishing={publishing} homes={homes} />
  return <Form publishing={publishing} homes={homes} />
}

interface PartProps {
  form: PublishForm
  errors: FormErrors
  change(form: PublishForm): void
}

function Form({ publishing, homes }: { publishing: Publishing; homes: readonly Home[] }) {
  const wide = useWide()
  const { form, errors, change, restored, startOver } = publishing
  const part = { form, errors, change }
  return (
    <View className={classes('publish', wide && 'publish--wide')}>
      {wide && <View className='publish__title'>发布活动</View>}
      <View className='publish__form'>
        {restored && (
          <Notice id='publish-restored' tone='blue' icon='edit' action='重新写' onAction={startOver}>
            接着上次没写完的
          </Notice>
        )}
        <What {...part} />
        <WhereAndWhen {...part} homes={homes} />
        <Places {...part} />
        <Earned {...part} />
        <More {...part} />
      </View>
      {wide ? (
        <Card className='publish__review'>
          <Review form={form} homes={homes} />
          <Submit publishing={publishing} />
        </Card>
      ) : (
        <Dock>
          <Submit publishing={publishing} />
        </Dock>
      )}
    </View>
  )
}

function Submit({ publishing: { errors, refusal, busy, submit } }: { publishing: Publishing }) {
  const first = FORM_FIELDS.map((field) => errors[field]).find(Boolean) ?? refusal
  return (
    <>
      {first && (
        <View id='publish-error' className='publish__error'>
          {first}
        </View>
      )}
      <Button id='publish-submit' busy={busy} onPress={() => void submit()}>
        发布
      </Button>
    </>
  )
}

function What({ form, errors, change }: PartProps) {
  return (
    <Card className='publish__card'>
      <Field label='标题' error={errors.title}>
        <TextInput
          id='publish-title'
          value={form.title}
          maxLength={120}
          placeholder='比如：周末图书整理'
          onChange={(title) => change({ ...form, title })}
        />
      </Field>
      <Field label='类别' error={errors.category}>
        <Segments
          id='publish-category'
          className='publish__wrap'
          items={CATEGORIES.map((key) => ({ key, label: CATEGORY_NAMES[key] }))}
          value={form.category}
          onChange={(category) => change({ ...form, category })}
          label='类别'
        />
      </Field>
    </Card>
  )
}

/** A line that has no field around it, with what is wrong under it. */
function Line({ error, children }: { error?: string; children: ReactNode }) {
  return (
    <View>
      {children}
      {error && <View className='publish__wrong'>{error}</View>}
    </View>
  )
}

function WhereAndWhen({ form, errors, change, homes }: PartProps & { homes: readonly Home[] }) {
  const { startsAt, endsAt } = formSpan(form)
  const chosen = homes.findIndex((home) => home.id === form.homeId)
  const overnight = dayOf(startsAt) !== dayOf(endsAt)
  const minutes = Math.round((endsAt - startsAt) / MINUTE_MS)
  return (
    <Card className='publish__card publish__card--lines'>
      <Line error={errors.homeId}>
        <PickerField
          id='publish-home'
          label='青年之家'
          mode='selector'
          range={homes.map((home) => home.name)}
          selected={chosen < 0 ? undefined : chosen}
          value={homes[chosen]?.name ?? ''}
          onChange={(index) => change({ ...form, homeId: homes[Number(index)]?.id ?? form.homeId })}
        />
      </Line>
      <PickerField
        id='publish-day'
        label='日期'
        mode='date'
        selected={form.day}
        value={dayName(instantOf(form.day, '12:00'), now())}
        start={dayOf(now())}
        end={dayOf(now() + 365 * DAY_MS)}
        onChange={(day) => change({ ...form, day: String(day) })}
      />
      <PickerField
        id='publish-from'
        label='开始'
        mode='time'
        selected={form.from}
        value={form.from}
        onChange={(from) => change(withStart(form, String(from)))}
      />
      <Line error={errors.time}>
        <PickerField
          id='publish-to'
          label='结束'
          mode='time'
          selected={form.to}
          value={`${overnight ? '次日 ' : ''}${clockOf(endsAt)}（共 ${hoursText(minutes)} 小时）`}
          onChange={(to) => change({ ...form, to: String(to) })}
        />
      </Line>
    </Card>
  )
}

function Places({ form, errors, change }: PartProps) {
  const [typing, setTyping] = useState(false)
  const known = Number.isNaN(form.places) ? '' : String(form.places)
  return (
    <Card className='publish__card publish__card--lines'>
      <SwitchField
        id='publish-unlimited'
        label='不限名额'
        note={form.unlimited ? '来多少都行' : undefined}
        value={form.unlimited}
        onChange={(unlimited) => change({ ...form, unlimited })}
      />
      {!form.unlimited && (
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
      {errors.places && <View className='publish__wrong'>{errors.places}</View>}
      {!form.unlimited && form.places >= LARGE_GATHERING && (
        <Notice className='publish__notice' tone='gold' icon='alert'>
          预计 {LARGE_GATHERING} 人以上，先问一下大型群众性活动要不要报批
        </Notice>
      )}
    </Card>
  )
}

function Earned({ form, errors, change }: PartProps) {
  return (
    <Card className='publish__card publish__card--lines'>
      <SwitchField
        id='publish-hours'
        label='记志愿服务时长'
        note='按签到签退的时间记，最多记到计划时长'
        value={form.givesHours}
        onChange={(givesHours) => change(withHours(form, givesHours))}
      />
      {form.givesHours && <NotVolunteeringList form={form} errors={errors} change={change} />}
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
          {errors.credits && <View className='publish__wrong'>{errors.credits}</View>}
        </View>
      )}
    </Card>
  )
}

/** What is not volunteer service, one line each; hours are given only when none applies. */
function NotVolunteeringList({ form, errors, change }: PartProps) {
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
      {errors.hours && !excluded && <View className='publish__wrong'>{errors.hours}</View>}
    </View>
  )
}

function More({ form, errors, change: changeForm }: PartProps) {
  const [chosen, setOpen] = useState(false)
  const open = chosen || UNDER_MORE.some((field) => errors[field])
  // Whoever mends what is wrong in here must not have it closed under their fingers.
  function change(next: PublishForm) {
    setOpen(true)
    changeForm(next)
  }
  return (
    <Card className='publish__card publish__card--lines'>
      <Pressable id='publish-more' className='publish__more' onPress={() => setOpen(!open)}>
        <View className='publish__more-word'>更多</View>
        <View className='publish__more-note'>{moreNote(form)}</View>
        <Icon name='chevron' size={16} tone='ink-3' className={classes('publish__arrow', open && 'publish__arrow--open')} />
      </Pressable>
      {open && (
        <View className='publish__extras'>
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
          <Field label='简介' error={errors.summary}>
            <TextInput
              id='publish-summary'
              lines={4}
              maxLength={2000}
              value={form.summary}
              placeholder='做什么、带什么、在哪集合'
              onChange={(summary) => change({ ...form, summary })}
            />
          </Field>
          <Field label='联系方式' hint='会公开显示，写座机或微信号更稳妥' error={errors.contact}>
            <TextInput
              id='publish-contact'
              maxLength={60}
              value={form.contact}
              placeholder='找谁、怎么找'
              onChange={(contact) => change({ ...form, contact })}
            />
          </Field>
        </View>
      )}
    </Card>
  )
}

function moreNote(form: PublishForm): string {
  return [
    form.givesHours || form.signOut ? '要签退' : '不签退',
    form.dropIn && '随到随进',
    form.strict && '更严的签到',
    form.summary && '有简介',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The whole event in a few lines, as it will be read. */
function Review({ form, homes }: { form: PublishForm; homes: readonly Home[] }) {
  const { startsAt, endsAt } = formSpan(form)
  const gives = [
    form.givesHours && '志愿时长',
    form.givesCredits && `${MODULE_NAMES[form.creditModule]} ${creditText(form.creditHundredths)} 学分`,
  ]
  return (
    <View className='publish__preview'>
      <View className='publish__preview-title'>{form.title.trim() || '（标题）'}</View>
      <View>{spanName(startsAt, endsAt, now())}</View>
      <View>{homes.find((home) => home.id === form.homeId)?.name ?? '（选一个青年之家）'}</View>
      <View>{form.unlimited ? '不限名额' : `${Number.isNaN(form.places) ? '—' : form.places} 个名额`}</View>
      <View>{gives.filter(Boolean).join('、') || '不记时长和学分'}</View>
    </View>
  )
}

function Published({ publishing: { published, startOver }, homes }: { publishing: Publishing; homes: readonly Home[] }) {
  if (!published) return null
  const { event, form } = published
  const { startsAt, endsAt } = formSpan(form)
  return (
    <Result
      id='published'
      tone='green'
      icon='check'
      title='发布了'
      text='现在就能报名，到点打开大屏签到'
      card={
        <Card>
          <View className='publish__preview-title'>{form.title.trim()}</View>
          <View className='publish__preview-note'>
            {spanName(startsAt, endsAt, now())} · {homes.find((home) => home.id === form.homeId)?.name}
          </View>
        </Card>
      }
      actions={
        <>
          <Button id='open-screen' icon='screen' onPress={() => replace(routes.screen(event.id))}>
            打开大屏
          </Button>
          <View className='publish__pair'>
            <Button id='open-door' kind='plain' size='s' icon='list' onPress={() => replace(routes.door(event.id))}>
              看名单
            </Button>
            <Button id='copy-link' kind='plain' size='s' icon='share' onPress={() => void copy(event.link)}>
              复制链接
            </Button>
          </View>
          <Button id='publish-another' kind='quiet' size='s' onPress={startOver}>
            再发一场
          </Button>
        </>
      }
    />
  )
}
