import type { InputOf, ProcedureName } from '@core/contract/procedures'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import type { Cell } from './cell'
import { GOOD_WECHAT_CODE } from './county'

/** Makes what a procedure is asked in a cell: valid, so that only who asks about what decides on the answer. */
export type MakeInput<N extends ProcedureName> = (cell: Cell) => InputOf<N> | Promise<InputOf<N>>

/** What each procedure is asked. One without a maker here is an undeclared row of the matrix. */
export const INPUTS: { [N in ProcedureName]: MakeInput<N> } = {
  'people.who': withoutTarget({}),
  'people.demoPeople': withoutTarget({}),
  'people.demoLogin': ({ county, caller, target }) => ({
    personId:
      target === 'missing'
        ? county.world.ids.uuid(county.world.now)
        : target === 'own' && caller.player
          ? caller.player.id
          : county.secrets[0]!,
  }),
  'people.wechatLogin': ({ target }) => ({ code: target === 'own' ? GOOD_WECHAT_CODE : target }),
  'people.logout': withoutTarget({}),
  'people.consent': withoutTarget({ name: '青年', privacyVersion: 1 }),
  'people.saveBirthMonth': withoutTarget({ birthMonth: '2008-03' }),

  'homes.list': withoutTarget({}),
  'homes.managed': (cell) => ({ orgId: cell.orgId() }),

  'events.list': (cell) => ({ homeId: cell.homeId() }),
  'events.get': async (cell) => ({ eventId: (await cell.event('coming')).id }),
  'events.mine': withoutTarget({ when: 'coming' }),
  'events.managed': (cell) => ({ orgId: cell.orgId(), when: 'coming' }),
  'events.publish': (cell) => ({
    homeId: cell.homeId(),
    title: '旧物改造工作坊',
    category: 'culture',
    startsAt: cell.now + DAY_MS,
    endsAt: cell.now + DAY_MS + HOUR_MS,
    places: 5,
    givesHours: false,
  }),
  'events.cancel': async (cell) => ({ eventId: (await cell.event('coming')).id, reason: '停电了' }),
  'events.enroll': async (cell) => ({ eventId: (await cell.event('coming')).id }),
  'events.leave': async (cell) => ({ eventId: (await cell.eventOfMine('coming')).id }),
  'events.wait': async (cell) => ({ eventId: (await cell.event('coming')).id }),
  'events.stopWaiting': async (cell) => ({ eventId: (await cell.eventWaitedFor()).event.id }),
  'events.answerOffer': async (cell) => ({ eventId: (await cell.eventOffered()).id, accept: true }),
  'events.coming': async (cell) => ({ eventId: (await cell.eventOfMine('coming')).id, coming: true }),
  'events.closing': async (cell) => ({ eventId: (await cell.event('over')).id }),
  'events.close': async (cell) => ({ eventId: (await cell.event('over')).id }),

  'attendance.scan': async (cell) => ({ code: await cell.county.world.codeAt(await cell.eventOfMine()), delivery: 'live' }),
  'attendance.redeem': async (cell) => ({ ticket: await cell.ticket({ enrolled: true }) }),
  'attendance.walkIn': async (cell) => ({ ticket: await cell.ticket({ enrolled: false }) }),
  'attendance.proposeLeave': async (cell) => ({ eventId: (await cell.eventAttended()).id, leftAt: cell.now }),
  'attendance.door': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.openScreen': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.screenState': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.shareScreen': async (cell) => ({ eventId: (await cell.event('running')).id }),

  'inbox.list': withoutTarget({}),
  'inbox.unread': withoutTarget({}),
  'inbox.read': withoutTarget({}),

  'hours.mine': withoutTarget({}),
  'transcript.mine': withoutTarget({}),
  'reports.workbench': (cell) => ({ orgId: cell.orgId() }),
}

/** A call that names nobody: as `other` it tries to name somebody all the same, which must change nothing. */
function withoutTarget<I extends object>(input: I): (cell: Cell) => I {
  return ({ county, target }) => (target === 'own' ? input : { ...input, personId: county.secrets[0], actorId: county.secrets[0] })
}
