import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { PlannedSession } from '@core/contract/sessions'
import { clockOf, dayOf } from '@core/rules/shared/calendar'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Section } from '@/components/section/section'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { bookedWords, marksOf } from './duty-words'

/** Today's sessions of one's own organizations that are held: whose list one may see. */
export function receptionsOn(items: readonly PlannedSession[], ownOrgIds: readonly string[], at: Instant): PlannedSession[] {
  return items.filter(
    (session) => ownOrgIds.includes(session.orgId) && session.cancelReason === null && dayOf(session.startsAt) === dayOf(at),
  )
}

/** Today's receptions on the workbench. `personId`: who looks. */
export function TodayReceptions({ sessions, personId }: { sessions: readonly PlannedSession[]; personId: string | null }) {
  return (
    <Section id='receptions' title='今天的接待'>
      <CellGroup>
        {sessions.map((session) => (
          <Cell
            key={session.id}
            id={`reception-${session.id}`}
            icon='chat'
            title={`${clockOf(session.startsAt)}–${clockOf(session.endsAt)} · ${session.homeName}`}
            note={`${session.host.id === personId ? '你接待' : `${session.host.name}接待`} · ${bookedWords(session)}`}
            tag={
              <View>
                {marksOf(session, now())
                  .slice(0, 1)
                  .map(({ word, tone }) => (
                    <Tag key={word} tone={tone}>
                      {word}
                    </Tag>
                  ))}
              </View>
            }
            onPress={() => open(routes.reception(session.id))}
          />
        ))}
      </CellGroup>
    </Section>
  )
}
