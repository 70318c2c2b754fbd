import type { InputOf } from '@core/contract/procedures'
import type { PlannedSession, Topic } from '@core/contract/sessions'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import type { DemoGround, Play } from './play'

/** Indexes into DEMO_HOMES, and into the people. */
const [CENTER, DONGGUAN, COLLEGE] = [0, 1, 10] as const
const [YOUNG, COMMUNITY, STUDENT, COUNTY, OFFICER, TEACHER] = [0, 1, 2, 5, 6, 7] as const

/** Who receives besides the cast: people by their number, and the organization whose officers they are. */
export const MORE_OFFICERS: ReadonlyMap<number, string> = new Map([
  [10, 'qingshi'],
  [11, 'qingshi'],
  [12, 'dongguan'],
])

const CARDS: readonly { by: number; org: string; post: string; helpsWith: string }[] = [
  { by: COUNTY, org: 'qingshi', post: '团县委副书记', helpsWith: '就业创业、返乡政策、志愿服务' },
  { by: 10, org: 'qingshi', post: '团县委基层部部长', helpsWith: '团组织关系、社区报到' },
  { by: 11, org: 'qingshi', post: '团县委权益部部长', helpsWith: '劳动权益、租房、法律援助' },
  { by: OFFICER, org: 'dongguan', post: '东关街道团工委书记', helpsWith: '找工作、租房、找场地、心里堵得慌' },
  { by: 12, org: 'dongguan', post: '东关街道团工委副书记', helpsWith: '社团、文体活动、四点半课堂' },
  { by: TEACHER, org: 'college', post: '云川学院团委书记', helpsWith: '第二课堂、社团、学业、奖助' },
]

const QUESTIONS: readonly [Topic, string][] = [
  ['work', '想在巷口开一家小咖啡店，营业执照和场地去哪里问？有没有能借的启动钱？'],
  ['rights', '兼职做了一个月，老板一直拖着工资不给，手里只有聊天记录，怎么办？'],
  ['life', '一个人在这边上班，周末不知道去哪，想认识些人。'],
  ['league', '毕业后团组织关系一直没转出来，社区说收不到，该找谁？'],
  ['study', '想考社会工作者，有没有一起备考的人，能不能借青年之家的自习室？'],
  ['other', '小区充电桩太少，骑手中午都在排队，能不能帮忙反映一下？'],
  ['work', '返乡想做农产品直播，镇上有没有培训，设备能不能借？'],
]

/**
 * 团委书记与你面对面 in the demonstration: three rotas with their hosts' cards; a session of the past with what became of everybody,
 * one that runs now, a full one with a line, an offer, a substitute, and one that was cancelled with those who choose first in the
 * next.
 */
export async function showSessions(
  play: Play,
  { people, homes }: DemoGround,
  orgs: ReadonlyMap<string, { id: string }>,
  now: number,
): Promise<void> {
  const person = (index: number) => people[index]!.token
  /** Nobody of the cast, nobody who is shown elsewhere. */
  const visitors = people.slice(120)
  const orgId = (key: string) => orgs.get(key)!.id
  const begun = now - 22 * DAY_MS

  play.at = begun
  for (const { by, org, post, helpsWith } of CARDS)
    await play.call(person(by), 'sessions.saveHostCard', { orgId: orgId(org), post, helpsWith })
  const { center, dongguan, college } = await rotas()
  await past()
  const running = await runNow()
  await coming()
  play.at = now
  await play.tick()
  await explain()

  async function rotas() {
    const rota = async (by: number, org: string, home: number, form: Partial<InputOf<'sessions.saveRota'>>, hosts: number[]) => {
      await play.call(person(by), 'sessions.saveRota', {
        orgId: orgId(org),
        rotaId: null,
        homeId: homes[home]!,
        weekday: 6,
        from: '09:00',
        to: '11:20',
        slotMinutes: 20,
        placesPerSlot: 1,
        hostIds: hosts.map((index) => people[index]!.id),
        startsOn: dayOf(begun),
        ...form,
      })
      return (await play.call(person(by), 'sessions.plan', { orgId: orgId(org) })).items.filter(({ homeId }) => homeId === homes[home])
    }
    return {
      center: await rota(COUNTY, 'qingshi', CENTER, {}, [COUNTY, 10, 11]),
      dongguan: await rota(OFFICER, 'dongguan', DONGGUAN, { from: '14:00', to: '17:00', slotMinutes: 30 }, [OFFICER, 12]),
      college: await rota(TEACHER, 'college', COLLEGE, { weekday: 5, from: '16:00', to: '18:00', placesPerSlot: 2 }, [TEACHER]),
    }
  }

  async function book(token: string, session: PlannedSession, slotNo: number, about: number, anonymous = false): Promise<void> {
    const [topic, question] = QUESTIONS[about % QUESTIONS.length]!
    await play.call(token, 'sessions.book', { sessionId: session.id, slotNo, topic, question, anonymous })
  }

  /** What an officer of 东关 does with whoever has booked that slot. */
  async function atDesk(sessionId: string, slotNo: number, name: 'sessions.checkIn' | 'sessions.start'): Promise<void> {
    await play.call(person(OFFICER), name, { sessionId, bookingId: await bookingOf(sessionId, slotNo) })
  }

  async function answered(sessionId: string, slotNo: number, record: string): Promise<void> {
    await play.call(person(OFFICER), 'sessions.finish', { sessionId, bookingId: await bookingOf(sessionId, slotNo), record })
  }

  async function bookingOf(sessionId: string, slotNo: number): Promise<string> {
    const { items } = await play.call(person(OFFICER), 'sessions.reception', { sessionId })
    return items.find((line) => line.slotNo === slotNo && line.state !== 'cancelled')!.bookingId
  }

  /** Two were answered, one did not come, one had cancelled, and somebody walked in. */
  async function past(): Promise<void> {
    const session = dongguan.filter(({ endsAt }) => endsAt < now - DAY_MS).at(-1)
    if (!session) return
    play.at = session.startsAt - 2 * DAY_MS
    for (const slotNo of [1, 2, 3, 4]) await book(visitors[slotNo - 1]!.token, session, slotNo, slotNo - 1)
    await play.call(visitors[3]!.token, 'sessions.cancelBooking', { sessionId: session.id })
    for (const [slotNo, record] of [
      [1, '给了营业执照办理的清单，约好下周陪着去一趟政务大厅。'],
      [2, '一起理了聊天记录，当场给劳动监察打了电话，三天内回话。'],
    ] as const) {
      play.at = session.startsAt + (slotNo - 1) * 30 * MINUTE_MS
      await atDesk(session.id, slotNo, 'sessions.checkIn')
      await atDesk(session.id, slotNo, 'sessions.start')
      play.at += 25 * MINUTE_MS
      await answered(session.id, slotNo, record)
    }
    play.at = session.startsAt + 70 * MINUTE_MS
    const walkIn = { sessionId: session.id, pass: null, name: '小吴', topic: 'life' as const, question: '路过，问问周末有没有羽毛球。' }
    await play.call(person(OFFICER), 'sessions.walkIn', walkIn)
  }

  /** This week's session at 东关, moved so that it runs now: some are answered, one is being received, one waits on a chair. */
  async function runNow(): Promise<PlannedSession> {
    const session = dongguan.find(({ startsAt }) => startsAt > now - DAY_MS + HOUR_MS)!
    const startsAt = Math.floor(now / (30 * MINUTE_MS)) * 30 * MINUTE_MS - HOUR_MS
    const comers = [visitors[0]!, visitors[4]!, visitors[5]!, visitors[6]!, people[COMMUNITY]!, visitors[7]!]
    play.at = now - 2 * DAY_MS
    for (const [index, { token }] of comers.entries()) await book(token, session, index + 1, index + 2, index === 1)
    play.at = now - DAY_MS
    const moved = { sessionId: session.id, homeId: session.homeId, startsAt, reason: '原来的时间场地要用' }
    await play.call(person(OFFICER), 'sessions.move', moved)
    play.at = now - 3 * HOUR_MS
    for (const { token } of comers.slice(0, 4)) await play.call(token, 'sessions.answerComing', { sessionId: session.id, coming: true })
    await play.call(comers[5]!.token, 'sessions.answerComing', { sessionId: session.id, coming: false })
    play.at = startsAt - 5 * MINUTE_MS
    await atDesk(session.id, 1, 'sessions.checkIn')
    for (const [slotNo, record] of [
      [1, '介绍了两个本周的活动，加了东关的青年群。'],
      [2, '告诉了转接的流程，周一帮着给社区打电话问清楚。'],
    ] as const) {
      play.at = startsAt + (slotNo - 1) * 30 * MINUTE_MS
      await atDesk(session.id, slotNo, 'sessions.start')
      play.at += 20 * MINUTE_MS
      await answered(session.id, slotNo, record)
    }
    play.at = now - 2 * MINUTE_MS
    await atDesk(session.id, 3, 'sessions.checkIn')
    await atDesk(session.id, 3, 'sessions.start')
    await atDesk(session.id, 4, 'sessions.checkIn')
    return session
  }

  /** What may be booked: full with a line in which 李晓雨 stands second, an offer, a substitute, a cancelled one. */
  async function coming(): Promise<void> {
    const [full, next, substituted] = center.filter(({ startsAt }) => startsAt > now + 6 * HOUR_MS)
    play.at = now - 5 * HOUR_MS
    for (const [index, { token }] of visitors.slice(10, 17).entries()) await book(token, full!, index + 1, index)
    for (const { token } of [visitors[17]!, people[YOUNG]!, visitors[18]!]) {
      play.at += MINUTE_MS
      await play.call(token, 'sessions.wait', { sessionId: full!.id, topic: 'work', question: '想问问暑期实习怎么找。', anonymous: false })
    }
    await book(people[YOUNG]!.token, next!, 3, 4)
    for (const [index, { token }] of visitors.slice(20, 23).entries()) await book(token, next!, [1, 2, 5][index]!, index)
    await play.call(person(10), 'sessions.takeOver', {
      sessionId: substituted!.id,
      hostId: substituted!.host.id === people[10]!.id ? people[11]!.id : null,
    })

    const offered = dongguan.find(({ startsAt, id }) => startsAt > now + 6 * HOUR_MS && id !== running.id)!
    for (const [index, { token }] of visitors.slice(24, 30).entries()) await book(token, offered, index + 1, index)
    await play.call(people[COMMUNITY]!.token, 'sessions.wait', {
      sessionId: offered.id,
      topic: 'work',
      question: '想学一门手艺，有没有推荐的。',
    })
    play.at = now - 4 * MINUTE_MS
    await play.call(visitors[26]!.token, 'sessions.cancelBooking', { sessionId: offered.id })

    const [cancelled] = college.filter(({ startsAt }) => startsAt > now + 6 * HOUR_MS)
    play.at = now - 2 * HOUR_MS
    await book(people[STUDENT]!.token, cancelled!, 2, 4)
    await book(visitors[30]!.token, cancelled!, 4, 3)
    play.at = now - HOUR_MS
    await play.call(person(TEACHER), 'sessions.cancel', { sessionId: cancelled!.id, reason: '去省里开会' })
  }

  /** Who did not come last time says why. */
  async function explain(): Promise<void> {
    const session = dongguan.filter(({ endsAt }) => endsAt < now - DAY_MS).at(-1)
    if (!session) return
    const text = '那天送单路上车坏了，手机也没电，实在抱歉。'
    await play.call(visitors[2]!.token, 'sessions.explain', { sessionId: session.id, text })
  }
}
