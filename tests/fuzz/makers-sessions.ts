/** Valid calls about sessions (团委书记与你面对面): rotas, bookings, reception. */
import { DAY_MS, dayOf, HOUR_MS } from '@core/rules/shared/calendar'
import { TOPICS } from '@core/contract/names'
import type { FuzzWorld } from './fuzz-world'
import { page, type MakersOf } from './maker'
import type { Random } from './random'

const QUESTIONS = ['', '想开一家店，\n不知道从哪儿问起。', '实习三个月没发工资，怎么办？'] as const

const matter = (random: Random) => ({ topic: random.pick(TOPICS), question: random.pick(QUESTIONS), anonymous: random.chance(0.3) })

/** Who may read what is said to the township: its own officers. */
const receiver = (fuzz: FuzzWorld, random: Random) => random.pick([fuzz.people.officer, fuzz.homeSecretary, ...fuzz.duties.hosts])
const anyOfficer = (fuzz: FuzzWorld, random: Random) => random.pick([fuzz.people.officer, fuzz.people.secretary, fuzz.homeSecretary])

export const SESSION_MAKERS: MakersOf<'sessions'> = {
  'sessions.list': (fuzz, random) => ({
    caller: fuzz.anybody(random),
    input: { ...page(random), ...(random.chance(0.5) ? { homeId: fuzz.east.homeId } : {}) },
    learn: ({ next }) => next !== null && fuzz.cursors.add(next),
  }),
  'sessions.get': (fuzz, random) => {
    const { id, code } = random.pick([fuzz.duties.running, ...fuzz.duties.coming])
    return { caller: fuzz.anybody(random), input: random.chance(0.5) ? { sessionId: id } : { code } }
  },
  'sessions.mine': (fuzz, random) => ({
    caller: random.pick(fuzz.young),
    input: { when: random.pick(['coming', 'past'] as const), ...page(random) },
  }),
  'sessions.book': (fuzz, random) => {
    const mine = random.chance(0.4) ? fuzz.duties.booked.pick(random) : undefined
    const player = mine?.player ?? random.pick(fuzz.young)
    const sessionId = mine?.sessionId ?? random.pick(fuzz.duties.coming).id
    return {
      caller: player,
      input: { sessionId, slotNo: 1 + random.below(8), ...matter(random) },
      learn: ({ booking }) => booking && fuzz.duties.booked.add({ player, sessionId }),
    }
  },
  'sessions.wait': (fuzz, random) => {
    const player = random.pick(fuzz.young.slice(90))
    const sessionId = random.pick(fuzz.duties.full).id
    return {
      caller: player,
      input: { sessionId, ...matter(random) },
      learn: ({ waiting }) => waiting && fuzz.duties.waiting.add({ player, sessionId }),
    }
  },
  'sessions.stopWaiting': (fuzz, random) => {
    const { player, sessionId } = fuzz.duties.waiting.take() ?? {
      player: random.pick(fuzz.young),
      sessionId: random.pick(fuzz.duties.full).id,
    }
    return { caller: player, input: { sessionId } }
  },
  'sessions.answerOffer': (fuzz, random) => {
    const { player, sessionId } = random.pick(fuzz.duties.offers)
    return { caller: player, input: { sessionId, accept: random.chance(0.8) } }
  },
  'sessions.cancelBooking': (fuzz, random) => {
    const { player, sessionId } = fuzz.duties.booked.take() ?? random.pick(fuzz.duties.expected)
    return { caller: player, input: { sessionId } }
  },
  'sessions.answerComing': (fuzz, random) => {
    const { player, sessionId } = fuzz.duties.booked.pick(random) ?? random.pick(fuzz.duties.expected)
    return { caller: player, input: { sessionId, coming: random.chance(0.8) } }
  },
  'sessions.explain': (fuzz, random) => {
    const { player, sessionId } = random.pick(fuzz.duties.missed)
    return { caller: player, input: { sessionId, text: random.pick(['发烧了', '路上堵车，\n到的时候已经散了']) } }
  },
  'sessions.checkInByCode': (fuzz, random) => ({ caller: random.pick(fuzz.duties.expected).player, input: { code: fuzz.duties.code() } }),
  'sessions.hostYear': (fuzz, random) => ({ caller: fuzz.duties.host(random), input: { year: 2025 + random.below(4) } }),

  'sessions.rotas': (fuzz, random) => ({ caller: anyOfficer(fuzz, random), input: { orgId: fuzz.east.orgId } }),
  'sessions.hosts': (fuzz, random) => ({ caller: anyOfficer(fuzz, random), input: { orgId: fuzz.east.orgId } }),
  'sessions.saveHostCard': (fuzz, random) => ({
    caller: fuzz.duties.host(random),
    input: { orgId: fuzz.east.orgId, post: random.pick(['副书记', '团委委员']), helpsWith: random.pick(['', '就业、租房、入团']) },
  }),
  'sessions.saveRota': (fuzz, random) => {
    const { orgId, homeId } = fuzz.east
    const kept = random.chance(0.3) ? fuzz.duties.rotas.pick(random) : undefined
    const from = 6 + random.below(14)
    return {
      caller: anyOfficer(fuzz, random),
      input: {
        orgId,
        rotaId: kept?.rotaId ?? null,
        homeId: random.pick([homeId, fuzz.annexId]),
        weekday: random.below(7),
        from: `${String(from).padStart(2, '0')}:00`,
        to: `${from + 2}:${random.pick(['00', '30'])}`.padStart(5, '0'),
        slotMinutes: 5 + random.below(60),
        placesPerSlot: 1 + random.below(5),
        hostIds: [...new Set([fuzz.duties.host(random).id, fuzz.duties.host(random).id])],
        startsOn: dayOf(Date.now() - random.below(100) * DAY_MS),
      },
      learn: ({ id }) => fuzz.duties.rotas.add({ orgId, rotaId: id }),
    }
  },
  'sessions.endRota': (fuzz, random) => {
    const rota = (fuzz.duties.rotas.size > 3 ? fuzz.duties.rotas.take() : fuzz.duties.rotas.pick(random)) ?? {
      orgId: fuzz.east.orgId,
      rotaId: random.pick(fuzz.young).id,
    }
    return { caller: anyOfficer(fuzz, random), input: rota }
  },
  'sessions.plan': (fuzz, random) => ({ caller: anyOfficer(fuzz, random), input: { orgId: fuzz.east.orgId } }),
  'sessions.move': (fuzz, random) => ({
    caller: anyOfficer(fuzz, random),
    input: {
      sessionId: planned(fuzz, random).sessionId,
      homeId: random.pick([fuzz.east.homeId, fuzz.annexId]),
      startsAt: Date.now() + 10 * DAY_MS + random.below(80 * 24) * HOUR_MS,
      reason: random.pick(['停电', '和培训撞了，\n改一天']),
    },
  }),
  'sessions.swap': (fuzz, random) => ({
    caller: anyOfficer(fuzz, random),
    input: { sessionId: planned(fuzz, random).sessionId, otherId: planned(fuzz, random).sessionId },
  }),
  'sessions.takeOver': (fuzz, random) => {
    const caller = fuzz.duties.host(random)
    const hostId = random.chance(0.5) ? null : fuzz.duties.host(random).id
    return { caller, input: { sessionId: planned(fuzz, random).sessionId, hostId } }
  },
  'sessions.cancel': (fuzz, random) => {
    // Some stay, so that there is something to move.
    const { planned: sessions } = fuzz.duties
    const { sessionId } = (sessions.size > 20 ? sessions.take() : sessions.pick(random))!
    return { caller: anyOfficer(fuzz, random), input: { sessionId, reason: '去县里开会' } }
  },

  'sessions.reception': (fuzz, random) => ({ caller: receiver(fuzz, random), input: { sessionId: fuzz.duties.running.id } }),
  'sessions.openCode': (fuzz, random) => ({ caller: receiver(fuzz, random), input: { sessionId: fuzz.duties.running.id } }),
  'sessions.checkIn': (fuzz, random) => ({ caller: receiver(fuzz, random), input: listed(random.pick(fuzz.duties.expected)) }),
  'sessions.checkInByPass': (fuzz, random) => ({
    caller: receiver(fuzz, random),
    input: { sessionId: fuzz.duties.running.id, pass: fuzz.passes.pick(random)! },
  }),
  'sessions.start': (fuzz, random) => {
    const booking = listed(random.pick(fuzz.duties.expected))
    return { caller: receiver(fuzz, random), input: booking, learn: () => fuzz.duties.received.add(booking) }
  },
  'sessions.finish': (fuzz, random) => {
    const booking = fuzz.duties.received.take() ?? listed(random.pick(fuzz.duties.expected))
    return { caller: receiver(fuzz, random), input: { ...booking, record: random.pick(['', '说了怎么申请，\n给了电话。']) } }
  },
  'sessions.walkIn': (fuzz, random) => {
    const pass = random.chance(0.2) ? fuzz.passes.pick(random)! : null
    const { topic, question } = matter(random)
    return {
      caller: receiver(fuzz, random),
      input: { sessionId: fuzz.duties.running.id, pass, name: pass === null ? '小赵' : null, topic, question },
    }
  },
  'sessions.excuse': (fuzz, random) => ({ caller: receiver(fuzz, random), input: listed(random.pick(fuzz.duties.missed)) }),
}

function listed({ sessionId, bookingId }: { sessionId: string; bookingId: string }) {
  return { sessionId, bookingId }
}

function planned(fuzz: FuzzWorld, random: Random) {
  return fuzz.duties.planned.pick(random)!
}
