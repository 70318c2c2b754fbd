import { useEffect, useMemo } from 'react'
import { View } from '@tarojs/components'
import type { Published } from '@core/contract/events'
import type { Home } from '@core/contract/homes'
import { spanName } from '@core/rules/shared/calendar'
import { datedSpan } from '@core/rules/shared/moments'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Result } from '@/components/result/result'
import { now } from '@/platform/clock'
import { pictureAddress } from '@/platform/gallery'
import { copy, replace } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { shareCard, type ShareCard } from '../share'
import type { SharedEvent } from '../share-picture'
import { formSpan, type PublishForm } from './publish-form'
import { seriesPreview } from './publish-series'
import { drawSharePicture, PosterButton, SharePictureButton } from './share-event'
import './publish-parts.css'

export interface PublishedViewProps {
  published: { event: Published; form: PublishForm }
  homes: readonly Home[]
  onCard?(card: ShareCard): void
  onAnother(): void
}

/** It is out, or on its way to the reviewer; and everything to make it known. */
export function PublishedView({ published: { event, form }, homes, onCard, onAnother }: PublishedViewProps) {
  const home = homes.find(({ id }) => id === form.homeId)
  const waits = event.status === 'in_review'
  const count = 1 + event.others.length
  const shared = useMemo(() => sharedEvent(form, home), [form, home])
  useCard(shared, { event, form }, onCard)
  return (
    <Result
      id='published'
      tone={waits ? 'gold' : 'green'}
      icon={waits ? 'clock' : 'check'}
      title={waits ? '交上去了' : '发布了'}
      text={resultText(waits, count)}
      card={
        <Card>
          <View className='publish__preview-title'>{shared.title}</View>
          <View className='publish__preview-note'>
            {spanName(shared.startsAt, shared.endsAt, now())} · {home?.name}
            {count > 1 && `，连同以后一共 ${count} 场`}
          </View>
        </Card>
      }
      actions={waits ? <Waiting onAnother={onAnother} /> : <MakeKnown event={event} shared={shared} onAnother={onAnother} />}
    />
  )
}

function resultText(waits: boolean, count: number): string {
  if (waits) return '等上级看一眼，通过了就告诉你，大家也就看得到了'
  return count > 1 ? `${count} 场现在就能报名，到点打开大屏签到` : '现在就能报名，到点打开大屏签到'
}

/** The event as its poster and its card show it. Of a series the first day may have been left out: it is the first that is held. */
function sharedEvent(form: PublishForm, home: Home | undefined): SharedEvent {
  const day = seriesPreview(form)?.days.find(({ held }) => held)?.day ?? form.day
  return {
    title: form.title.trim(),
    ...formSpan({ ...form, day }),
    place: [home?.name, home?.address].filter(Boolean).join('，'),
    organizer: home?.orgName ?? '',
    cover: form.cover && pictureAddress(form.cover),
  }
}

/** The card of a shared page: with its words at once, with its picture as soon as that is drawn. */
function useCard(shared: SharedEvent, { event, form }: PublishedViewProps['published'], onCard?: (card: ShareCard) => void): void {
  useEffect(() => {
    const card = shareCard({ ...shared, code: event.code, cover: form.cover })
    onCard?.(card)
    if (process.env.TARO_ENV !== 'weapp') return
    drawSharePicture(shared, event.link).then(
      ({ src }) => onCard?.({ ...card, imageUrl: src }),
      () => undefined,
    )
  }, [shared, event, form.cover, onCard])
}

function MakeKnown({ event, shared, onAnother }: { event: Published; shared: SharedEvent; onAnother(): void }) {
  function shareByText() {
    if (process.env.TARO_ENV !== 'weapp') void copy(`${shared.title}\n${datedSpan(shared.startsAt, shared.endsAt)}\n${event.link}`)
  }
  return (
    <>
      <Button id='share-event' icon='share' openType='share' onPress={shareByText}>
        发给大家
      </Button>
      <View className='publish__pair'>
        <SharePictureButton event={shared} link={event.link} />
        <PosterButton eventId={event.id} />
        <Button id='open-screen' kind='plain' size='s' icon='screen' onPress={() => replace(routes.screen(event.id))}>
          打开大屏
        </Button>
        <Button id='open-door' kind='plain' size='s' icon='list' onPress={() => replace(routes.door(event.id))}>
          看名单
        </Button>
        <Button id='paste-list' kind='plain' size='s' icon='chat' onPress={() => replace(routes.pasteList(event.id))}>
          粘贴接龙
        </Button>
        <Button id='copy-link' kind='plain' size='s' icon='link' onPress={() => void copy(event.link)}>
          复制链接
        </Button>
      </View>
      <Button id='publish-another' kind='quiet' size='s' onPress={onAnother}>
        再发一场
      </Button>
    </>
  )
}

function Waiting({ onAnother }: { onAnother(): void }) {
  return (
    <>
      <Button id='back-to-work' onPress={() => replace(routes.workbench())}>
        回工作台
      </Button>
      <Button id='publish-another' kind='quiet' size='s' onPress={onAnother}>
        再发一场
      </Button>
    </>
  )
}
