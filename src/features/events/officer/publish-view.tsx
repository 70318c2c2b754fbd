import { useEffect, useRef, useState } from 'react'
import { View } from '@tarojs/components'
import type { EventForm } from '@core/contract/events'
import type { Home } from '@core/contract/homes'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { Notice } from '@/components/notice/notice'
import { Section } from '@/components/section/section'
import { Segments } from '@/components/segments/segments'
import { useWide } from '@/platform/display'
import { toTop } from '@/platform/navigation'
import { CopyEarlier } from './publish-copy'
import { errorsAt, STEP_FIELDS, stepOf, STEPS, type Step } from './publish-errors'
import { Look } from './publish-look'
import { Presence } from './publish-presence'
import { FormSummary } from './publish-summary'
import { What } from './publish-what'
import { WhenAndWhere } from './publish-when'
import { Who, type AudienceOrg } from './publish-who'
import type { ShareCard } from '../share'
import { PublishedView } from './published-view'
import { firstError, type EventFormModel } from './use-event-form'
import { usePublish, type Publishing } from './use-publish'
import './publish-parts.css'
import './publish-view.css'

const STEP_NAMES = {
  what: '做什么',
  when: '时间地点',
  who: '谁能来',
  presence: '时长和签到',
  look: '样子',
} satisfies Record<Step, string>

/** All five fit side by side on a phone. */
const SHORT_NAMES = { what: '内容', when: '时间地点', who: '谁来', presence: '签到', look: '样子' } satisfies Record<Step, string>

export interface PublishViewProps {
  orgId: string
  orgName: string
  homes: readonly Home[]
  /** The event that the address asks to copy, once it is here. */
  copied?: EventForm | null
  /** Told what a share card would show, once the form has given way to its result, which wants the whole screen. */
  onPublished?(card: ShareCard | null): void
}

/** 发布活动, in under a minute: a title is all that is missing. */
export function PublishView({ orgId, orgName, homes, copied = null, onPublished }: PublishViewProps) {
  const publishing = usePublish(orgId, homes)
  const wide = useWide()
  const { published, copy } = publishing
  useEffect(() => {
    if (!published) onPublished?.(null)
  }, [published, onPublished])
  const taken = useRef<EventForm | null>(null)
  useEffect(() => {
    if (!copied || taken.current === copied) return
    taken.current = copied
    void copy(copied)
  }, [copied, copy])
  if (homes.length === 0) return <Empty id='no-homes' icon='home' text='你的组织名下还没有青年之家，先请上级加上一个' />
  if (published) return <PublishedView published={published} homes={homes} onCard={onPublished} onAnother={publishing.startOver} />
  const form = { publishing, orgId, homes, orgs: audienceOrgs(orgId, orgName, homes) }
  return wide ? <DeskForm {...form} /> : <Wizard {...form} />
}

/** Whose people an event can be meant for: the organization one works for, and those of the homes below it. */
export function audienceOrgs(orgId: string, orgName: string, homes: readonly Home[]): AudienceOrg[] {
  const orgs = new Map([[orgId, orgName], ...homes.map((home) => [home.orgId, home.orgName] as const)])
  return [...orgs].map(([id, name]) => ({ orgId: id, orgName: name }))
}

interface FormProps {
  publishing: Publishing
  orgId: string
  homes: readonly Home[]
  orgs: readonly AudienceOrg[]
}

/** In the hand: one thing after the other. Whoever has nothing to add goes to the end at once. */
function Wizard({ publishing, orgId, homes, orgs }: FormProps) {
  const [step, setStep] = useState<Step>('what')
  const last = step === 'look'

  function goTo(next: Step) {
    setStep(next)
    toTop()
  }

  function goOn() {
    if (!publishing.check(STEP_FIELDS[step])) goTo(STEPS[STEPS.indexOf(step) + 1] ?? step)
  }

  async function submit() {
    const refusedAt = await publishing.submit()
    if (refusedAt && stepOf(refusedAt) !== step) goTo(stepOf(refusedAt))
  }

  // What is wrong in another step is said when one gets there.
  const errors = errorsAt(publishing.errors, STEP_FIELDS[step])
  return (
    <View className='publish'>
      <Segments
        id='publish-step'
        className='publish__steps'
        items={STEPS.map((key) => ({ key, label: SHORT_NAMES[key] }))}
        value={step}
        onChange={goTo}
        label='第几步'
      />
      <View className='publish__form'>
        {step === 'what' && <Beginning publishing={publishing} orgId={orgId} />}
        <StepPart step={step} model={publishing} orgId={orgId} homes={homes} orgs={orgs} single={false} />
        {last && (
          <Card>
            <FormSummary form={publishing.form} homes={homes} />
          </Card>
        )}
      </View>
      <Dock className='publish__dock'>
        <ErrorLine said={firstError({ errors, refusal: publishing.refusal })} />
        {last ? (
          <Button id='publish-submit' busy={publishing.busy} onPress={() => void submit()}>
            发布
          </Button>
        ) : (
          <View className='publish__next'>
            <Button id='publish-skip' kind='plain' onPress={() => goTo('look')}>
              其余照常
            </Button>
            <Button id='publish-next' onPress={goOn}>
              下一步
            </Button>
          </View>
        )}
      </Dock>
    </View>
  )
}

/** On a desk: all of it on one page, and what will be read beside it. */
function DeskForm({ publishing, orgId, homes, orgs }: FormProps) {
  return (
    <View className='publish publish--wide'>
      <View className='publish__title'>发布活动</View>
      <View className='publish__form'>
        <Beginning publishing={publishing} orgId={orgId} />
        <WholeForm model={publishing} orgId={orgId} homes={homes} orgs={orgs} single={false} />
      </View>
      <Card className='publish__review'>
        <FormSummary form={publishing.form} homes={homes} />
        <ErrorLine said={firstError(publishing)} />
        <Button id='publish-submit' busy={publishing.busy} onPress={() => void publishing.submit()}>
          发布
        </Button>
      </Card>
    </View>
  )
}

export interface FormPartProps {
  model: EventFormModel
  orgId: string
  homes: readonly Home[]
  orgs: readonly AudienceOrg[]
  /** One event that exists already: neither a series nor several homes. */
  single: boolean
}

/** All parts of the form, one below the other. */
export function WholeForm(props: FormPartProps) {
  return (
    <>
      {STEPS.map((step) => (
        <Section key={step} title={STEP_NAMES[step]}>
          <View className='publish__part'>
            <StepPart step={step} {...props} />
          </View>
        </Section>
      ))}
    </>
  )
}

function StepPart({ step, model, orgId, homes, orgs, single }: FormPartProps & { step: Step }) {
  switch (step) {
    case 'what':
      return <What {...model} />
    case 'when':
      return <WhenAndWhere model={model} homes={homes} single={single} />
    case 'who':
      return <Who model={model} orgs={orgs} />
    case 'presence':
      return <Presence model={model} orgId={orgId} />
    case 'look':
      return <Look model={model} />
  }
}

/** The first thing that is wrong, beside the button. */
export function ErrorLine({ said }: { said: string | null }) {
  if (!said) return null
  return (
    <View id='publish-error' className='publish__error'>
      {said}
    </View>
  )
}

/** Where a new event comes from: a draft that was brought back, or an earlier event. */
function Beginning({ publishing: { restored, startOver, copy }, orgId }: { publishing: Publishing; orgId: string }) {
  return restored ? (
    <Notice id='publish-restored' tone='blue' icon='edit' action='重新写' onAction={startOver}>
      接着上次没写完的
    </Notice>
  ) : (
    <View className='publish__begin'>
      <CopyEarlier orgId={orgId} onCopy={copy} />
    </View>
  )
}
