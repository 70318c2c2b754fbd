/**
 * A maker of valid calls for every procedure; a procedure without one does not compile. What an answer teaches (a ticket, a
 * session, an event) serves later calls.
 */
import { SUBSCRIPTION_USES } from '@core/contract/inbox'
import type { ProcedureName } from '@core/contract/procedures'
import { page, type Maker, type MakersOf } from './maker'
import { ATTENDANCE_MAKERS } from './makers-attendance'
import { CASE_MAKERS } from './makers-cases'
import { EVENT_MAKERS } from './makers-events'
import { FILE_MAKERS } from './makers-files'
import { HOME_MAKERS } from './makers-homes'
import { PEOPLE_MAKERS } from './makers-people'
import { SESSION_MAKERS } from './makers-sessions'

const LIST_MAKERS: MakersOf<'inbox' | 'hours' | 'transcript' | 'reports'> = {
  'inbox.list': (fuzz, random) => {
    const player = random.pick(fuzz.young)
    return { caller: player, input: page(random), learn: ({ items }) => items.forEach(({ id }) => fuzz.messages.add({ player, id })) }
  },
  'inbox.unread': (fuzz, random) => ({ caller: random.pick(fuzz.young), input: {} }),
  'inbox.read': (fuzz, random) => {
    const message = fuzz.messages.pick(random)
    return { caller: message?.player ?? random.pick(fuzz.young), input: message && random.chance(0.8) ? { ids: [message.id] } : {} }
  },
  'inbox.subscriptions': (fuzz, random) => ({ caller: random.pick(fuzz.young), input: {} }),
  'inbox.subscribe': (fuzz, random) => ({ caller: random.pick(fuzz.young), input: { uses: [random.pick(SUBSCRIPTION_USES)] } }),

  'hours.mine': (fuzz, random) => ({ caller: random.pick(fuzz.young), input: page(random) }),
  'transcript.mine': (fuzz, random) => ({ caller: random.pick(fuzz.young), input: page(random) }),
  'reports.workbench': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId },
  }),
}

export const MAKERS: { [N in ProcedureName]: Maker<N> } = {
  ...PEOPLE_MAKERS,
  ...HOME_MAKERS,
  ...EVENT_MAKERS,
  ...ATTENDANCE_MAKERS,
  ...SESSION_MAKERS,
  ...CASE_MAKERS,
  ...FILE_MAKERS,
  ...LIST_MAKERS,
}
