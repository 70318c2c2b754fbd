/**
 * A maker of valid calls for every procedure; a procedure without one does not compile. What an answer teaches (a ticket, a
 * session, an event) serves later calls.
 */
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import { CATEGORIES, MODULES } from '@core/contract/names'
import { HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import type { FuzzWorld } from './fuzz-world'
import type { Random } from './random'

/** Whose token and device a call carries. */
export interface CallerKeys {
  token: string
  device: string
}

export interface Made<N extends ProcedureName> {
  caller: CallerKeys | null
  input: InputOf<N>
  /** Called with what the procedure answered, where it did not refuse. */
  learn?: (output: OutputOf<N>) => void
}

type Maker<N extends ProcedureName> = (fuzz: FuzzWorld, random: Random) => Made<N>

const page = (random: Random) => (random.chance(0.5) ? {} : { limit: 1 + random.below(100) })
const names = ['李晓雨', '王 旭', '阿卜杜拉·买买提', '𠮷野家', 'Zoë'] as const

export const MAKERS: { [N in ProcedureName]: Maker<N> } = {
  'people.who': (fuzz, random) => ({ caller: fuzz.anybody(random), input: {} }),
  'people.demoPeople': () => ({ caller: null, input: {} }),
  'people.demoLogin': (fuzz, random) => ({
    caller: null,
    input: { personId: fuzz.young[random.below(10)]!.id },
    learn: ({ token }) => token !== null && fuzz.sessions.add(token),
  }),
  'people.wechatLogin': (fuzz, random) => ({
    caller: null,
    input: { code: `good-${random.below(50)}` },
    learn: ({ token }) => token !== null && fuzz.sessions.add(token),
  }),
  'people.logout': (fuzz, random) => {
    const token = fuzz.sessions.take()
    return { caller: token === undefined ? null : { token, device: random.text(22) }, input: {} }
  },
  'people.consent': (fuzz, random) => ({
    caller: random.chance(0.1) ? fuzz.people.guest : random.pick(fuzz.young),
    input: { name: random.pick(names), privacyVersion: 1 },
  }),

  'homes.list': (fuzz, random) => ({ caller: fuzz.anybody(random), input: {} }),
  'homes.managed': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId },
  }),

  'events.list': (fuzz, random) => {
    const after = random.chance(0.3) ? fuzz.cursors.pick(random) : undefined
    const filters = [{}, { homeId: fuzz.east.homeId }, { category: random.pick(CATEGORIES) }, { day: '2026-11-21' }]
    return {
      caller: fuzz.anybody(random),
      input: { ...random.pick(filters), ...page(random), ...(after === undefined ? {} : { after }) },
      learn: ({ next }) => next !== null && fuzz.cursors.add(next),
    }
  },
  'events.get': (fuzz, random) => {
    const event = fuzz.published.pick(random) ?? random.pick(fuzz.running)
    return { caller: fuzz.anybody(random), input: random.chance(0.5) ? { eventId: event.id } : { code: event.code } }
  },
  'events.mine': (fuzz, random) => ({
    caller: random.pick(fuzz.young),
    input: { when: random.pick(['coming', 'past']), ...page(random) },
  }),
  'events.managed': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId, when: random.pick(['now', 'coming', 'to_close', 'past']), ...page(random) },
  }),
  'events.publish': (fuzz, random) => {
    const startsAt = Date.now() + random.below(48) * HOUR_MS
    const endsAt = startsAt + (1 + random.below(8)) * HOUR_MS
    const givesHours = random.chance(0.5)
    return {
      caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
      input: {
        homeId: fuzz.east.homeId,
        title: random.pick(['旧物改造工作坊', '🌱 植树', '《青春》读书会', 'Open day']),
        category: random.pick(CATEGORIES),
        summary: random.pick(['', '带上水杯。\n下雨改期。']),
        startsAt,
        endsAt,
        places: random.chance(0.3) ? null : 1 + random.below(40),
        givesHours,
        checkedNotVolunteering: givesHours,
        creditModule: random.chance(0.5) ? random.pick(MODULES) : null,
        creditHundredths: random.below(100),
        strict: random.chance(0.2),
        dropIn: random.chance(0.2),
      },
      learn: ({ id, code }) => fuzz.published.add({ id, code, startsAt, endsAt }),
    }
  },
  'events.cancel': (fuzz, random) => {
    // The oldest one; some are left for others to come to.
    const event = fuzz.published.size > 20 || random.chance(0.3) ? fuzz.published.take() : undefined
    return { caller: fuzz.people.officer, input: { eventId: (event ?? fuzz.over[1]!).id, reason: '场地停电' } }
  },
  'events.enroll': (fuzz, random) => {
    const player = random.pick(fuzz.young)
    const eventId = (random.chance(0.5) ? fuzz.published.pick(random)?.id : undefined) ?? random.pick(fuzz.running).id
    return { caller: player, input: { eventId }, learn: () => fuzz.enrolled.add({ player, eventId }) }
  },
  'events.leave': (fuzz, random) => {
    const { player, eventId } = fuzz.enrolled.take() ?? { player: random.pick(fuzz.young), eventId: random.pick(fuzz.running).id }
    return { caller: player, input: { eventId } }
  },
  'events.closing': (fuzz, random) => ({ caller: fuzz.people.officer, input: { eventId: random.pick(fuzz.over).id } }),
  'events.close': (fuzz, random) => {
    const event = random.pick(fuzz.over)
    const player = random.pick(fuzz.young.slice(0, 12))
    const left = random.chance(0.5) ? [] : [{ personId: player.id, leftAt: event.endsAt - 5 * MINUTE_MS }]
    return { caller: fuzz.people.officer, input: { eventId: event.id, confirm: random.chance(0.5) ? [] : [player.id], left } }
  },

  'attendance.scan': (fuzz, random) => {
    const event = random.pick(fuzz.running)
    const player = random.chance(0.35) ? null : random.pick(fuzz.young)
    const purpose = random.chance(0.8) ? 'sign_in' : 'sign_out'
    const device = player?.device ?? random.text(22)
    // Nobody's token is empty: the envelope then carries none.
    return {
      caller: player ?? { token: '', device },
      input: { code: fuzz.code(event, purpose), delivery: player && random.chance(0.2) ? 'stored' : 'live' },
      learn: (outcome) => {
        if (outcome.outcome === 'ticket') {
          const { ticket, need } = outcome
          fuzz.tickets[need === 'walk_in' ? 'walkIn' : 'redeem'].add({ ticket, device, need, eventId: event.id })
        } else if (player) fuzz.present.add({ player, eventId: event.id, at: outcome.attendance.signedInAt })
      },
    }
  },
  'attendance.redeem': (fuzz, random) => {
    const held = fuzz.tickets.redeem.pick(random)
    const { token } = random.pick(fuzz.young)
    return { caller: { token, device: held?.device ?? random.text(22) }, input: { ticket: held?.ticket ?? 'B000000000.x.y' } }
  },
  'attendance.walkIn': (fuzz, random) => {
    const held = fuzz.tickets.walkIn.pick(random) ?? fuzz.tickets.redeem.pick(random)
    const { token } = random.pick(fuzz.young)
    return { caller: { token, device: held?.device ?? random.text(22) }, input: { ticket: held?.ticket ?? 'B000000000.x.y' } }
  },
  'attendance.proposeLeave': (fuzz, random) => {
    const there = fuzz.present.pick(random)
    return {
      caller: there?.player ?? random.pick(fuzz.young.slice(0, 12)),
      input: { eventId: there?.eventId ?? fuzz.over[1]!.id, leftAt: there?.at ?? fuzz.over[1]!.endsAt },
    }
  },
  'attendance.door': (fuzz, random) => ({
    caller: random.pick([fuzz.people.helper, fuzz.people.officer, fuzz.people.secretary]),
    input: { eventId: random.pick([...fuzz.running, fuzz.full]).id, ...(random.chance(0.5) ? {} : { search: '青年1' }) },
  }),
  'attendance.openScreen': (fuzz, random) => {
    const link = random.chance(0.5) ? fuzz.screenPasses.pick(random) : undefined
    if (link) return { caller: null, input: link }
    return { caller: random.pick([fuzz.people.helper, fuzz.people.officer]), input: { eventId: random.pick(fuzz.running).id } }
  },
  'attendance.screenState': (fuzz, random) => {
    const link = random.chance(0.5) ? fuzz.screenPasses.pick(random) : undefined
    if (link) return { caller: null, input: link }
    return { caller: fuzz.people.officer, input: { eventId: random.pick(fuzz.running).id } }
  },
  'attendance.shareScreen': (fuzz, random) => {
    const event = random.pick(fuzz.running)
    return {
      caller: random.pick([fuzz.people.helper, fuzz.people.officer]),
      input: { eventId: event.id },
      learn: ({ link }) => fuzz.screenPasses.add({ eventId: event.id, pass: link.slice(link.lastIndexOf('.') + 1) }),
    }
  },

  'hours.mine': (fuzz, random) => ({ caller: random.pick(fuzz.young), input: page(random) }),
  'transcript.mine': (fuzz, random) => ({ caller: random.pick(fuzz.young), input: page(random) }),
  'reports.workbench': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId },
  }),
}
