import type { SessionDetail } from '@core/contract/sessions'
import type { CalendarEntry } from '@core/rules/shared/ics'

/** How long before the slot the phone reminds. */
const ALARM_MINUTES = 60

/** My slot of a session as an entry of the phone's calendar; the session itself where I have none. */
export function calendarEntry(session: SessionDetail): CalendarEntry {
  const { startsAt, endsAt } = session.booking ?? session
  return {
    uid: `${session.id}@qingnian-youyue`,
    title: `和${session.host.name}面对面`,
    startsAt,
    endsAt,
    location: [session.homeName, session.address].filter(Boolean).join('，'),
    description: '到了扫接待桌上的码签到，或出示「我的码」',
    alarmMinutes: ALARM_MINUTES,
  }
}
