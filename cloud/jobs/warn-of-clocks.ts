import { clockState } from '@core/rules/homes/clocks'
import { dateName, dayStart } from '@core/rules/shared/calendar'
import type { JobParts } from './parts'

const MOST = 100

/** Tells the officers of an organization, once for each due date, that something has to come round again. */
export async function warnOfClocks({ store, ids, now }: JobParts): Promise<void> {
  for (const { orgId, id } of await store.clocks.toWarn(now, MOST)) {
    await store.transaction(async (tx) => {
      if (!(await tx.clocks.markWarned(orgId, id, now))) return
      const clock = await tx.clocks.byId(orgId, id)
      if (!clock) return
      const params = {
        name: clock.homeName === null ? clock.name : `${clock.homeName} ${clock.name}`,
        due: dateName(dayStart(clockState(clock, now).dueOn)),
        last: clock.lastAt === null ? '还没办过' : `上次是 ${dateName(clock.lastAt)}`,
      }
      const { personIds } = await tx.officers.of(orgId, 'officer', now)
      await tx.inbox.send(
        personIds.map((personId) => ({ id: ids.uuid(now), personId, kind: 'clock_due', params, eventId: null, homeId: clock.homeId })),
        now,
      )
    })
  }
}
