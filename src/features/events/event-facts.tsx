import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { EventDetail } from '@core/contract/events'
import { MODULE_NAMES } from '@core/contract/names'
import { creditText, hoursText } from '@core/rules/shared/amounts'
import { MINUTE_MS, spanName } from '@core/rules/shared/calendar'
import { momentName } from '@core/rules/shared/moments'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { doorWords, lotsWords, placesWords, shiftWord, whoMayCome, windowWords } from './conditions'
import './event-facts.css'

/** What one may earn. */
export function EventGains({ event }: { event: EventDetail }) {
  if (!event.givesHours && event.creditHundredths === 0) return null
  const planned = hoursText(Math.round((event.endsAt - event.startsAt) / MINUTE_MS))
  return (
    <Card tone='gold' className='event-gains'>
      {event.givesHours && (
        <View className='event-gains__line'>
          <View className='event-gains__amount'>{planned}</View>
          <View className='event-gains__unit'>小时志愿时长，按签到到签退的实际时间记</View>
        </View>
      )}
      {event.creditHundredths > 0 && (
        <View className='event-gains__line'>
          <View className='event-gains__amount'>{creditText(event.creditHundredths)}</View>
          <View className='event-gains__unit'>{`学分${event.creditModule ? `，记在「${MODULE_NAMES[event.creditModule]}」` : ''}`}</View>
        </View>
      )}
    </Card>
  )
}

/** When, where, for whom, and whom to ask. */
export function EventFacts({ event, now, onLots }: { event: EventDetail; now: Instant; onLots?: () => void }) {
  const window = windowWords(event, now)
  return (
    <CellGroup>
      <Cell id='event-time' icon='clock' title={spanName(event.startsAt, event.endsAt, now)} note={signWindow(event, now)} />
      <Cell id='event-home' icon='pin' title={event.homeName} note={event.address} onPress={() => open(routes.youthHome(event.homeId))} />
      <Cell id='event-places' icon='people' title={placesWords(event)} note={[window, doorWords(event)].filter(Boolean).join('，')} />
      <Cell id='event-who' icon='user' title={whoMayCome(event)} />
      {event.byLots && <Cell id='event-lots' icon='star' title={lotsWords(event, now)} note={onLots ? '怎么抽的' : ''} onPress={onLots} />}
      <Cell id='event-org' icon='home' title={event.orgName} note={event.contact && `联系：${event.contact}`} />
    </CellGroup>
  )
}

function signWindow(event: EventDetail, now: Instant): string {
  const opens = `${momentName(event.signInOpensAt, now)} 起可签到`
  return event.signOut ? `${opens}，走时签退` : `${opens}，不用签退`
}

/** The shifts with what each still has; mine is marked. */
export function EventShifts({ event, now }: { event: EventDetail; now: Instant }) {
  const { shifts, mine } = event
  if (shifts.length === 0) return null
  const my = mine.shift ?? mine.waiting?.shift ?? null
  return (
    <CellGroup id='event-shifts' title='班次'>
      {shifts.map((shift) => (
        <Cell
          key={shift.n}
          id={`event-shift-${shift.n}`}
          title={shift.label}
          note={spanName(shift.from, shift.to, now)}
          value={shiftWord(shift, now)}
          {...(shift.n === my ? { tag: <Tag tone='green'>我的</Tag> } : {})}
        />
      ))}
    </CellGroup>
  )
}
