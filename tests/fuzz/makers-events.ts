/** Valid calls about events: publishing, review, enrolling, waiting lists, closing and what comes after. */
import type { InputOf } from '@core/contract/procedures'
import { CATEGORIES, MODULES, RATING_TAGS } from '@core/contract/names'
import { HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import type { WorldEvent } from '../fakes/world'
import type { FuzzWorld } from './fuzz-world'
import { page, type MakersOf } from './maker'
import type { Random } from './random'

type PublishForm = InputOf<'events.publish'>

/** An event within two days; now and then with conditions, shifts, lots, a series or a second home. */
function form(fuzz: FuzzWorld, random: Random): PublishForm {
  const startsAt = Date.now() + HOUR_MS + random.below(48) * HOUR_MS
  const endsAt = startsAt + (1 + random.below(8)) * HOUR_MS
  const givesHours = random.chance(0.5)
  const cover = fuzz.kept.pick(random)
  return {
    homeId: fuzz.east.homeId,
    title: random.pick(['旧物改造工作坊', '🌱 植树', '《青春》读书会', 'Open day']),
    category: random.pick(CATEGORIES),
    summary: random.pick(['', '带上水杯。\n下雨改期。']),
    contact: random.pick(['', '陈老师']),
    startsAt,
    endsAt,
    places: random.chance(0.3) ? null : 1 + random.below(40),
    givesHours,
    checkedNotVolunteering: givesHours,
    creditModule: random.chance(0.5) ? random.pick(MODULES) : null,
    creditHundredths: random.below(100),
    strict: random.chance(0.2),
    dropIn: random.chance(0.2),
    walkIns: random.chance(0.8),
    poster: random.chance(0.1),
    ...(cover?.player === fuzz.people.officer && random.chance(0.3) && { cover: cover.file }),
    ...special(fuzz, random, { startsAt, endsAt }),
  }
}

/** What makes an event another one than most are. */
function special(fuzz: FuzzWorld, random: Random, { startsAt, endsAt }: { startsAt: number; endsAt: number }): Partial<PublishForm> {
  const half = (startsAt + endsAt) / 2
  const kind = random.below(14)
  if (kind === 0) return { audience: 'org', audienceOrgId: fuzz.east.orgId, ageFrom: 14, ageTo: 35 }
  if (kind === 1) return { audience: 'members' }
  if (kind === 2) return { byLots: true, places: 5, enrollUntil: startsAt - MINUTE_MS, firstTimerPercent: random.below(101) }
  if (kind === 3) return { series: { every: random.pick(['week', 'two_weeks', 'month'] as const), count: 1 + random.below(4) } }
  if (kind === 4) return { alsoHomes: [fuzz.annexId] }
  if (kind === 5) return { enrollFrom: Date.now() - HOUR_MS, enrollUntil: half }
  if (kind > 7) return {}
  const places = random.chance(0.5) ? 1 + random.below(10) : null
  return {
    places,
    shifts: [
      { label: '上半场', from: startsAt, to: half, places },
      { label: '下半场', from: half, to: endsAt, places },
    ],
  }
}

/** What a group chat gives: numbers, names, notes, and lines that are none of these. */
function pastedList(random: Random): string {
  const lines = Array.from({ length: 1 + random.below(30) }, (_, nth) => {
    const name = random.pick(['青年1', '青年2', '李晓雨', '王 旭（带一位家属）', '沙发', '来不了了 张三', '阿卜杜拉·买买提'])
    return `${nth + 1}. ${name}`
  })
  return ['#接龙', '周六植树', ...lines].join('\n')
}

/** An event that takes enrollments, of any age. */
function openEvent(fuzz: FuzzWorld, random: Random): WorldEvent {
  return (random.chance(0.3) ? fuzz.published.pick(random) : undefined) ?? random.pick(random.chance(0.5) ? fuzz.running : fuzz.coming)
}

export const EVENT_MAKERS: MakersOf<'events'> = {
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
    input: { orgId: fuzz.east.orgId, when: random.pick(['now', 'coming', 'to_close', 'past', 'in_review']), ...page(random) },
  }),
  'events.categories': (fuzz, random) => ({
    caller: fuzz.anybody(random),
    input: random.chance(0.5) ? {} : { homeId: fuzz.east.homeId },
  }),

  'events.publish': (fuzz, random) => {
    const input = form(fuzz, random)
    const { startsAt, endsAt } = input
    if (random.chance(0.2))
      return {
        caller: fuzz.west.officer,
        input: { ...input, homeId: fuzz.west.homeId, cover: null, alsoHomes: [] },
        learn: ({ id }) => fuzz.inReview.add(id),
      }
    return {
      caller: fuzz.people.officer,
      input,
      learn: ({ id, code }) => fuzz.published.add({ id, code, startsAt, endsAt }),
    }
  },
  'events.form': (fuzz, random) => {
    const event = fuzz.published.pick(random) ?? random.pick(fuzz.coming)
    return {
      caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
      input: { eventId: event.id },
      learn: ({ takenCount: _taken, status: _status, reviewNote: _note, ...known }) => fuzz.forms.add({ ...known, eventId: event.id }),
    }
  },
  'events.edit': (fuzz, random) => {
    const known = fuzz.forms.pick(random) ?? fuzz.firstForm
    const moved = random.chance(0.3) ? { startsAt: known.startsAt + MINUTE_MS, endsAt: known.endsAt + MINUTE_MS } : {}
    return {
      caller: fuzz.people.officer,
      input: { ...known, ...(known.shifts?.length || known.byLots ? {} : moved), title: random.pick(['旧物改造工作坊', '换了个名字']) },
    }
  },
  'events.cancel': (fuzz, random) => {
    // The oldest one; some are left for others to come to.
    const event = fuzz.published.size > 8 || random.chance(0.5) ? fuzz.published.take() : undefined
    return {
      caller: fuzz.people.officer,
      input: { eventId: (event ?? fuzz.over[1]!).id, reason: '场地停电', andLater: random.chance(0.2) },
    }
  },
  'events.toReview': (fuzz, random) => ({ caller: fuzz.people.secretary, input: { orgId: fuzz.world.org.county, ...page(random) } }),
  'events.review': (fuzz, random) => {
    const eventId = fuzz.inReview.take() ?? random.pick(fuzz.over).id
    const approve = random.chance(0.6)
    return {
      caller: random.pick([fuzz.people.secretary, fuzz.otherSecretary]),
      // As it was published: nobody has changed it since.
      input: { eventId, version: 1, approve, reason: approve ? '' : '请写清集合地点', andSeries: random.chance(0.2) },
    }
  },
  'events.matchList': (fuzz, random) => ({
    caller: fuzz.people.officer,
    input: { eventId: openEvent(fuzz, random).id, text: pastedList(random) },
  }),
  'events.enrollPeople': (fuzz, random) => {
    const some = Array.from({ length: 1 + random.below(20) }, () => random.pick(fuzz.young.slice(2)).id)
    return { caller: fuzz.people.officer, input: { eventId: random.pick(fuzz.coming).id, personIds: some } }
  },

  'events.enroll': (fuzz, random) => {
    const player = random.pick(fuzz.young)
    const eventId = openEvent(fuzz, random).id
    return { caller: player, input: { eventId }, learn: () => fuzz.enrolled.add({ player, eventId }) }
  },
  'events.leave': (fuzz, random) => {
    const { player, eventId } = fuzz.enrolled.take() ?? { player: random.pick(fuzz.young), eventId: random.pick(fuzz.running).id }
    return { caller: player, input: { eventId, ...(random.chance(0.5) ? {} : { reason: '感冒了' }) } }
  },
  'events.coming': (fuzz, random) => {
    const { player, eventId } = fuzz.enrolled.pick(random) ?? { player: fuzz.young[5]!, eventId: fuzz.coming[0]!.id }
    return { caller: player, input: { eventId, coming: random.chance(0.8) } }
  },
  'events.wait': (fuzz, random) => {
    const player = random.pick(fuzz.young)
    const eventId = random.pick(fuzz.crowded).id
    return {
      caller: player,
      input: { eventId, mode: random.pick(['auto', 'ask'] as const) },
      learn: ({ waiting }) => waiting && fuzz.waiting.add({ player, eventId }),
    }
  },
  'events.stopWaiting': (fuzz, random) => {
    const { player, eventId } = fuzz.waiting.take() ?? { player: random.pick(fuzz.young), eventId: random.pick(fuzz.crowded).id }
    return { caller: player, input: { eventId } }
  },
  'events.answerOffer': (fuzz, random) => {
    const { player, eventId } = random.pick(fuzz.offers)
    return { caller: player, input: { eventId, accept: random.chance(0.8) } }
  },

  'events.closing': (fuzz, random) => ({ caller: fuzz.people.officer, input: { eventId: random.pick(fuzz.over).id } }),
  'events.close': (fuzz, random) => {
    const event = random.pick(fuzz.over)
    const player = random.pick(fuzz.young.slice(0, 12))
    const left = random.chance(0.5) ? [] : [{ personId: player.id, leftAt: event.endsAt - 5 * MINUTE_MS }]
    return { caller: fuzz.people.officer, input: { eventId: event.id, confirm: random.chance(0.5) ? [] : [player.id], left } }
  },
  'events.rate': (fuzz, random) => ({
    caller: random.pick(fuzz.young.slice(0, 12)),
    input: {
      eventId: fuzz.over[0]!.id,
      stars: 1 + random.below(5),
      tags: RATING_TAGS.filter(() => random.chance(0.2)),
      word: random.pick(['', '下次早点通知。']),
    },
  }),
  'events.object': (fuzz, random) => ({
    caller: random.pick(fuzz.young.slice(0, 12)),
    input: { eventId: fuzz.over[0]!.id, text: '我五点才走，少算了半小时。' },
  }),
  'events.answerObjection': (fuzz, random) => ({
    caller: fuzz.people.officer,
    input: {
      eventId: fuzz.over[0]!.id,
      objectionId: fuzz.objections.take() ?? random.pick(fuzz.over).id,
      accept: random.chance(0.5),
      answer: '查过签到记录了。',
    },
  }),
  'events.saveShowcase': (fuzz, random) => {
    const { officer } = fuzz.people
    const mine = Array.from({ length: random.below(4) }, () => fuzz.kept.pick(random))
    const pictures = mine.flatMap((kept) => (kept?.player === officer ? [kept.file] : []))
    const eventId = random.pick([...fuzz.over, ...fuzz.running]).id
    if (random.chance(0.2))
      return { caller: fuzz.people.helper, input: { eventId: random.pick(fuzz.running).id, text: '真热闹', pictures: [] } }
    return { caller: officer, input: { eventId, text: random.pick(['', '种了 40 棵树。\n明年再来。']), pictures } }
  },
  'events.afterwards': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { eventId: fuzz.over[0]!.id },
    learn: ({ objections }) => objections.forEach(({ id, state }) => state === 'open' && fuzz.objections.add(id)),
  }),
  'events.poster': (fuzz, random) => ({ caller: fuzz.people.officer, input: { eventId: openEvent(fuzz, random).id } }),
  'events.brief': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { eventId: random.pick(fuzz.over).id },
  }),
}
