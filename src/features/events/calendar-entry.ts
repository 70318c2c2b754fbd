import type { EventDetail } from '@core/contract/events'
import type { CalendarEntry } from '@core/rules/shared/ics'

/** How long before the start the phone reminds. */
const ALARM_MINUTES = 60

/** An event as an entry of the phone's calendar: the shift that is mine, where there are shifts. */
export function calendarEntry(event: EventDetail): CalendarEntry {
  const shift = event.shifts.find(({ n }) => n === event.mine.shift)
  return {
    uid: `${event.id}@qingnian-youyue`,
    title: shift ? `${event.title}（${shift.label}）` : event.title,
    startsAt: shift?.from ?? event.startsAt,
    endsAt: shift?.to ?? event.endsAt,
    location: [event.homeName, event.address].filter(Boolean).join('，'),
    description: ['到了打开「青年有约」扫大屏签到', event.contact && `联系：${event.contact}`].filter(Boolean).join('\n'),
    alarmMinutes: ALARM_MINUTES,
  }
}
