import type { SessionCard } from '@core/contract/sessions'
import type { CalendarEntry } from '@core/rules/shared/ics'

/** A day's notice: who receives has to keep the time free. */
const ALARM_MINUTES = 24 * 60

/** A duty as an entry of the host's own calendar. */
export function dutyEntry({ id, homeName, startsAt, endsAt }: SessionCard): CalendarEntry {
  return {
    uid: `duty-${id}@qingnian-youyue`,
    title: `团委书记与你面对面：我值班（${homeName}）`,
    startsAt,
    endsAt,
    location: homeName,
    description: '到了打开「青年有约」工作台，看谁来、接待、记答复',
    alarmMinutes: ALARM_MINUTES,
  }
}
