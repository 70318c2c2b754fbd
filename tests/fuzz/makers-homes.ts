/** Valid calls about homes: their pages, who lives there, rhythms, and the life of model homes. */
import { DAY_MS, dayOf } from '@core/rules/shared/calendar'
import type { MakersOf } from './maker'

const reasons = ['服务好，人气旺', '半年没有活动了。\n去看过两次，门都锁着。'] as const

export const HOME_MAKERS: MakersOf<'homes'> = {
  'homes.list': (fuzz, random) => ({ caller: fuzz.anybody(random), input: {} }),
  'homes.managed': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId },
  }),
  'homes.get': (fuzz, random) => {
    const { homeId } = fuzz.east
    return {
      caller: fuzz.anybody(random),
      input: random.chance(0.5) ? { homeId } : { code: random.pick(fuzz.posters) },
      learn: ({ id, residents }) => residents.forEach((resident) => fuzz.residents.add({ homeId: id, residentId: resident.id })),
    }
  },
  'homes.edit': (fuzz, random) => {
    const mine = fuzz.kept.pick(random)
    const { officer } = fuzz.people
    return {
      caller: officer,
      input: {
        homeId: fuzz.east.homeId,
        address: random.pick(['', '东关街 12 号']),
        hours: random.pick(['', '周二至周日 9:00–21:00']),
        services: random.pick([[], ['自习', '打印'], ['心理倾诉']]),
        about: random.pick(['', '一楼是咖啡馆，\n二楼自习。']),
        cover: mine?.player === officer ? mine.file : null,
      },
    }
  },
  'homes.poster': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { homeId: random.pick([fuzz.east.homeId, fuzz.annexId]) },
  }),
  'homes.addResident': (fuzz, random) => ({
    caller: fuzz.people.officer,
    input: {
      homeId: fuzz.east.homeId,
      name: random.pick(['绿芽环保社', '二手书漂流站']),
      about: random.pick(['', '每周六分拣。']),
      since: `2026-0${1 + random.below(9)}-01`,
    },
  }),
  'homes.endResident': (fuzz, random) => {
    const resident = fuzz.residents.take() ?? { homeId: fuzz.east.homeId, residentId: random.pick(fuzz.young).id }
    return { caller: fuzz.people.officer, input: resident }
  },
  'homes.clocks': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId },
  }),
  'homes.saveClock': (fuzz, random) => {
    const { orgId, homeId } = fuzz.east
    const kept = random.chance(0.3) ? fuzz.clocks.pick(random) : undefined
    const kind = random.pick(['study_society', 'exchange_day', 'quarterly_meeting', 'custom'] as const)
    return {
      caller: fuzz.people.officer,
      input: {
        orgId,
        ...(kept && { clockId: kept.clockId }),
        homeId: random.chance(0.5) ? homeId : null,
        kind,
        name: random.pick(['青年学习社', '书记交流日']),
        everyDays: kind === 'custom' ? 1 + random.below(731) : null,
        warnDays: random.below(60),
        startedOn: dayOf(Date.now() - random.below(700) * DAY_MS),
      },
      learn: ({ id }) => fuzz.clocks.add({ orgId, clockId: id }),
    }
  },
  'homes.turnClock': (fuzz, random) => {
    const clock = fuzz.clocks.pick(random) ?? { orgId: fuzz.east.orgId, clockId: random.pick(fuzz.young).id }
    return { caller: fuzz.people.officer, input: { ...clock, at: Date.now() - random.below(300) * DAY_MS, note: '读了一本书' } }
  },
  'homes.endClock': (fuzz, random) => {
    const clock = (fuzz.clocks.size > 5 ? fuzz.clocks.take() : undefined) ?? { orgId: fuzz.east.orgId, clockId: random.pick(fuzz.young).id }
    return { caller: fuzz.people.officer, input: clock }
  },
  'homes.models': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId },
  }),
  'homes.award': (fuzz, random) => ({
    caller: fuzz.people.secretary,
    input: { homeId: fuzz.plainHomes.take() ?? fuzz.annexId, reason: random.pick(reasons) },
  }),
  'homes.proposeDelisting': (fuzz, random) => {
    const homeId = fuzz.dormantHomes.take() ?? fuzz.east.homeId
    return {
      caller: fuzz.people.secretary,
      input: { homeId, reason: random.pick(reasons) },
      learn: () => fuzz.proposedHomes.add(homeId),
    }
  },
  'homes.objectDelisting': (fuzz, random) => ({
    caller: fuzz.homeSecretary,
    input: { homeId: fuzz.proposedHomes.pick(random) ?? fuzz.east.homeId, reason: random.pick(reasons) },
  }),
  'homes.decideDelisting': (fuzz, random) => {
    // A few stay open, so that there is something to object to.
    const homeId = fuzz.proposedHomes.size > 3 ? fuzz.proposedHomes.take() : fuzz.proposedHomes.pick(random)
    return {
      caller: fuzz.otherSecretary,
      input: { homeId: homeId ?? fuzz.east.homeId, delist: random.chance(0.5), reason: random.pick(reasons) },
    }
  },
}
