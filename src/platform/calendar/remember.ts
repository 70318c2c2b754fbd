import type { CalendarEntry } from '@core/rules/shared/ics'
import { addToCalendar } from '@/platform/calendar'
import { toast } from '@/platform/navigation'

/** Puts an entry into the phone's calendar and says what came of it; must be called from a press. Never throws. */
export async function remember(entry: CalendarEntry): Promise<void> {
  const outcome = await addToCalendar(entry)
  if (outcome === 'added') toast('已加到手机日历，提前 1 小时提醒')
  else if (outcome === 'downloaded') toast('日历文件下载好了，点开就能加上')
  else if (outcome === 'refused') toast('没有日历权限，在设置里打开再试')
  else if (outcome === 'failed') toast('这部手机加不进日历，自己记一下时间')
}
