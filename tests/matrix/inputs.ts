import type { InputOf, ProcedureName } from '@core/contract/procedures'
import { answerDue } from '@core/rules/cases/due'
import { DAY_MS, dayOf, HOUR_MS } from '@core/rules/shared/calendar'
import { addWorkingDays } from '@core/rules/shared/working-days'
import { someNonce } from '../fakes/world'
import { MATTER, PICTURE, WRITTEN, type Cell } from './cell'
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
  'people.settings': (cell) => ({ orgId: cell.orgId() }),
  'people.saveSetting': (cell) => ({ orgId: cell.orgId(), setting: { name: 'review', value: { byParent: false } }, why: '自己发' }),

  'files.keep': withoutTarget({ content: PICTURE }),
  'files.get': async (cell) => ({ file: await cell.picture() }),
  'files.keepPart': (cell) => withoutTarget({ upload: someNonce(), n: 1, of: 2, content: PICTURE })(cell),
  'files.keepDocument': async (cell) => withoutTarget(await cell.document())(cell),
  'files.getPart': async (cell) => ({ file: await cell.picture(), n: 1 }),
  'files.about': async (cell) => ({ files: [await cell.picture()] }),

  'homes.list': withoutTarget({}),
  'homes.managed': (cell) => ({ orgId: cell.orgId() }),
  'homes.get': (cell) => ({ homeId: cell.homeId() }),
  'homes.edit': async (cell) => ({
    homeId: await cell.freshHome(),
    address: '东关街 12 号',
    hours: '周二至周日',
    services: ['自习'],
    about: '一楼是咖啡馆',
    cover: null,
  }),
  'homes.poster': async (cell) => ({ homeId: await cell.freshHome() }),
  'homes.addResident': async (cell) => ({ homeId: await cell.freshHome(), name: '绿芽环保社', since: '2026-09-01' }),
  'homes.endResident': (cell) => cell.resident(),
  'homes.clocks': (cell) => ({ orgId: cell.orgId() }),
  'homes.saveClock': (cell) => ({ orgId: cell.orgId(), kind: 'exchange_day', name: '交流日', startedOn: '2026-11-01' }),
  'homes.turnClock': async (cell) => ({ ...(await cell.clock()), at: cell.now, note: '和书记座谈' }),
  'homes.endClock': (cell) => cell.clock(),
  'homes.models': (cell) => ({ orgId: cell.orgId() }),
  'homes.award': async (cell) => ({ homeId: await cell.freshHome(), reason: '服务好' }),
  'homes.proposeDelisting': async (cell) => ({ homeId: await cell.freshHome('awarded'), reason: '久无活动' }),
  'homes.objectDelisting': async (cell) => ({ homeId: await cell.freshHome('awarded', 'proposed'), reason: '在装修' }),
  'homes.decideDelisting': async (cell) => ({ homeId: await cell.freshHome('awarded', 'proposed'), delist: true, reason: '会上决定' }),

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
  'events.categories': (cell) => ({ homeId: cell.homeId() }),
  'events.form': async (cell) => ({ eventId: (await cell.event('coming')).id }),
  'events.edit': async (cell) => ({
    eventId: (await cell.event('coming')).id,
    homeId: cell.homeId(),
    title: '换一个名字',
    category: 'culture',
    startsAt: cell.now + DAY_MS,
    endsAt: cell.now + DAY_MS + HOUR_MS,
    places: null,
    givesHours: false,
  }),
  'events.toReview': (cell) => ({ orgId: cell.orgId() }),
  'events.review': async (cell) => {
    const { id, version } = await cell.eventInReview()
    return { eventId: id, version, approve: true }
  },
  'events.matchList': async (cell) => ({ eventId: (await cell.event('coming')).id, text: '1. 王小明\n2. 李雷' }),
  'events.enrollPeople': async (cell) => ({ eventId: (await cell.event('coming')).id, personIds: [await cell.member()] }),
  'events.poster': async (cell) => ({ eventId: (await cell.event('coming')).id }),
  'events.cancel': async (cell) => ({ eventId: (await cell.event('coming')).id, reason: '停电了' }),
  'events.enroll': async (cell) => ({ eventId: (await cell.event('coming')).id }),
  'events.leave': async (cell) => ({ eventId: (await cell.eventOfMine('coming')).id }),
  'events.wait': async (cell) => ({ eventId: (await cell.event('coming')).id }),
  'events.stopWaiting': async (cell) => ({ eventId: (await cell.eventWaitedFor()).event.id }),
  'events.answerOffer': async (cell) => ({ eventId: (await cell.eventOffered()).id, accept: true }),
  'events.coming': async (cell) => ({ eventId: (await cell.eventOfMine('coming')).id, coming: true }),
  'events.closing': async (cell) => ({ eventId: (await cell.event('over')).id }),
  'events.close': async (cell) => ({ eventId: (await cell.event('over')).id }),
  'events.rate': async (cell) => ({ eventId: (await cell.eventSurvived({ close: false })).id, stars: 5 }),
  'events.object': async (cell) => ({ eventId: (await cell.eventSurvived({ close: true })).id, text: '我五点才走' }),
  'events.answerObjection': async (cell) => ({ ...(await cell.objection()), accept: true, answer: '补上' }),
  'events.saveShowcase': async (cell) => ({ eventId: (await cell.event('running')).id, text: '真热闹', pictures: [] }),
  'events.afterwards': async (cell) => ({ eventId: (await cell.event('over')).id }),
  'events.brief': async (cell) => ({ eventId: (await cell.event('over')).id }),

  'attendance.scan': async (cell) => ({ code: await cell.county.world.codeAt(await cell.eventOfMine()), delivery: 'live' }),
  'attendance.redeem': async (cell) => ({ ticket: await cell.ticket({ enrolled: true }) }),
  'attendance.walkIn': async (cell) => ({ ticket: await cell.ticket({ enrolled: false }) }),
  'attendance.proposeLeave': async (cell) => ({ eventId: (await cell.eventAttended()).id, leftAt: cell.now }),
  'attendance.door': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.openScreen': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.screenState': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.shareScreen': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.pass': withoutTarget({}),
  'attendance.doorPack': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.fieldPack': (cell) => ({ orgId: cell.orgId(), day: dayOf(cell.now + 40 * DAY_MS) }),
  'attendance.record': async (cell) => {
    const { event, guest } = await cell.eventWithGuest()
    return { eventId: event.id, entries: [{ personId: guest.id, purpose: 'sign_in', by: 'roll_call', at: cell.now }] }
  },
  'attendance.addEvidence': async (cell) => ({ eventId: (await cell.event('running')).id, kind: 'group_photo', picture: PICTURE }),
  'attendance.evidence': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.evidencePicture': (cell) => cell.photograph(),
  'attendance.cards': async (cell) => ({
    orgId: cell.orgId(),
    eventId: (await cell.eventWithGuest()).event.id,
    validUntil: dayOf(cell.now + DAY_MS),
  }),
  'attendance.poster': async (cell) => ({ code: await cell.poster(), delivery: 'live', at: cell.now }),
  'attendance.helpers': async (cell) => ({ eventId: (await cell.event('running')).id }),
  'attendance.appointHelper': async (cell) => {
    const { event, guest } = await cell.eventWithGuest()
    return { eventId: event.id, personId: guest.id }
  },
  'attendance.dismissHelper': async (cell) => {
    const { event, guest } = await cell.eventWithGuest()
    await cell.county.world.grant(guest, 'helper', null, event.id)
    return { eventId: event.id, personId: guest.id }
  },

  'sessions.list': (cell) => ({ homeId: cell.homeId() }),
  'sessions.get': async (cell) => ({ sessionId: (await cell.sessionOfMine('coming')).id }),
  'sessions.mine': withoutTarget({ when: 'coming' }),
  'sessions.book': async (cell) => ({ sessionId: (await cell.session('coming')).id, slotNo: 2, ...MATTER }),
  'sessions.wait': async (cell) => ({ sessionId: (await cell.fullSession()).id, ...MATTER }),
  'sessions.stopWaiting': async (cell) => ({ sessionId: (await cell.sessionWaitedFor()).id }),
  'sessions.answerOffer': async (cell) => ({ sessionId: (await cell.sessionWaitedFor({ offered: true })).id, accept: true }),
  'sessions.cancelBooking': async (cell) => ({ sessionId: (await cell.sessionOfMine('coming')).id }),
  'sessions.answerComing': async (cell) => ({ sessionId: (await cell.sessionOfMine('coming')).id, coming: true }),
  'sessions.explain': async (cell) => ({ sessionId: (await cell.sessionOfMine('running', { cancel: true })).id, text: '临时发烧' }),
  'sessions.checkInByCode': async (cell) => ({ code: await cell.dutyCode() }),
  'sessions.hostYear': withoutTarget({ year: 2026 }),
  'sessions.rotas': (cell) => ({ orgId: cell.orgId() }),
  'sessions.hosts': (cell) => ({ orgId: cell.orgId() }),
  'sessions.saveHostCard': (cell) => ({ orgId: cell.orgId(), post: '副书记', helpsWith: '就业、租房' }),
  'sessions.saveRota': (cell) => cell.rotaForm(),
  'sessions.endRota': (cell) => cell.rota(),
  'sessions.plan': (cell) => ({ orgId: cell.orgId() }),
  'sessions.move': async (cell) => ({
    sessionId: (await cell.session('coming')).id,
    homeId: cell.homeId(),
    startsAt: cell.now + 3 * DAY_MS,
    reason: '那天停电',
  }),
  'sessions.swap': async (cell) => ({ sessionId: (await cell.session('coming')).id, otherId: (await cell.session('coming')).id }),
  'sessions.takeOver': async (cell) => ({ sessionId: (await cell.session('coming')).id, hostId: (await cell.host()).id }),
  'sessions.cancel': async (cell) => ({ sessionId: (await cell.sessionOfMine('coming')).id, reason: '临时开会' }),
  'sessions.reception': async (cell) => ({ sessionId: (await cell.sessionWithGuest()).session.id }),
  'sessions.openCode': async (cell) => ({ sessionId: (await cell.session('running')).id }),
  'sessions.checkIn': async (cell) => (await cell.sessionWithGuest()).booking,
  'sessions.checkInByPass': async (cell) => {
    const { session, guest } = await cell.sessionWithGuest()
    return { sessionId: session.id, pass: (await cell.county.world.call(guest, 'attendance.pass', {})).pass }
  },
  'sessions.start': async (cell) => (await cell.sessionWithGuest()).booking,
  'sessions.finish': async (cell) => ({ ...(await cell.sessionWithGuest({ start: true })).booking, record: '说了怎么申请' }),
  'sessions.walkIn': async (cell) => ({ sessionId: (await cell.session('running')).id, pass: null, name: '小赵', ...MATTER }),
  'sessions.excuse': async (cell) => (await cell.sessionWithGuest({ cancel: true })).booking,

  'cases.services': withoutTarget({}),
  'cases.like': withoutTarget({ text: WRITTEN.text }),
  'cases.submit': (cell) => withoutTarget({ kind: 'question' as const, orgId: cell.county.places.east.orgId, ...WRITTEN })(cell),
  'cases.mine': withoutTarget({ when: 'open' }),
  'cases.get': (cell) => cell.caseFile('submitted', { mine: true }),
  'cases.say': async (cell) => ({ ...(await cell.caseFile('submitted', { mine: true })), text: '还有一件' }),
  'cases.reopen': async (cell) => ({ ...(await cell.caseFile('answered', { mine: true })), text: '没办成' }),
  'cases.rate': async (cell) => ({ ...(await cell.caseFile('answered', { mine: true })), rating: 'solved' }),
  'cases.list': (cell) => ({ orgId: cell.orgId(), which: 'to_accept' }),
  'cases.accept': async (cell) => ({ ...(await cell.caseFile('submitted')), ownerId: null }),
  'cases.sendBack': async (cell) => ({ ...(await cell.caseFile('accepted')), reason: '没说清是哪里' }),
  'cases.move': async (cell) => ({ ...(await cell.caseFile('accepted')), orgId: cell.county.places.west.orgId, reason: '归他们管' }),
  'cases.join': async (cell) => ({ ...(await cell.caseFile('accepted')), orgIds: [cell.county.places.west.orgId] }),
  'cases.reply': async (cell) => ({ ...(await cell.caseFile('accepted')), text: '正在问' }),
  'cases.note': async (cell) => ({ ...(await cell.caseFile('accepted')), text: '问过人社所了' }),
  'cases.extend': async (cell) => ({
    ...(await cell.caseFile('accepted')),
    dueOn: dayOf(addWorkingDays(answerDue(cell.now), 1)),
    reason: '等批复',
  }),
  'cases.answer': async (cell) => ({ ...(await cell.caseFile('accepted')), outcome: 'resolved', text: '可以申请' }),
  'cases.whistle': (cell) => ({ orgId: cell.orgId(), ownerOrgId: cell.county.places.west.orgId, jointOrgIds: [], ...WRITTEN }),
  'cases.handOver': async (cell) => ({
    ...(await cell.sessionWithGuest({ start: true })).booking,
    record: '要问人社所',
    orgId: cell.orgId(),
    dueOn: null,
  }),
  'cases.askUnmask': async (cell) => ({ ...(await cell.caseFile('accepted', { anonymous: true })), reason: '要联系到本人才能接着办' }),
  'cases.unmask': (cell) => cell.caseToUnmask(),
  'cases.declineUnmask': async (cell) => ({ ...(await cell.caseToUnmask()), reason: '不用知道是谁也能办' }),
  'cases.unmasking': (cell) => cell.caseToUnmask(),
  'cases.saveService': (cell) => ({ orgId: cell.orgId(), serviceId: null, name: '简历会诊', about: '周六下午' }),
  'cases.endService': (cell) => cell.service(),
  'cases.proposeAnswer': async (cell) => ({
    ...(await cell.caseFile('answered')),
    question: '开店有什么补贴？',
    answer: '带身份证到窗口申请。',
  }),
  'cases.answersToCheck': (cell) => ({ orgId: cell.orgId() }),
  'cases.checkAnswer': async (cell) => ({ ...(await cell.proposedAnswer()), publish: true }),
  'cases.summary': (cell) => ({ orgId: cell.orgId() }),

  'inbox.list': withoutTarget({}),
  'inbox.unread': withoutTarget({}),
  'inbox.subscriptions': withoutTarget({}),
  'inbox.subscribe': withoutTarget({ uses: ['offer', 'answer'] }),
  'inbox.read': async (cell) => {
    await cell.messageToMe()
    return withoutTarget({})(cell)
  },

  'hours.mine': withoutTarget({}),
  'transcript.mine': withoutTarget({}),
  'reports.workbench': (cell) => ({ orgId: cell.orgId() }),
}

/** A call that names nobody: as `other` it tries to name somebody all the same, which must change nothing. */
function withoutTarget<I extends object>(input: I): (cell: Cell) => I {
  return ({ county, target }) => (target === 'own' ? input : { ...input, personId: county.secrets[0], actorId: county.secrets[0] })
}
