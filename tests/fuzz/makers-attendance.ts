/** Valid calls about presence: codes, tickets, screens, passes, roll calls, evidence, posters, helpers. */
import { DAY_MS, dayOf, MINUTE_MS } from '@core/rules/shared/calendar'
import type { InputOf } from '@core/contract/procedures'
import type { FuzzWorld } from './fuzz-world'
import type { MakersOf } from './maker'
import { picture } from './picture-files'
import type { Random } from './random'

type Entry = InputOf<'attendance.record'>['entries'][number]

/** One word of an officer's phone about somebody. */
function entry(fuzz: FuzzWorld, random: Random): Entry {
  const at = Date.now() - random.below(5) * MINUTE_MS
  const pass = random.chance(0.4) ? fuzz.passes.pick(random) : undefined
  if (pass !== undefined) return { purpose: 'sign_in', by: 'pass', at: Date.now(), pass }
  const personId = random.pick(fuzz.young.slice(2)).id
  if (random.chance(0.3)) return { personId, purpose: 'sign_in', by: 'manual', at, reason: '手机没电' }
  return { personId, purpose: 'sign_in', by: random.chance(0.8) ? 'roll_call' : 'paper', at }
}

export const ATTENDANCE_MAKERS: MakersOf<'attendance'> = {
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

  'attendance.pass': (fuzz, random) => ({
    caller: random.pick(fuzz.young.slice(2)),
    input: {},
    learn: ({ pass }) => fuzz.passes.add(pass),
  }),
  'attendance.doorPack': (fuzz, random) => ({
    caller: random.pick([fuzz.people.helper, fuzz.people.officer]),
    input: { eventId: random.pick(fuzz.running).id },
  }),
  'attendance.fieldPack': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId, day: dayOf(random.pick(fuzz.coming).startsAt) },
  }),
  'attendance.record': (fuzz, random) => ({
    caller: random.pick([fuzz.people.helper, fuzz.people.officer]),
    input: {
      eventId: random.pick(fuzz.running).id,
      entries: Array.from({ length: 1 + random.below(random.chance(0.1) ? 60 : 4) }, () => entry(fuzz, random)),
    },
  }),
  'attendance.addEvidence': (fuzz, random) => {
    const eventId = random.pick(fuzz.running).id
    return {
      caller: random.pick([fuzz.people.helper, fuzz.people.officer]),
      input: {
        eventId,
        kind: random.pick(['group_photo', 'paper_sheet'] as const),
        picture: picture(random),
        note: random.pick(['', '第二页']),
      },
      learn: ({ id }) => fuzz.evidence.add({ eventId, evidenceId: id }),
    }
  },
  'attendance.evidence': (fuzz, random) => ({
    caller: random.pick([fuzz.people.helper, fuzz.people.officer]),
    input: { eventId: random.pick(fuzz.running).id },
  }),
  'attendance.evidencePicture': (fuzz, random) => ({
    caller: fuzz.people.officer,
    input: fuzz.evidence.pick(random) ?? { eventId: fuzz.running[0]!.id, evidenceId: fuzz.running[0]!.id },
  }),
  'attendance.cards': (fuzz, random) => {
    const validUntil = dayOf(Date.now() + random.below(300) * DAY_MS)
    return random.chance(0.5)
      ? { caller: fuzz.people.officer, input: { orgId: fuzz.east.orgId, eventId: random.pick(fuzz.over).id, validUntil } }
      : { caller: fuzz.people.secretary, input: { orgId: fuzz.quiet.orgId, validUntil } }
  },
  'attendance.poster': (fuzz, random) => ({
    caller: random.pick(fuzz.young),
    input: {
      code: random.pick(fuzz.posters),
      delivery: random.chance(0.8) ? 'live' : 'stored',
      at: Date.now() - random.below(30_000),
    },
  }),
  'attendance.helpers': (fuzz, random) => ({ caller: fuzz.people.officer, input: { eventId: random.pick(fuzz.running).id } }),
  'attendance.appointHelper': (fuzz, random) => {
    const pass = random.chance(0.5) ? fuzz.passes.pick(random) : undefined
    const eventId = random.pick(fuzz.running).id
    if (pass !== undefined) return { caller: fuzz.people.officer, input: { eventId, pass } }
    const { player, eventId: enrolledAt } = fuzz.enrolled.pick(random) ?? { player: fuzz.young[0]!, eventId: fuzz.full.id }
    return { caller: fuzz.people.officer, input: { eventId: enrolledAt, personId: player.id } }
  },
  'attendance.dismissHelper': (fuzz, random) => ({
    caller: fuzz.people.officer,
    input: { eventId: random.pick(fuzz.running).id, personId: random.pick(fuzz.young).id },
  }),
}
