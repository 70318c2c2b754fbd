import type { MySession } from '@core/contract/sessions'
import { clockOf } from '@core/rules/shared/calendar'
import { Cell } from '@/components/cell/cell'
import { DateTile } from '@/components/date-tile/date-tile'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { mySessionWord } from './words'

/** One of my bookings as a line of a list. */
export function MySessionCell({ session, day = '' }: { session: MySession; day?: string }) {
  const word = mySessionWord(session)
  return (
    <Cell
      id={`session-${session.code}`}
      lead={<DateTile at={session.startsAt} />}
      title={`和${session.hostName}面对面`}
      note={`${day}${clockOf(session.startsAt)} · ${session.homeName}`}
      tag={<Tag tone={word.tone}>{word.text}</Tag>}
      arrow={false}
      onPress={() => open(routes.session(session.code))}
    />
  )
}
