import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Home } from '@core/contract/homes'
import type { OutputOf } from '@core/contract/procedures'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { Notice } from '@/components/notice/notice'
import { Result } from '@/components/result/result'
import { useWide } from '@/platform/display'
import { back, open, replace, toast } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { CancelEvent } from './cancel-event'
import { movedParts } from './publish-input'
import { Look } from './publish-look'
import { FormSummary } from './publish-summary'
import { audienceOrgs, ErrorLine, WholeForm } from './publish-view'
import { PosterButton } from './share-event'
import { firstError } from './use-event-form'
import { useEditEvent, type EditedEvent, type Editing } from './use-edit-event'
import './publish-parts.css'
import './publish-view.css'

export interface EditEventViewProps {
  eventId: string
  event: EditedEvent
  orgId: string
  orgName: string
  homes: readonly Home[]
  /** Whether it is one of a series, whose later events can be cancelled with it. */
  inSeries: boolean
  onChanged(): void
}

/** Changes an event that exists: everything until it begins, its words afterwards; and the ways to what belongs to it. */
export function EditEventView(props: EditEventViewProps) {
  const { event, eventId, homes, orgId, orgName, onChanged } = props
  const [resubmitted, setResubmitted] = useState(false)
  const editing = useEditEvent(eventId, event, (saved) => {
    onChanged()
    if (saved.status === 'in_review') return setResubmitted(true)
    toast(savedSentence(event.status, saved))
    back()
  })
  const wide = useWide()
  if (event.status === 'closed' || event.status === 'cancelled') {
    return (
      <Empty
        id='edit-over'
        icon='calendar'
        text='这场活动已经结束，不能再改'
        action='再办一场'
        onAction={() => open(routes.publish(eventId))}
      />
    )
  }
  if (resubmitted) return <Resubmitted />
  const form = { model: editing, orgId, homes, orgs: audienceOrgs(orgId, orgName, homes), single: true }
  const save = <Save editing={editing} event={event} />
  return (
    <View className={classes('publish', wide && 'publish--wide')}>
      {wide && <View className='publish__title'>修改活动</View>}
      <View className='publish__form'>
        <Standing event={event} begun={editing.begun} />
        {editing.begun ? <Look model={editing} /> : <WholeForm {...form} />}
        <Belongings {...props} />
      </View>
      {wide ? (
        <Card className='publish__review'>
          <FormSummary form={editing.form} homes={homes} />
          {save}
        </Card>
      ) : (
        <Dock className='publish__dock'>{save}</Dock>
      )}
    </View>
  )
}

function savedSentence(before: EditedEvent['status'], { status, toldCount }: OutputOf<'events.edit'>): string {
  if (before === 'draft' && status === 'published') return '发布了，大家现在能看到'
  return toldCount > 0 ? `改好了，已通知 ${toldCount} 人` : '改好了'
}

/** What has to be known before anything is changed. */
function Standing({ event, begun }: { event: EditedEvent; begun: boolean }) {
  return (
    <>
      {event.reviewNote && event.status === 'draft' && (
        <Notice id='review-note' tone='red' icon='alert'>
          上级退回了：{event.reviewNote}。改好再送审
        </Notice>
      )}
      {event.status === 'in_review' && (
        <Notice id='edit-in-review' tone='gold' icon='clock'>
          正等上级审核，现在改了也会按改后的看
        </Notice>
      )}
      {begun && (
        <Notice id='edit-begun' tone='gold' icon='clock'>
          活动已经开始，只能改封面、简介和联系方式
        </Notice>
      )}
    </>
  )
}

function Save({ editing, event }: { editing: Editing; event: EditedEvent }) {
  return (
    <>
      {editing.toTell > 0 && (
        <Notice id='edit-tells' tone='gold' icon='bell'>
          {`${changedWords(editing, event)}变了：会告诉已报名的 ${editing.toTell} 人，来不了可以直接退出，不记缺席`}
        </Notice>
      )}
      <ErrorLine said={firstError(editing)} />
      <Button id='edit-submit' busy={editing.busy} onPress={() => void editing.submit()}>
        {event.status === 'draft' ? '重新送审' : '保存'}
      </Button>
    </>
  )
}

function changedWords(editing: Editing, event: EditedEvent): string {
  return movedParts(editing.form, event)
    .map((part) => (part === 'time' ? '时间' : '地点'))
    .join('和')
}

function Belongings({ eventId, event, inSeries, onChanged }: EditEventViewProps) {
  const isPublished = event.status === 'published'
  return (
    <>
      {isPublished && (
        <CellGroup title='还可以'>
          <Cell
            id='paste-list'
            icon='text'
            title='粘贴接龙'
            note='把群里的接龙变成报名名单'
            onPress={() => open(routes.pasteList(eventId))}
          />
          <Cell id='copy-this' icon='refresh' title='照着再办一场' onPress={() => open(routes.publish(eventId))} />
        </CellGroup>
      )}
      <View className='publish__pair'>
        {isPublished && <PosterButton eventId={eventId} />}
        <CancelEvent eventId={eventId} enrolledCount={event.takenCount} inSeries={inSeries} onCancelled={onChanged} />
      </View>
    </>
  )
}

function Resubmitted() {
  return (
    <Result
      id='resubmitted'
      tone='gold'
      icon='clock'
      title='重新送审了'
      text='等上级看一眼，通过了就告诉你，大家也就看得到了'
      actions={
        <Button id='back-to-work' onPress={() => replace(routes.workbench())}>
          回工作台
        </Button>
      }
    />
  )
}
