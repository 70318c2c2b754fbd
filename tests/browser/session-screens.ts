import type { Topic } from '@core/contract/sessions'
import { DAY_MS, HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { randomIds } from '@cloud/services/ids'
import { createStore } from '@cloud/store/store'
import type { Screen, Stage } from './screens'
import type { SessionPlan, TownSession, Townsman } from './town'
import type { Visitor } from './visitor'

const HAND_AND_DESK = ['hand', 'desk'] as const
const HOME = '东关青年之家'
const MINE = '/packages/sessions/mine/index'
const QUESTION = '毕业想留在县里创业，青年人才公寓怎么申请？材料要准备哪些，多久能排到？'
/** Far ahead: the lists of other pictures begin with the sessions of the demonstration. */
const SOME_SATURDAY = instantOf('2027-01-09', '09:00')

const page = (session: TownSession) => `/packages/sessions/detail/index?code=${session.code}`
const kyselyOf = ({ town }: Stage) => town.database.kysely

/** A session for one picture, received by the officer: six slots of half an hour. */
function lay({ town, people }: Stage, more: Partial<SessionPlan> = {}): Promise<TownSession> {
  return town.session(people.officer, HOME, { startsAt: SOME_SATURDAY, slots: 6, ...more })
}

/** Books past the limits of a person, for many pictures show the same one. */
async function book(stage: Stage, session: TownSession, who: Townsman, slotNo: number, topic: Topic = 'work'): Promise<void> {
  const { town } = stage
  const at = town.now() - 2 * DAY_MS
  const matter = { topic, questionEnc: `0.${QUESTION}`, anonymous: false }
  await createStore(town.database.kysely).transaction(async (tx) => {
    await tx.people.lock([who.id])
    await tx.slots.book(session, who.id, { slotNo, id: randomIds.uuid(at), matter }, at)
  })
}

async function booked(stage: Stage, more: Partial<SessionPlan> = {}): Promise<TownSession> {
  const session = await lay(stage, more)
  await book(stage, session, stage.people.host, 1)
  await book(stage, session, stage.people.young, 3)
  return session
}

/** Both slots are taken, and 李晓雨 stands in line. */
async function waitedFor(stage: Stage): Promise<TownSession> {
  const session = await lay(stage, { slots: 2 })
  await book(stage, session, stage.people.host, 1)
  await book(stage, session, stage.people.secretary, 2)
  const matter = { topic: 'work' as const, questionEnc: `0.${QUESTION}`, anonymous: false }
  const { town, people } = stage
  await createStore(kyselyOf(stage)).transaction((tx) => tx.slots.wait(session, people.young.id, matter, randomIds.secret(16), town.now()))
  return session
}

async function offered(stage: Stage): Promise<TownSession> {
  const session = await waitedFor(stage)
  await stage.town.call(stage.people.host, 'sessions.cancelBooking', { sessionId: session.id })
  return session
}

/** Was booked by somebody who did not come. */
async function missed(stage: Stage, who: Townsman, daysAgo: number): Promise<TownSession> {
  const session = await lay(stage)
  await book(stage, session, who, 1)
  const missedAt = new Date(stage.town.now() - daysAgo * DAY_MS)
  await kyselyOf(stage)
    .updateTable('booking')
    .set({ state: 'no_show', missed_at: missedAt })
    .where('session_id', '=', session.id)
    .where('person_id', '=', who.id)
    .execute()
  return session
}

type Then = (visitor: Visitor) => Promise<void>

/** The page of a session that is made for this picture. */
function at(make: (stage: Stage) => Promise<TownSession>, then: Then = async () => undefined): Screen['go'] {
  return async (visitor, stage) => {
    await visitor.visit(page(await make(stage)))
    await visitor.sees('session-host')
    await then(visitor)
  }
}

/** The slots and words of somebody new. */
const filled: Then = async (visitor) => {
  await visitor.tap('slot-2')
  await visitor.tap('topic-work')
  await visitor.write('question', QUESTION)
}

/** 面对面 as young people see it. */
export const SESSION_SCREENS: readonly Screen[] = [
  { name: 'session-open', title: '面对面：选时段', who: 'newcomer', on: HAND_AND_DESK, go: at((stage) => lay(stage, { places: 2 })) },
  {
    name: 'session-filled',
    title: '面对面：填好了',
    who: 'newcomer',
    on: HAND_AND_DESK,
    go: at(async (stage) => {
      const session = await lay(stage)
      await book(stage, session, stage.people.host, 1)
      await book(stage, session, stage.people.secretary, 4)
      return session
    }, filled),
  },
  {
    name: 'session-life',
    title: '面对面：生活情感',
    who: 'newcomer',
    go: at(
      (stage) => lay(stage),
      async (visitor) => {
        await visitor.tap('slot-2')
        await visitor.tap('topic-life')
        await visitor.sees('distress')
      },
    ),
  },
  { name: 'session-booked', title: '面对面：约好了', who: 'young', on: HAND_AND_DESK, go: at((stage) => booked(stage)) },
  {
    name: 'session-change',
    title: '面对面：改时段',
    who: 'young',
    on: HAND_AND_DESK,
    go: at(
      (stage) => booked(stage),
      async (visitor) => {
        await visitor.tap('change')
        await visitor.sees('keep')
      },
    ),
  },
  {
    name: 'session-cancel',
    title: '面对面：取消预约',
    who: 'young',
    on: HAND_AND_DESK,
    go: at(
      (stage) => booked(stage),
      async (visitor) => {
        await visitor.tap('cancel')
        await visitor.sees('confirm-ok')
      },
    ),
  },
  {
    name: 'session-asked',
    title: '面对面：来不来',
    who: 'young',
    go: at((stage) => booked(stage, { startsAt: instantOf('2026-11-21', '19:00') })),
  },
  {
    name: 'session-full',
    title: '面对面：约满了',
    who: 'newcomer',
    on: HAND_AND_DESK,
    go: at(waitedFor, async (visitor) => visitor.tap('topic-rights')),
  },
  { name: 'session-waiting', title: '面对面：排队中', who: 'young', go: at(waitedFor) },
  { name: 'session-offered', title: '面对面：有空位了', who: 'young', on: HAND_AND_DESK, go: at(offered) },
  {
    name: 'session-substitute',
    title: '面对面：换人接待',
    who: 'young',
    go: at(async (stage) => {
      const session = await booked(stage)
      const { secretary } = stage.people
      await kyselyOf(stage).updateTable('duty_session').set({ meant_host_id: secretary.id }).where('session_id', '=', session.id).execute()
      return session
    }),
  },
  {
    name: 'session-cancelled',
    title: '面对面：这一场取消了',
    who: 'young',
    go: at(async (stage) => {
      const session = await booked(stage)
      await stage.town.call(stage.people.officer, 'sessions.cancel', { sessionId: session.id, reason: '临时去省里开会' })
      return session
    }),
  },
  { name: 'session-missed', title: '面对面：没来', who: 'young', go: at((stage) => missed(stage, stage.people.young, 3)) },
  {
    name: 'session-explain',
    title: '面对面：说明情况',
    who: 'young',
    on: HAND_AND_DESK,
    go: at(
      (stage) => missed(stage, stage.people.young, 3),
      async (visitor) => {
        await visitor.tap('explain')
        await visitor.sees('explain-sheet')
      },
    ),
  },
  {
    name: 'session-limit',
    title: '面对面：已有两个预约',
    who: 'young',
    go: at(async (stage) => {
      await booked(stage)
      await booked(stage)
      return lay(stage)
    }),
  },
  {
    name: 'session-paused',
    title: '面对面：暂停预约',
    who: 'beginner',
    go: at(async (stage) => {
      for (const daysAgo of [20, 9, 2]) await missed(stage, stage.people.beginner, daysAgo)
      return lay(stage)
    }),
  },
  {
    name: 'session-mine-paused',
    title: '我的预约：暂停中',
    who: 'beginner',
    on: HAND_AND_DESK,
    go: async (visitor, stage) => {
      for (const daysAgo of [20, 9, 2]) await missed(stage, stage.people.beginner, daysAgo)
      await visitor.visit(MINE)
      await visitor.tap('my-sessions-past')
      await visitor.sees('paused')
    },
  },
  { name: 'session-mine', title: '我的预约', who: 'young', on: HAND_AND_DESK, go: (visitor) => visitor.visit(MINE) },
  { name: 'session-mine-none', title: '我的预约：没有', who: 'newcomer', on: HAND_AND_DESK, go: (visitor) => visitor.visit(MINE) },
  {
    name: 'session-begun',
    title: '面对面：时段都开始了',
    who: 'newcomer',
    go: at((stage) => lay(stage, { startsAt: stage.town.now() - HOUR_MS, slots: 2, slotMinutes: 50 })),
  },
  {
    name: 'session-unknown',
    title: '面对面：没有这一场',
    who: 'young',
    go: (visitor) => visitor.visit('/packages/sessions/detail/index?code=0000000000'),
  },
]
