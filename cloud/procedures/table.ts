import type { ProcedureName } from '@core/contract/procedures'
import { door } from './attendance/door'
import { openScreen } from './attendance/open-screen'
import { proposeLeave } from './attendance/propose-leave'
import { redeem } from './attendance/redeem'
import { scan } from './attendance/scan'
import { screenState } from './attendance/screen-state'
import { shareScreen } from './attendance/share-screen'
import { walkIn } from './attendance/walk-in'
import { cancel } from './events/cancel'
import { close } from './events/close'
import { closing } from './events/closing'
import { enroll } from './events/enroll'
import { get } from './events/get'
import { leave } from './events/leave'
import { list as listEvents } from './events/list'
import { managed as managedEvents } from './events/managed'
import { mine as myEvents } from './events/mine'
import { publish } from './events/publish'
import { list as listHomes } from './homes/list'
import { managed as managedHomes } from './homes/managed'
import { mine as myHours } from './hours/mine'
import { consent } from './people/consent'
import { demoLogin } from './people/demo-login'
import { demoPeople } from './people/demo-people'
import { logout } from './people/logout'
import { wechatLogin } from './people/wechat-login'
import { who } from './people/who'
import { settings as settingsPeople } from './people/settings'
import { saveSetting as saveSettingPeople } from './people/save-setting'
import { saveBirthMonth as saveBirthMonthPeople } from './people/save-birth-month'
import { keep as keepFiles } from './files/keep'
import { get as getFiles } from './files/get'
import { keepPart as keepPartFiles } from './files/keep-part'
import { keepDocument as keepDocumentFiles } from './files/keep-document'
import { getPart as getPartFiles } from './files/get-part'
import { about as aboutFiles } from './files/about'
import { get as getHomes } from './homes/get'
import { edit as editHomes } from './homes/edit'
import { poster as posterHomes } from './homes/poster'
import { addResident as addResidentHomes } from './homes/add-resident'
import { endResident as endResidentHomes } from './homes/end-resident'
import { clocks as clocksHomes } from './homes/clocks'
import { saveClock as saveClockHomes } from './homes/save-clock'
import { turnClock as turnClockHomes } from './homes/turn-clock'
import { endClock as endClockHomes } from './homes/end-clock'
import { models as modelsHomes } from './homes/models'
import { award as awardHomes } from './homes/award'
import { proposeDelisting as proposeDelistingHomes } from './homes/propose-delisting'
import { objectDelisting as objectDelistingHomes } from './homes/object-delisting'
import { decideDelisting as decideDelistingHomes } from './homes/decide-delisting'
import { categories as categoriesEvents } from './events/categories'
import { form as formEvents } from './events/form'
import { edit as editEvents } from './events/edit'
import { toReview as toReviewEvents } from './events/to-review'
import { review as reviewEvents } from './events/review'
import { matchList as matchListEvents } from './events/match-list'
import { enrollPeople as enrollPeopleEvents } from './events/enroll-people'
import { wait as waitEvents } from './events/wait'
import { stopWaiting as stopWaitingEvents } from './events/stop-waiting'
import { answerOffer as answerOfferEvents } from './events/answer-offer'
import { coming as comingEvents } from './events/coming'
import { rate as rateEvents } from './events/rate'
import { object as objectEvents } from './events/object'
import { answerObjection as answerObjectionEvents } from './events/answer-objection'
import { saveShowcase as saveShowcaseEvents } from './events/save-showcase'
import { afterwards as afterwardsEvents } from './events/afterwards'
import { poster as posterEvents } from './events/poster'
import { brief as briefEvents } from './events/brief'
import { pass as passAttendance } from './attendance/pass'
import { doorPack as doorPackAttendance } from './attendance/door-pack'
import { fieldPack as fieldPackAttendance } from './attendance/field-pack'
import { record as recordAttendance } from './attendance/record'
import { addEvidence as addEvidenceAttendance } from './attendance/add-evidence'
import { evidence as evidenceAttendance } from './attendance/evidence'
import { evidencePicture as evidencePictureAttendance } from './attendance/evidence-picture'
import { cards as cardsAttendance } from './attendance/cards'
import { poster as posterAttendance } from './attendance/poster'
import { helpers as helpersAttendance } from './attendance/helpers'
import { appointHelper as appointHelperAttendance } from './attendance/appoint-helper'
import { dismissHelper as dismissHelperAttendance } from './attendance/dismiss-helper'
import { list as listInbox } from './inbox/list'
import { unread as unreadInbox } from './inbox/unread'
import { read as readInbox } from './inbox/read'
import { subscribe } from './inbox/subscribe'
import { subscriptions } from './inbox/subscriptions'
import type { NamedHandler } from './procedure'
import { workbench } from './reports/workbench'
import { list as listSessions } from './sessions/list'
import { get as getSession } from './sessions/get'
import { mine as mySessions } from './sessions/mine'
import { book } from './sessions/book'
import { wait as waitForSession } from './sessions/wait'
import { stopWaiting as stopWaitingForSession } from './sessions/stop-waiting'
import { answerOffer as answerSessionOffer } from './sessions/answer-offer'
import { cancelBooking } from './sessions/cancel-booking'
import { answerComing as answerComingToSession } from './sessions/answer-coming'
import { explain as explainMissed } from './sessions/explain'
import { checkInByCode } from './sessions/check-in-by-code'
import { hostYear } from './sessions/host-year'
import { rotas } from './sessions/rotas'
import { hosts } from './sessions/hosts'
import { saveHostCard } from './sessions/save-host-card'
import { saveRota } from './sessions/save-rota'
import { endRota } from './sessions/end-rota'
import { plan } from './sessions/plan'
import { move as moveSession } from './sessions/move'
import { swap } from './sessions/swap'
import { takeOver } from './sessions/take-over'
import { cancel as cancelSession } from './sessions/cancel'
import { reception } from './sessions/reception'
import { openCode as openSessionCode } from './sessions/open-code'
import { checkIn as checkInSession } from './sessions/check-in'
import { checkInByPass } from './sessions/check-in-by-pass'
import { start as startReception } from './sessions/start'
import { finish as finishReception } from './sessions/finish'
import { walkIn as walkInToSession } from './sessions/walk-in'
import { excuse as excuseMissed } from './sessions/excuse'
import { services as casesServices } from './cases/services'
import { like as casesLike } from './cases/like'
import { submit as casesSubmit } from './cases/submit'
import { mine as casesMine } from './cases/mine'
import { get as casesGet } from './cases/get'
import { say as casesSay } from './cases/say'
import { reopen as casesReopen } from './cases/reopen'
import { rate as casesRate } from './cases/rate'
import { list as casesList } from './cases/list'
import { accept as casesAccept } from './cases/accept'
import { sendBack as casesSendBack } from './cases/send-back'
import { move as casesMove } from './cases/move'
import { join as casesJoin } from './cases/join'
import { reply as casesReply } from './cases/reply'
import { note as casesNote } from './cases/note'
import { extend as casesExtend } from './cases/extend'
import { answer as casesAnswer } from './cases/answer'
import { whistle as casesWhistle } from './cases/whistle'
import { handOver as casesHandOver } from './cases/hand-over'
import { askUnmask as casesAskUnmask } from './cases/ask-unmask'
import { unmask as casesUnmask } from './cases/unmask'
import { declineUnmask as casesDeclineUnmask } from './cases/decline-unmask'
import { unmasking as casesUnmasking } from './cases/unmasking'
import { saveService as casesSaveService } from './cases/save-service'
import { endService as casesEndService } from './cases/end-service'
import { proposeAnswer as casesProposeAnswer } from './cases/propose-answer'
import { answersToCheck as casesAnswersToCheck } from './cases/answers-to-check'
import { checkAnswer as casesCheckAnswer } from './cases/check-answer'
import { summary as casesSummary } from './cases/summary'
import { mine as myCredits } from './transcript/mine'

type HandlerTable = { [N in ProcedureName]: NamedHandler<N> }

/** Every name of the contract with what answers it; the type says when one is missing. */
export const handlers: HandlerTable = {
  'people.who': who,
  'people.demoPeople': demoPeople,
  'people.demoLogin': demoLogin,
  'people.wechatLogin': wechatLogin,
  'people.logout': logout,
  'people.consent': consent,
  'people.settings': settingsPeople,
  'people.saveSetting': saveSettingPeople,
  'people.saveBirthMonth': saveBirthMonthPeople,
  'files.keep': keepFiles,
  'files.get': getFiles,
  'files.keepPart': keepPartFiles,
  'files.keepDocument': keepDocumentFiles,
  'files.getPart': getPartFiles,
  'files.about': aboutFiles,
  'homes.list': listHomes,
  'homes.managed': managedHomes,
  'homes.get': getHomes,
  'homes.edit': editHomes,
  'homes.poster': posterHomes,
  'homes.addResident': addResidentHomes,
  'homes.endResident': endResidentHomes,
  'homes.clocks': clocksHomes,
  'homes.saveClock': saveClockHomes,
  'homes.turnClock': turnClockHomes,
  'homes.endClock': endClockHomes,
  'homes.models': modelsHomes,
  'homes.award': awardHomes,
  'homes.proposeDelisting': proposeDelistingHomes,
  'homes.objectDelisting': objectDelistingHomes,
  'homes.decideDelisting': decideDelistingHomes,
  'events.list': listEvents,
  'events.get': get,
  'events.mine': myEvents,
  'events.managed': managedEvents,
  'events.publish': publish,
  'events.cancel': cancel,
  'events.enroll': enroll,
  'events.leave': leave,
  'events.closing': closing,
  'events.close': close,
  'events.categories': categoriesEvents,
  'events.form': formEvents,
  'events.edit': editEvents,
  'events.toReview': toReviewEvents,
  'events.review': reviewEvents,
  'events.matchList': matchListEvents,
  'events.enrollPeople': enrollPeopleEvents,
  'events.wait': waitEvents,
  'events.stopWaiting': stopWaitingEvents,
  'events.answerOffer': answerOfferEvents,
  'events.coming': comingEvents,
  'events.rate': rateEvents,
  'events.object': objectEvents,
  'events.answerObjection': answerObjectionEvents,
  'events.saveShowcase': saveShowcaseEvents,
  'events.afterwards': afterwardsEvents,
  'events.poster': posterEvents,
  'events.brief': briefEvents,
  'attendance.scan': scan,
  'attendance.redeem': redeem,
  'attendance.walkIn': walkIn,
  'attendance.proposeLeave': proposeLeave,
  'attendance.door': door,
  'attendance.openScreen': openScreen,
  'attendance.screenState': screenState,
  'attendance.shareScreen': shareScreen,
  'attendance.pass': passAttendance,
  'attendance.doorPack': doorPackAttendance,
  'attendance.fieldPack': fieldPackAttendance,
  'attendance.record': recordAttendance,
  'attendance.addEvidence': addEvidenceAttendance,
  'attendance.evidence': evidenceAttendance,
  'attendance.evidencePicture': evidencePictureAttendance,
  'attendance.cards': cardsAttendance,
  'attendance.poster': posterAttendance,
  'attendance.helpers': helpersAttendance,
  'attendance.appointHelper': appointHelperAttendance,
  'attendance.dismissHelper': dismissHelperAttendance,
  'inbox.list': listInbox,
  'inbox.unread': unreadInbox,
  'inbox.read': readInbox,
  'inbox.subscriptions': subscriptions,
  'inbox.subscribe': subscribe,
  'hours.mine': myHours,
  'transcript.mine': myCredits,
  'reports.workbench': workbench,
  'sessions.list': listSessions,
  'sessions.get': getSession,
  'sessions.mine': mySessions,
  'sessions.book': book,
  'sessions.wait': waitForSession,
  'sessions.stopWaiting': stopWaitingForSession,
  'sessions.answerOffer': answerSessionOffer,
  'sessions.cancelBooking': cancelBooking,
  'sessions.answerComing': answerComingToSession,
  'sessions.explain': explainMissed,
  'sessions.checkInByCode': checkInByCode,
  'sessions.hostYear': hostYear,
  'sessions.rotas': rotas,
  'sessions.hosts': hosts,
  'sessions.saveHostCard': saveHostCard,
  'sessions.saveRota': saveRota,
  'sessions.endRota': endRota,
  'sessions.plan': plan,
  'sessions.move': moveSession,
  'sessions.swap': swap,
  'sessions.takeOver': takeOver,
  'sessions.cancel': cancelSession,
  'sessions.reception': reception,
  'sessions.openCode': openSessionCode,
  'sessions.checkIn': checkInSession,
  'sessions.checkInByPass': checkInByPass,
  'sessions.start': startReception,
  'sessions.finish': finishReception,
  'sessions.walkIn': walkInToSession,
  'sessions.excuse': excuseMissed,
  'cases.services': casesServices,
  'cases.like': casesLike,
  'cases.submit': casesSubmit,
  'cases.mine': casesMine,
  'cases.get': casesGet,
  'cases.say': casesSay,
  'cases.reopen': casesReopen,
  'cases.rate': casesRate,
  'cases.list': casesList,
  'cases.accept': casesAccept,
  'cases.sendBack': casesSendBack,
  'cases.move': casesMove,
  'cases.join': casesJoin,
  'cases.reply': casesReply,
  'cases.note': casesNote,
  'cases.extend': casesExtend,
  'cases.answer': casesAnswer,
  'cases.whistle': casesWhistle,
  'cases.handOver': casesHandOver,
  'cases.askUnmask': casesAskUnmask,
  'cases.unmask': casesUnmask,
  'cases.declineUnmask': casesDeclineUnmask,
  'cases.unmasking': casesUnmasking,
  'cases.saveService': casesSaveService,
  'cases.endService': casesEndService,
  'cases.proposeAnswer': casesProposeAnswer,
  'cases.answersToCheck': casesAnswersToCheck,
  'cases.checkAnswer': casesCheckAnswer,
  'cases.summary': casesSummary,
}

/** The handler of a name, for a caller whose input was parsed by that name's schema. */
export function handlerOf(name: ProcedureName): NamedHandler {
  return handlers[name] as unknown as NamedHandler
}
