import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import type { EventForm } from '@core/contract/events'
import { errorSentence } from '@core/contract/wording'
import { spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { DateTile } from '@/components/date-tile/date-tile'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Segments } from '@/components/segments/segments'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { now } from '@/platform/clock'
import { toast } from '@/platform/navigation'
import { query } from '@/sync/calls'
import { usePages } from '@/sync/use-pages'

/** 抄一场以前的: an earlier event, or one that is to come, fills the form. */
export function CopyEarlier({ orgId, onCopy }: { orgId: string; onCopy(event: EventForm): Promise<void> }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button id='copy-earlier' kind='plain' size='s' icon='refresh' onPress={() => setOpen(true)}>
        抄一场以前的
      </Button>
      <Sheet id='copy-sheet' open={open} title='抄哪一场' onClose={() => setOpen(false)}>
        {open && (
          <Earlier
            orgId={orgId}
            onChosen={(event) => {
              setOpen(false)
              void onCopy(event)
            }}
          />
        )}
      </Sheet>
    </>
  )
}

function Earlier({ orgId, onChosen }: { orgId: string; onChosen(event: EventForm): void }) {
  const [when, setWhen] = useState<'past' | 'coming'>('past')
  const [asked, setAsked] = useState<string | null>(null)
  const events = usePages('events.managed', { orgId, when })

  async function choose(eventId: string) {
    if (asked) return
    setAsked(eventId)
    try {
      onChosen(await query('events.form', { eventId }))
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      toast(errorSentence(code, params))
    }
    setAsked(null)
  }

  return (
    <>
      <Segments
        id='copy'
        items={[
          { key: 'past', label: '办过的' },
          { key: 'coming', label: '还没办的' },
        ]}
        value={when}
        onChange={setWhen}
        label='哪些活动'
      />
      {events.state === 'loading' && <Skeleton rows={4} />}
      {events.state === 'failed' && <ErrorState error={events.error} onRetry={() => void events.restart()} />}
      {events.data && events.items.length === 0 && <Empty id='copy-empty' icon='calendar' text='还没有可以抄的活动' />}
      {events.items.map((event) => (
        <Cell
          key={event.id}
          id={`copy-${event.id}`}
          lead={<DateTile at={event.startsAt} />}
          title={event.title}
          note={
            <>
              <View>{spanName(event.startsAt, event.endsAt, now())}</View>
              <View>{event.homeName}</View>
            </>
          }
          value={asked === event.id ? '…' : undefined}
          onPress={() => void choose(event.id)}
        />
      ))}
      {events.hasMore && (
        <Button id='copy-more' kind='quiet' size='s' busy={events.loadingMore} onPress={() => void events.more()}>
          再看一些
        </Button>
      )}
    </>
  )
}
