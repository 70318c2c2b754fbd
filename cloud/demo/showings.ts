import type { InputOf } from '@core/contract/procedures'
import { DAY_MS, dayOf, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { seeded } from './names'
import { demoPicture } from './picture'
import type { DemoGround, DemoPerson, Play } from './play'

/** Indexes into DEMO_HOMES and the cast. */
const [CENTER, DONGGUAN, YINGCHUN, NANQIAO] = [0, 1, 2, 3] as const
const [YOUNG, COUNTY, OFFICER, TOWNSHIP] = [0, 5, 6, 8] as const

type Form = InputOf<'events.publish'>

/**
 * What a whole demonstration shows besides events in every state: a line with somebody in it, an offer, lots, shifts, conditions,
 * a series that keeps a rhythm, an event under review, a roll call with its photograph, a showcase with ratings, an objection,
 * a resident organization, a model home, visits.
 */
export async function showTheRest(
  play: Play,
  { people, homes }: DemoGround,
  orgs: ReadonlyMap<string, { id: string }>,
  now: number,
): Promise<void> {
  const person = (index: number) => people[index]!.token
  const crowd = people.slice(20)
  const on = (days: number, clock: string) => instantOf(dayOf(now + days * DAY_MS), clock)
  const publish = (form: Partial<Form> & Pick<Form, 'title' | 'startsAt'>, minutes: number, by: number = OFFICER) =>
    play.call(person(by), 'events.publish', {
      homeId: homes[DONGGUAN]!,
      category: 'culture',
      contact: '到青年之家找值班同学',
      endsAt: form.startsAt + minutes * MINUTE_MS,
      places: null,
      givesHours: false,
      ...form,
    })
  const enroll = (who: readonly DemoPerson[], eventId: string) =>
    Promise.all(who.map(({ token }) => play.answer(token, 'events.enroll', { eventId })))

  await lines()
  await conditions()
  await rollCall()
  await careOfHomes()
  await review()
  await afterwards()

  /** Full events with people before the door: 李晓雨 stands second in one line, and is offered a place in another. */
  async function lines(): Promise<void> {
    play.at = now - 3 * HOUR_MS
    const craft = await publish(
      { title: '四人手作小课：掐丝珐琅', startsAt: on(2, '19:00'), places: 4, summary: '材料都有，做好带走。人少，手把手教。' },
      120,
    )
    await enroll(crowd.slice(0, 4), craft.id)
    for (const { token } of [crowd[4]!, people[YOUNG]!, crowd[5]!]) {
      await play.call(token, 'events.wait', { eventId: craft.id })
      play.at += MINUTE_MS
    }
    const coffee = await publish(
      { title: '咖啡拉花：从奶泡开始', startsAt: on(3, '15:00'), places: 6, summary: '两人一台机器，喝得完就行。' },
      90,
    )
    await enroll(crowd.slice(6, 12), coffee.id)
    await play.call(person(YOUNG), 'events.wait', { eventId: coffee.id, mode: 'ask' })
    play.at = now - 5 * MINUTE_MS
    await play.call(crowd[6]!.token, 'events.leave', { eventId: coffee.id, reason: '临时加班' })
  }

  /** Who may come, by lot, in shifts. */
  async function conditions(): Promise<void> {
    play.at = now - 2 * HOUR_MS
    const walk = await publish(
      {
        title: '文昌巷夜游（抽签）',
        startsAt: on(6, '19:30'),
        places: 12,
        enrollUntil: on(4, '20:00'),
        byLots: true,
        firstTimerPercent: 50,
        summary: '巷子窄，一次只走十二个人。一半名额留给第一次来的。',
      },
      90,
    )
    await enroll([people[YOUNG]!, ...crowd.slice(12, 40)], walk.id)
    const market = await publish(
      {
        title: '社区便民集市：分班来帮忙',
        category: 'volunteer',
        startsAt: on(5, '09:00'),
        givesHours: true,
        checkedNotVolunteering: true,
        shifts: [
          { label: '布置', from: on(5, '09:00'), to: on(5, '10:30'), places: 8 },
          { label: '上午摊位', from: on(5, '10:30'), to: on(5, '13:00'), places: 10 },
          { label: '下午摊位', from: on(5, '13:00'), to: on(5, '16:00'), places: 10 },
        ],
        summary: '磨刀、理发、小家电维修，师傅都约好了，缺的是招呼人的你。选一个班次就行。',
      },
      7 * 60,
    )
    await Promise.all(
      crowd.slice(40, 52).map(({ token }, index) => play.answer(token, 'events.enroll', { eventId: market.id, shift: 1 + (index % 3) })),
    )
    await publish(
      {
        title: '团员青年读书会：县志里的青石',
        category: 'thought',
        startsAt: on(7, '19:00'),
        places: 20,
        audience: 'members',
        ageFrom: 14,
        ageTo: 35,
      },
      90,
    )
  }

  /** A class that was ticked off a list, with its photograph. */
  async function rollCall(): Promise<void> {
    const startsAt = on(-2, '16:00')
    play.at = startsAt - DAY_MS
    const event = await publish(
      {
        homeId: homes[YINGCHUN]!,
        title: '四点半课堂：志愿者碰头',
        category: 'study',
        startsAt,
        signOut: false,
        creditModule: 'practice',
        creditHundredths: 10,
      },
      60,
    )
    const ticked = crowd.slice(52, 60)
    await enroll(ticked, event.id)
    play.at = startsAt + 10 * MINUTE_MS
    const photo = { eventId: event.id, kind: 'group_photo' as const, picture: demoPicture(7), note: '开场合影' }
    await play.call(person(OFFICER), 'attendance.addEvidence', photo)
    await play.call(person(OFFICER), 'attendance.record', {
      eventId: event.id,
      entries: ticked.slice(0, 7).map(({ id }) => ({ personId: id, purpose: 'sign_in' as const, by: 'roll_call' as const, at: play.at })),
    })
    play.at = startsAt + DAY_MS
    await play.call(person(OFFICER), 'events.close', { eventId: event.id })
  }

  /** A home that lives: a resident organization with an event of its own, a rhythm, a plate, people who come by. */
  async function careOfHomes(): Promise<void> {
    const homeId = homes[DONGGUAN]!
    play.at = now - 200 * DAY_MS
    await play.call(person(COUNTY), 'homes.award', { homeId, reason: '活动常办常新，青年认得门' })
    await play.call(person(OFFICER), 'homes.addResident', {
      homeId,
      orgId: orgs.get('lvya')!.id,
      name: '绿芽志愿服务队',
      about: '每月两次进社区，专做旧物改造和小家电维修。',
      since: dayOf(play.at),
    })
    const society = await play.call(person(OFFICER), 'homes.saveClock', {
      orgId: orgs.get('dongguan')!.id,
      homeId,
      kind: 'study_society',
      name: '青年学习社',
      startedOn: dayOf(play.at),
    })
    play.at = now - 52 * DAY_MS
    await play.call(person(OFFICER), 'homes.turnClock', {
      orgId: orgs.get('dongguan')!.id,
      clockId: society.id,
      at: play.at,
      note: '读《青石县志》第三卷，来了十九人',
    })
    play.at = now - HOUR_MS
    await publish(
      {
        title: '青年学习社',
        category: 'thought',
        startsAt: on(8, '19:00'),
        places: 30,
        clockId: society.id,
        series: { every: 'two_weeks', count: 6, skipHolidays: true },
        summary: '隔周一次，读一点，聊一点。',
      },
      90,
    )
    await publish(
      { title: '绿芽修理铺：小家电会诊', category: 'volunteer', orgId: orgs.get('lvya')!.id, startsAt: on(4, '14:00'), places: 12 },
      150,
      COUNTY,
    )
    const { code } = await play.call(person(OFFICER), 'homes.poster', { homeId })
    const random = seeded(7)
    for (const { token } of crowd.slice(60, 90)) {
      play.at = now - Math.floor(random() * 25 * DAY_MS) - HOUR_MS
      await play.call(token, 'attendance.poster', { code, delivery: 'live', at: play.at })
    }
  }

  /** A township whose events the county looks at first. */
  async function review(): Promise<void> {
    play.at = now - 26 * HOUR_MS
    await play.call(person(COUNTY), 'people.saveSetting', {
      orgId: orgs.get('nanqiao')!.id,
      setting: { name: 'review', value: { byParent: true } },
      why: '新办的夜校，先一起把关一个月',
    })
    play.at = now - 20 * HOUR_MS
    await publish(
      { homeId: homes[NANQIAO]!, title: '农技夜校：直播间怎么布光', category: 'career', startsAt: on(9, '19:30'), places: 30 },
      120,
      TOWNSHIP,
    )
  }

  /** What people saw and said of an event of last week. */
  async function afterwards(): Promise<void> {
    const startsAt = on(-6, '15:00')
    play.at = startsAt - 2 * DAY_MS
    const event = await publish(
      {
        title: '旧衣换新颜',
        category: 'volunteer',
        startsAt,
        places: 20,
        givesHours: true,
        checkedNotVolunteering: true,
        creditModule: 'volunteer',
        creditHundredths: 25,
      },
      120,
    )
    const came = [people[YOUNG]!, ...crowd.slice(90, 100)]
    await enroll(came, event.id)
    const known = await play.known(event.id, startsAt, startsAt + 120 * MINUTE_MS)
    await Promise.all(
      came.map((each, index) =>
        play.scan(each, known, 'sign_in', startsAt - index * MINUTE_MS, startsAt - index * MINUTE_MS + 4000, false),
      ),
    )
    const end = startsAt + 120 * MINUTE_MS
    // The last two forgot to sign out, and one of them says so afterwards.
    await Promise.all(
      came.slice(0, 9).map((each, index) => play.scan(each, known, 'sign_out', end + index * 10_000, end + index * 10_000 + 4000, false)),
    )
    play.at = end + 14 * HOUR_MS
    const preview = await play.call(person(OFFICER), 'events.closing', { eventId: event.id })
    await play.call(person(OFFICER), 'events.close', {
      eventId: event.id,
      left: preview.lines.flatMap(({ personId, suggestedLeftAt }) =>
        suggestedLeftAt === null ? [] : [{ personId, leftAt: startsAt + 50 * MINUTE_MS }],
      ),
    })
    const pictures: string[] = []
    for (const number of [0, 1, 2, 3])
      pictures.push((await play.call(person(OFFICER), 'files.keep', { content: demoPicture(number) })).file)
    const text = '十一个人，三台缝纫机，四十多件旧衣。裁了的做成书包，还能穿的洗净送去了敬老院。'
    await play.call(person(OFFICER), 'events.saveShowcase', { eventId: event.id, text, pictures })
    const votes: InputOf<'events.rate'>[] = [
      { eventId: event.id, stars: 5, tags: ['useful', 'friendly'], word: '缝纫机再多一台就不用排队了' },
      { eventId: event.id, stars: 5, tags: ['friendly', 'new_friends'] },
      { eventId: event.id, stars: 4, tags: ['well_organized'] },
      { eventId: event.id, stars: 5, tags: ['useful'] },
    ]
    for (const [index, vote] of votes.entries()) await play.call(came[index + 1]!.token, 'events.rate', vote)
    play.at = now - 2 * DAY_MS
    await play.call(came[9]!.token, 'events.object', { eventId: event.id, text: '我一直待到五点才走，只是忘了扫签退，时长记少了。' })
    play.at = now - 4 * HOUR_MS
    await publish(
      { homeId: homes[CENTER]!, title: '青年夜话：第一份工作', category: 'career', startsAt: on(1, '19:00'), places: 40 },
      90,
      COUNTY,
    )
  }
}
