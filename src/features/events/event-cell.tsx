import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { EventCard } from '@core/contract/events'
import { clockOf } from '@core/rules/shared/calendar'
import { Cell } from '@/components/cell/cell'
import { DateTile } from '@/components/date-tile/date-tile'
import { Tag } from '@/components/tag/tag'
import { gainWords, placesWord, type Word } from './places'
import './event-cell.css'

export interface EventCellProps {
  event: EventCard
  now: Instant
  /** My part, where it says more than the places. */
  word?: Word | null
  /** What one may earn, in a second line. */
  gains?: boolean
  onPress: () => void
}

/** An event as a line of a list. */
export function EventCell({ event, now, word, gains = true, onPress }: EventCellProps) {
  const shown = word ?? placesWord(event, now)
  const earned = gains ? gainWords(event) : []
  return (
    <Cell
      id={`event-${event.code}`}
      lead={<DateTile at={event.startsAt} />}
      title={event.title}
      note={
        <View>
          <View>
            {clockOf(event.startsAt)} · {event.homeName}
          </View>
          {earned.length > 0 && (
            <View className='event-cell__gains'>
              {earned.map((gain) => (
                <Tag key={gain.text} tone={gain.tone}>
                  {gain.text}
                </Tag>
              ))}
            </View>
          )}
        </View>
      }
      tag={<Tag tone={shown.tone}>{shown.text}</Tag>}
      arrow={false}
      onPress={onPress}
    />
  )
}
