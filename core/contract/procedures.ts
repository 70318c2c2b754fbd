import type * as z from './zod'
import {
  DOORKEEPERS,
  everybody,
  HELPERS,
  OFFICERS,
  OWN_OFFICERS,
  PARENTS,
  SECRETARIES,
  theConsented,
  theLoggedIn,
  type Access,
} from './access'
import { EmptySchema, MadeFileSchema } from './common'
import type { ErrorCode } from './errors'
import * as attendance from './attendance'
import * as cases from './cases'
import * as events from './events'
import * as files from './files'
import * as homes from './homes'
import * as hours from './hours'
import * as inbox from './inbox'
import * as people from './people'
import * as reports from './reports'
import * as sessions from './sessions'
import * as transcript from './transcript'

/**
 * query — reads; may be repeated freely.
 * record — something that already happened (a scan): it goes through the outbox and is never lost.
 * request — asks for something scarce (a place): on line only, retried with the same nonce.
 * session — logs in or out: its answer holds a secret, so it is never kept as a command.
 */
export type Kind = 'query' | 'record' | 'request' | 'session'

/**
 * Who may call. `anyone` needs no log-in, `login` a log-in, `person` a log-in and consent. A role reaches its
 * organisation and what is below; `of` names the input field that says which organisation is meant. `event` also admits
 * a helper of that one event where the role is `helper`.
 */
export type Who = 'anyone' | 'login' | 'person' | RoleNeeded
export interface RoleNeeded {
  role: 'helper' | 'officer' | 'secretary'
  of: 'orgId' | 'homeId' | 'eventId' | 'sessionId' | 'caseId'
  /** Only a role at that very organization will do: what is said there in confidence is not for those above. */
  own?: true
}

export interface Procedure {
  kind: Kind
  who: Who
  /** What each caller is answered, `own` and `other`: asked cell by cell by `npm run matrix`. */
  access: Access
  input: z.ZodMiniType
  output: z.ZodMiniType
  /** The refusals that are its own, besides those any call may get (`COMMON_ERRORS`). */
  errors: readonly ErrorCode[]
  /** The call itself is written to the audit log although it changes nothing. */
  audited?: true
  /** Asked again and again by a page that is open: of an audited query one line of the log in ten minutes, per caller and subject, is enough. */
  polled?: true
  /** Its answer holds a secret: the command is kept, the answer is not, and a repeat makes a new one. */
  secret?: true
}

/** What any call may be refused with. */
export const COMMON_ERRORS = [
  'bad_request',
  'unknown_procedure',
  'body_too_large',
  'nonce_reused',
  'rate_limited',
  'unavailable',
  'server_error',
  'not_logged_in',
  'consent_needed',
  'not_found',
] as const satisfies readonly ErrorCode[]

const SCAN_ERRORS = [
  'code_unreadable',
  'code_invalid',
  'code_expired',
  'code_ahead',
  'wrong_purpose',
  'other_event',
  'too_early',
  'sign_in_closed',
  'sign_out_closed',
  'not_signed_in',
  'not_enrolled_full',
  'walk_in_not_allowed',
  'event_cancelled',
] as const satisfies readonly ErrorCode[]

const TICKET_ERRORS = [
  'ticket_expired',
  'ticket_invalid',
  'not_signed_in',
  'not_enrolled_full',
  'event_cancelled',
] as const satisfies readonly ErrorCode[]

/** Whom an event is for holds at its door as well. */
const DOOR_ERRORS = ['not_for_you', 'age_unknown', 'age_not_fitting'] as const satisfies readonly ErrorCode[]

/** The one table of names. `<feature>.<verb>` is also the path of the file in `cloud/procedures/`. */
export const procedures = {
  'people.who': { kind: 'query', who: 'anyone', access: everybody('ok'), input: EmptySchema, output: people.WhoSchema, errors: [] },
  'people.demoPeople': {
    kind: 'query',
    who: 'anyone',
    access: everybody('demo_only'),
    input: EmptySchema,
    output: people.DemoPeopleSchema,
    errors: ['demo_only'],
  },
  'people.demoLogin': {
    kind: 'session',
    who: 'anyone',
    access: everybody('demo_only'),
    input: people.DemoLoginInputSchema,
    output: people.SessionSchema,
    errors: ['demo_only'],
  },
  'people.wechatLogin': {
    kind: 'session',
    who: 'anyone',
    access: everybody('ok', 'login_failed'),
    input: people.WechatLoginInputSchema,
    output: people.SessionSchema,
    errors: ['login_failed', 'login_busy', 'login_blocked', 'login_unavailable'],
  },
  'people.logout': { kind: 'session', who: 'login', access: theLoggedIn('ok'), input: EmptySchema, output: EmptySchema, errors: [] },
  'people.consent': {
    kind: 'request',
    who: 'login',
    access: theLoggedIn('ok'),
    input: people.ConsentInputSchema,
    output: people.MeSchema,
    errors: [],
  },

  'people.settings': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: reports.WorkbenchInputSchema,
    output: people.SettingsSchema,
    errors: [],
  },
  'people.saveSetting': {
    kind: 'request',
    who: { role: 'secretary', of: 'orgId' },
    access: SECRETARIES,
    input: people.SaveSettingInputSchema,
    output: people.SettingsSchema,
    errors: [],
  },
  'people.saveBirthMonth': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: people.BirthMonthInputSchema,
    output: people.MeSchema,
    errors: [],
  },

  'files.keep': {
    kind: 'record',
    who: 'person',
    access: theConsented('ok'),
    input: files.KeepInputSchema,
    output: files.KeptFileSchema,
    errors: ['not_a_picture', 'picture_too_large', 'too_many_pictures'],
  },
  /** A public picture, or one of one’s own. */
  'files.get': {
    kind: 'query',
    who: 'anyone',
    access: everybody('ok', 'not_found'),
    input: files.FileInputSchema,
    output: files.FileContentSchema,
    errors: [],
  },
  /** One part of a document on its way. */
  'files.keepPart': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: files.KeepPartInputSchema,
    output: EmptySchema,
    errors: ['file_too_large'],
  },
  /** A document whose parts have all arrived. */
  'files.keepDocument': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: files.KeepDocumentInputSchema,
    output: files.KeptDocumentSchema,
    errors: ['file_incomplete', 'file_too_large', 'not_a_document', 'too_many_files'],
  },
  /** A part of a file that the caller may see: a document is fetched as it was sent. */
  'files.getPart': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok', 'not_found'),
    input: files.PartInputSchema,
    output: files.FilePartSchema,
    errors: [],
  },
  /** What files are, before anybody fetches them. Those that the caller may not see are left out. */
  'files.about': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: files.FilesAboutInputSchema,
    output: files.FilesAboutSchema,
    errors: [],
  },

  'homes.list': { kind: 'query', who: 'anyone', access: everybody('ok'), input: EmptySchema, output: homes.HomesSchema, errors: [] },
  /** The homes an officer may publish for, and the organizations that may be named there. */
  'homes.managed': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: reports.WorkbenchInputSchema,
    output: homes.ManagedHomesSchema,
    errors: [],
  },

  'homes.get': {
    kind: 'query',
    who: 'anyone',
    access: everybody('ok'),
    input: homes.HomeKeySchema,
    output: homes.HomePageSchema,
    errors: [],
  },
  'homes.edit': {
    kind: 'request',
    who: { role: 'officer', of: 'homeId' },
    access: OFFICERS,
    input: homes.EditHomeInputSchema,
    output: EmptySchema,
    errors: ['not_a_picture', 'content_refused'],
  },
  /** Makes the home’s printed code, where it has none, and the sheet to print. */
  'homes.poster': {
    kind: 'request',
    who: { role: 'officer', of: 'homeId' },
    access: OFFICERS,
    secret: true,
    input: homes.HomeIdInputSchema,
    output: homes.HomePosterSchema,
    errors: [],
  },
  'homes.addResident': {
    kind: 'request',
    who: { role: 'officer', of: 'homeId' },
    access: OFFICERS,
    input: homes.AddResidentInputSchema,
    output: EmptySchema,
    errors: ['content_refused'],
  },
  'homes.endResident': {
    kind: 'request',
    who: { role: 'officer', of: 'homeId' },
    access: OFFICERS,
    input: homes.EndResidentInputSchema,
    output: EmptySchema,
    errors: [],
  },
  'homes.clocks': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: reports.WorkbenchInputSchema,
    output: homes.ClocksSchema,
    errors: [],
  },
  'homes.saveClock': {
    kind: 'request',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: homes.SaveClockInputSchema,
    output: homes.ClockSchema,
    errors: ['home_not_yours'],
  },
  'homes.turnClock': {
    kind: 'record',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: homes.TurnClockInputSchema,
    output: homes.ClockSchema,
    errors: [],
  },
  'homes.endClock': {
    kind: 'request',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: homes.EndClockInputSchema,
    output: EmptySchema,
    errors: [],
  },
  'homes.models': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: reports.WorkbenchInputSchema,
    output: homes.ModelHomesSchema,
    errors: [],
  },
  /** By an organization above the home’s; a root organization for its own. */
  'homes.award': {
    kind: 'request',
    who: { role: 'secretary', of: 'homeId' },
    access: PARENTS,
    input: homes.HomeReasonInputSchema,
    output: EmptySchema,
    errors: ['standing_wrong'],
  },
  'homes.proposeDelisting': {
    kind: 'request',
    who: { role: 'secretary', of: 'homeId' },
    access: PARENTS,
    input: homes.HomeReasonInputSchema,
    output: EmptySchema,
    errors: ['standing_wrong', 'not_dormant'],
  },
  'homes.objectDelisting': {
    kind: 'request',
    who: { role: 'secretary', of: 'homeId' },
    access: SECRETARIES,
    input: homes.HomeReasonInputSchema,
    output: EmptySchema,
    errors: ['standing_wrong'],
  },
  /** By another secretary than the one who proposed it. */
  'homes.decideDelisting': {
    kind: 'request',
    who: { role: 'secretary', of: 'homeId' },
    access: PARENTS,
    input: homes.DecideDelistingInputSchema,
    output: EmptySchema,
    errors: ['standing_wrong', 'own_proposal'],
  },

  'events.list': {
    kind: 'query',
    who: 'anyone',
    access: everybody('ok'),
    input: events.EventListInputSchema,
    output: events.EventListSchema,
    errors: [],
  },
  'events.get': {
    kind: 'query',
    who: 'anyone',
    access: everybody('ok'),
    input: events.EventKeySchema,
    output: events.EventDetailSchema,
    errors: [],
  },
  'events.mine': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: events.MyEventsInputSchema,
    output: events.MyEventsSchema,
    errors: [],
  },
  'events.managed': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: events.ManagedInputSchema,
    output: events.ManagedEventsSchema,
    errors: [],
  },
  'events.publish': {
    kind: 'request',
    who: { role: 'officer', of: 'homeId' },
    access: OFFICERS,
    input: events.PublishInputSchema,
    output: events.PublishedSchema,
    errors: [
      'content_refused',
      'invalid_time',
      'hours_checklist_needed',
      'not_volunteer_service',
      'sign_out_needed_for_hours',
      'conditions_wrong',
      'home_not_yours',
      'not_a_picture',
      'series_too_long',
      'series_empty',
    ],
  },
  'events.cancel': {
    kind: 'request',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.CancelInputSchema,
    output: EmptySchema,
    errors: ['event_not_open'],
  },
  'events.enroll': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: events.EnrollInputSchema,
    output: events.EnrollmentSchema,
    errors: [
      'event_full',
      'enrollment_closed',
      'enrollment_not_open',
      'event_cancelled',
      'not_for_you',
      'age_unknown',
      'age_not_fitting',
      'shift_unknown',
    ],
  },
  'events.leave': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_enrolled'),
    input: events.LeaveInputSchema,
    output: events.EnrollmentSchema,
    errors: ['not_enrolled', 'already_signed_in', 'event_not_open', 'event_started'],
  },
  'events.closing': {
    kind: 'query',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.EventIdInputSchema,
    output: events.ClosingSchema,
    errors: [],
  },
  'events.close': {
    kind: 'request',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.CloseInputSchema,
    output: events.ClosingSchema,
    errors: ['event_not_over', 'event_not_open', 'invalid_time'],
  },

  'events.categories': {
    kind: 'query',
    who: 'anyone',
    access: everybody('ok'),
    input: events.CategoriesInputSchema,
    output: events.CategoriesSchema,
    errors: [],
  },
  'events.form': {
    kind: 'query',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.EventIdInputSchema,
    output: events.EventFormAnswerSchema,
    errors: [],
  },
  'events.edit': {
    kind: 'request',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.EditInputSchema,
    output: events.EditedSchema,
    errors: [
      'content_refused',
      'invalid_time',
      'hours_checklist_needed',
      'not_volunteer_service',
      'sign_out_needed_for_hours',
      'conditions_wrong',
      'home_not_yours',
      'not_a_picture',
      'event_not_open',
      'event_started',
      'places_below_taken',
      'shift_unknown',
      'words_reviewed',
    ],
  },
  'events.toReview': {
    kind: 'query',
    who: { role: 'secretary', of: 'orgId' },
    access: SECRETARIES,
    input: events.ToReviewInputSchema,
    output: events.ManagedEventsSchema,
    errors: [],
  },
  /** By an organization above the event’s. */
  'events.review': {
    kind: 'request',
    who: { role: 'secretary', of: 'eventId' },
    access: PARENTS,
    input: events.ReviewInputSchema,
    output: EmptySchema,
    errors: ['not_in_review', 'review_outdated', 'reason_needed'],
  },
  'events.matchList': {
    kind: 'query',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.MatchListInputSchema,
    output: events.MatchedListSchema,
    errors: ['list_too_long'],
  },
  'events.enrollPeople': {
    kind: 'request',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.EnrollPeopleInputSchema,
    output: events.EnrolledPeopleSchema,
    errors: ['event_not_open', 'event_started', 'not_on_list', 'shift_unknown'],
  },
  'events.wait': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: events.WaitInputSchema,
    output: events.WaitedSchema,
    errors: [
      'enrollment_closed',
      'enrollment_not_open',
      'event_cancelled',
      'not_for_you',
      'age_unknown',
      'age_not_fitting',
      'shift_unknown',
      'waiting_not_needed',
      'event_started',
    ],
  },
  'events.stopWaiting': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_waiting'),
    input: events.EventIdInputSchema,
    output: EmptySchema,
    errors: ['not_waiting'],
  },
  'events.answerOffer': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'no_offer'),
    input: events.AnswerOfferInputSchema,
    output: events.WaitedSchema,
    errors: ['offer_expired', 'no_offer', 'event_started', 'event_cancelled'],
  },
  'events.coming': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_enrolled'),
    input: events.ComingInputSchema,
    output: events.EnrollmentSchema,
    errors: ['not_enrolled', 'already_signed_in', 'event_started', 'event_not_open'],
  },
  'events.rate': {
    kind: 'record',
    who: 'person',
    access: theConsented('ok', 'not_attended'),
    input: events.RateInputSchema,
    output: EmptySchema,
    errors: ['not_attended', 'event_not_closed'],
  },
  'events.object': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_attended'),
    input: events.ObjectInputSchema,
    output: events.MyObjectionSchema,
    errors: ['not_attended', 'objection_late', 'objection_open', 'event_not_closed'],
  },
  'events.answerObjection': {
    kind: 'request',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.AnswerObjectionInputSchema,
    output: EmptySchema,
    errors: ['standing_wrong', 'own_objection'],
  },
  /** A helper’s waits for an officer’s look; an officer’s own saving is that look. */
  'events.saveShowcase': {
    kind: 'request',
    who: { role: 'helper', of: 'eventId' },
    access: HELPERS,
    input: events.SaveShowcaseInputSchema,
    output: events.SavedShowcaseSchema,
    errors: ['content_refused', 'not_a_picture', 'event_not_open'],
  },
  'events.afterwards': {
    kind: 'query',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.EventIdInputSchema,
    output: events.AfterwardsSchema,
    errors: [],
  },
  'events.poster': {
    kind: 'query',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.EventIdInputSchema,
    output: MadeFileSchema,
    errors: [],
  },
  /** 一键简报: a ZIP with the draft report, pictures, the register and a text for the group chat. */
  'events.brief': {
    kind: 'query',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    audited: true,
    input: events.EventIdInputSchema,
    output: MadeFileSchema,
    errors: [],
  },

  'attendance.scan': {
    kind: 'record',
    who: 'anyone',
    access: everybody('ok'),
    input: attendance.ScanInputSchema,
    output: attendance.ScanOutcomeSchema,
    errors: SCAN_ERRORS,
  },
  'attendance.redeem': {
    kind: 'record',
    who: 'person',
    access: theConsented('ok', 'ticket_invalid'),
    input: attendance.TicketInputSchema,
    output: attendance.ScanOutcomeSchema,
    errors: TICKET_ERRORS,
  },
  'attendance.walkIn': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'ticket_invalid'),
    input: attendance.TicketInputSchema,
    output: attendance.ScanOutcomeSchema,
    errors: [...TICKET_ERRORS, ...DOOR_ERRORS],
  },
  'attendance.proposeLeave': {
    kind: 'record',
    who: 'person',
    access: theConsented('ok', 'not_signed_in'),
    input: attendance.ProposeLeaveInputSchema,
    output: attendance.ProposedLeaveSchema,
    errors: ['not_signed_in', 'invalid_time'],
  },
  'attendance.door': {
    kind: 'query',
    who: { role: 'helper', of: 'eventId' },
    access: HELPERS,
    input: attendance.DoorInputSchema,
    output: attendance.DoorListSchema,
    errors: [],
  },
  /** `anyone`: the procedure itself asks for the role or for a valid pass. */
  'attendance.openScreen': {
    kind: 'query',
    who: 'anyone',
    access: DOORKEEPERS,
    audited: true,
    input: attendance.OpenScreenInputSchema,
    output: attendance.ScreenSchema,
    errors: ['screen_pass_expired'],
  },
  'attendance.screenState': {
    kind: 'query',
    who: 'anyone',
    access: DOORKEEPERS,
    input: attendance.OpenScreenInputSchema,
    output: attendance.ScreenStateSchema,
    errors: ['screen_pass_expired'],
  },
  'attendance.shareScreen': {
    kind: 'request',
    who: { role: 'helper', of: 'eventId' },
    access: HELPERS,
    secret: true,
    input: events.EventIdInputSchema,
    output: attendance.ScreenLinkSchema,
    errors: [],
  },

  'attendance.pass': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: EmptySchema,
    output: attendance.PassSchema,
    errors: [],
  },
  'attendance.doorPack': {
    kind: 'query',
    who: { role: 'helper', of: 'eventId' },
    access: HELPERS,
    audited: true,
    input: events.EventIdInputSchema,
    output: attendance.DoorPackAnswerSchema,
    errors: [],
  },
  'attendance.fieldPack': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    audited: true,
    input: attendance.FieldPackInputSchema,
    output: attendance.FieldPackSchema,
    errors: ['too_many_events'],
  },
  'attendance.record': {
    kind: 'record',
    who: { role: 'helper', of: 'eventId' },
    access: HELPERS,
    input: attendance.RecordInputSchema,
    output: attendance.RecordedSchema,
    errors: [
      'pass_unreadable',
      'pass_invalid',
      'pass_expired',
      'not_on_list',
      'evidence_needed',
      'reason_needed',
      'too_early',
      'sign_in_closed',
      'sign_out_closed',
      'not_signed_in',
      'event_cancelled',
      'event_not_open',
      'wrong_purpose',
      'invalid_time',
    ],
  },
  'attendance.addEvidence': {
    kind: 'record',
    who: { role: 'helper', of: 'eventId' },
    access: HELPERS,
    input: attendance.AddEvidenceInputSchema,
    output: attendance.AddedEvidenceSchema,
    errors: ['not_a_picture', 'picture_too_large', 'event_not_open'],
  },
  'attendance.evidence': {
    kind: 'query',
    who: { role: 'helper', of: 'eventId' },
    access: HELPERS,
    input: events.EventIdInputSchema,
    output: attendance.EventEvidenceSchema,
    errors: [],
  },
  'attendance.evidencePicture': {
    kind: 'query',
    who: { role: 'helper', of: 'eventId' },
    access: HELPERS,
    input: attendance.EvidencePictureInputSchema,
    output: files.FileContentSchema,
    errors: [],
  },
  'attendance.cards': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    audited: true,
    input: attendance.CardsInputSchema,
    output: MadeFileSchema,
    errors: ['invalid_time', 'nobody_to_print', 'too_many_cards', 'name_not_printable'],
  },
  'attendance.poster': {
    kind: 'record',
    who: 'person',
    access: theConsented('ok', 'poster_unknown'),
    input: attendance.PosterInputSchema,
    output: attendance.PosterOutcomeSchema,
    errors: ['poster_unknown', 'code_expired', 'invalid_time', 'not_enrolled_full', 'walk_in_not_allowed', ...DOOR_ERRORS],
  },
  'attendance.helpers': {
    kind: 'query',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: events.EventIdInputSchema,
    output: attendance.HelpersSchema,
    errors: [],
  },
  'attendance.appointHelper': {
    kind: 'request',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: attendance.AppointHelperInputSchema,
    output: attendance.HelpersSchema,
    errors: ['pass_unreadable', 'pass_invalid', 'pass_expired', 'not_on_list', 'event_not_open'],
  },
  'attendance.dismissHelper': {
    kind: 'request',
    who: { role: 'officer', of: 'eventId' },
    access: OFFICERS,
    input: attendance.HelperInputSchema,
    output: attendance.HelpersSchema,
    errors: [],
  },

  'inbox.list': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: inbox.InboxInputSchema,
    output: inbox.InboxSchema,
    errors: [],
  },
  'inbox.unread': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: EmptySchema,
    output: inbox.UnreadSchema,
    errors: [],
  },
  'inbox.read': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: inbox.ReadInputSchema,
    output: inbox.UnreadSchema,
    errors: [],
  },
  'inbox.subscriptions': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: EmptySchema,
    output: inbox.SubscriptionsSchema,
    errors: [],
  },
  'inbox.subscribe': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: inbox.SubscribeInputSchema,
    output: EmptySchema,
    errors: [],
  },

  'hours.mine': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: hours.MyHoursInputSchema,
    output: hours.MyHoursSchema,
    errors: [],
  },
  'transcript.mine': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: transcript.MyCreditsInputSchema,
    output: transcript.MyCreditsSchema,
    errors: [],
  },
  'reports.workbench': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: reports.WorkbenchInputSchema,
    output: reports.WorkbenchSchema,
    errors: [],
  },

  'sessions.list': {
    kind: 'query',
    who: 'anyone',
    access: everybody('ok'),
    input: sessions.SessionListInputSchema,
    output: sessions.SessionListSchema,
    errors: [],
  },
  'sessions.get': {
    kind: 'query',
    who: 'anyone',
    access: everybody('ok'),
    input: sessions.SessionKeySchema,
    output: sessions.SessionDetailSchema,
    errors: [],
  },
  'sessions.mine': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: sessions.MySessionsInputSchema,
    output: sessions.MySessionsSchema,
    errors: [],
  },
  'sessions.book': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: sessions.BookInputSchema,
    output: sessions.MyPartOfSessionSchema,
    errors: [
      'session_full',
      'slot_unknown',
      'slot_passed',
      'session_cancelled',
      'session_over',
      'booking_limit',
      'booking_overlap',
      'booking_paused',
      'booking_begun',
    ],
  },
  'sessions.wait': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: sessions.WaitForSessionInputSchema,
    output: sessions.MyPartOfSessionSchema,
    errors: ['session_cancelled', 'session_over', 'already_booked', 'slot_free', 'booking_limit', 'booking_paused'],
  },
  'sessions.stopWaiting': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_waiting'),
    input: sessions.SessionIdInputSchema,
    output: sessions.MyPartOfSessionSchema,
    errors: ['not_waiting'],
  },
  'sessions.answerOffer': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'no_offer'),
    input: sessions.AnswerSessionOfferInputSchema,
    output: sessions.MyPartOfSessionSchema,
    errors: ['no_offer', 'offer_expired', 'session_cancelled', 'booking_limit', 'booking_overlap', 'booking_paused'],
  },
  'sessions.cancelBooking': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_booked'),
    input: sessions.SessionIdInputSchema,
    output: sessions.MyPartOfSessionSchema,
    errors: ['not_booked', 'booking_begun'],
  },
  'sessions.answerComing': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_booked'),
    input: sessions.AnswerComingInputSchema,
    output: sessions.MyPartOfSessionSchema,
    errors: ['not_booked', 'booking_begun'],
  },
  /** Says why one did not come. */
  'sessions.explain': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'nothing_missed'),
    input: sessions.ExplainInputSchema,
    output: sessions.MyPartOfSessionSchema,
    errors: ['nothing_missed'],
  },
  /** By the code that turns on the host's phone. */
  'sessions.checkInByCode': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_booked'),
    input: sessions.CheckInByCodeInputSchema,
    output: sessions.CheckedInSchema,
    errors: [
      'code_unreadable',
      'code_invalid',
      'code_expired',
      'code_ahead',
      'not_booked',
      'session_cancelled',
      'too_early',
      'session_over',
      'booking_state_wrong',
    ],
  },
  /** What a host has done in a year, and the next duties. */
  'sessions.hostYear': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: sessions.HostYearInputSchema,
    output: sessions.HostYearSchema,
    errors: [],
  },
  'sessions.rotas': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: sessions.OrgIdInputSchema,
    output: sessions.RotasSchema,
    errors: [],
  },
  /** Who may receive: the officers of an organization, with their public cards. */
  'sessions.hosts': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: sessions.OrgIdInputSchema,
    output: sessions.HostsSchema,
    errors: [],
  },
  /** The caller's own public card. */
  'sessions.saveHostCard': {
    kind: 'request',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: sessions.SaveHostCardInputSchema,
    output: sessions.HostCardSchema,
    errors: ['content_refused'],
  },
  'sessions.saveRota': {
    kind: 'request',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: sessions.SaveRotaInputSchema,
    output: sessions.RotaSchema,
    errors: ['rota_times_wrong', 'slot_length_wrong', 'host_unknown', 'host_busy', 'home_not_yours'],
  },
  /** No more sessions are made; those that nobody has booked go. */
  'sessions.endRota': {
    kind: 'request',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: sessions.EndRotaInputSchema,
    output: EmptySchema,
    errors: [],
  },
  /** The sessions of the next eight weeks. */
  'sessions.plan': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: sessions.OrgIdInputSchema,
    output: sessions.PlanSchema,
    errors: [],
  },
  'sessions.move': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId' },
    access: OFFICERS,
    input: sessions.MoveSessionInputSchema,
    output: sessions.SessionCardSchema,
    errors: ['session_begun', 'session_cancelled', 'invalid_time', 'host_busy', 'home_not_yours'],
  },
  'sessions.swap': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId' },
    access: OFFICERS,
    input: sessions.SwapInputSchema,
    output: sessions.SessionCardSchema,
    errors: ['session_begun', 'session_cancelled', 'swap_wrong', 'host_busy'],
  },
  'sessions.takeOver': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId' },
    access: OFFICERS,
    input: sessions.TakeOverInputSchema,
    output: sessions.SessionCardSchema,
    errors: ['session_over', 'session_cancelled', 'host_unknown', 'host_busy'],
  },
  'sessions.cancel': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId' },
    access: OFFICERS,
    input: sessions.CancelSessionInputSchema,
    output: EmptySchema,
    errors: ['session_begun', 'session_cancelled'],
  },
  /** The host's list, with what people come with. Who looked is written down. */
  'sessions.reception': {
    kind: 'query',
    who: { role: 'officer', of: 'sessionId', own: true },
    access: OWN_OFFICERS,
    audited: true,
    polled: true,
    input: sessions.SessionIdInputSchema,
    output: sessions.ReceptionSchema,
    errors: [],
  },
  /** The secret of the code that turns on the host's phone. Who opened it is written down, as for a venue's screen. */
  'sessions.openCode': {
    kind: 'query',
    who: { role: 'officer', of: 'sessionId', own: true },
    access: OWN_OFFICERS,
    audited: true,
    input: sessions.SessionIdInputSchema,
    output: sessions.SessionSecretSchema,
    errors: ['session_cancelled'],
  },
  'sessions.checkIn': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId', own: true },
    access: OWN_OFFICERS,
    input: sessions.BookingIdInputSchema,
    output: EmptySchema,
    errors: ['booking_state_wrong', 'session_cancelled', 'too_early', 'session_over'],
  },
  'sessions.checkInByPass': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId', own: true },
    access: OWN_OFFICERS,
    input: sessions.CheckInByPassInputSchema,
    output: sessions.CheckedInSchema,
    errors: [
      'pass_unreadable',
      'pass_invalid',
      'pass_expired',
      'not_booked',
      'booking_state_wrong',
      'session_cancelled',
      'too_early',
      'session_over',
    ],
  },
  'sessions.start': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId', own: true },
    access: OWN_OFFICERS,
    input: sessions.BookingIdInputSchema,
    output: EmptySchema,
    errors: ['booking_state_wrong', 'session_cancelled', 'too_early', 'session_over'],
  },
  /** Received, and answered on the spot. */
  'sessions.finish': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId', own: true },
    access: OWN_OFFICERS,
    input: sessions.FinishInputSchema,
    output: EmptySchema,
    errors: ['booking_state_wrong'],
  },
  /** Somebody who came without a booking: fitted between, and never refused for want of a place. */
  'sessions.walkIn': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId', own: true },
    access: OWN_OFFICERS,
    input: sessions.WalkInInputSchema,
    output: sessions.CheckedInSchema,
    errors: ['pass_unreadable', 'pass_invalid', 'pass_expired', 'already_booked', 'session_cancelled', 'too_early', 'session_over'],
  },
  /** Accepts why somebody did not come: it does not count. */
  'sessions.excuse': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId', own: true },
    access: OWN_OFFICERS,
    input: sessions.BookingIdInputSchema,
    output: EmptySchema,
    errors: ['booking_state_wrong'],
  },

  /** What organizations offer, and whom one can write to. */
  'cases.services': {
    kind: 'query',
    who: 'anyone',
    access: everybody('ok'),
    input: cases.ServicesInputSchema,
    output: cases.ServicesSchema,
    errors: [],
  },
  /** Answers of the library to questions like what is being typed. */
  'cases.like': {
    kind: 'query',
    who: 'anyone',
    access: everybody('ok'),
    input: cases.LikeInputSchema,
    output: cases.LibraryAnswersSchema,
    errors: [],
  },
  'cases.submit': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok'),
    input: cases.SubmitCaseInputSchema,
    output: cases.SubmittedCaseSchema,
    errors: ['content_refused', 'service_unknown', 'org_closed', 'nobody_above', 'file_incomplete'],
  },
  'cases.mine': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok'),
    input: cases.MyCasesInputSchema,
    output: cases.CasesSchema,
    errors: [],
  },
  /** For its person, and for officers of the organization in charge and of those that join in; for nobody else. */
  'cases.get': {
    kind: 'query',
    who: 'person',
    access: theConsented('ok', 'not_found'),
    audited: true,
    input: cases.CaseIdInputSchema,
    output: cases.CaseDetailSchema,
    errors: [],
  },
  /** The person writes to whoever is in charge; of a whistle, which has none, those who whistled. They reopen and rate it, too. */
  'cases.say': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_found'),
    input: cases.SayInputSchema,
    output: EmptySchema,
    errors: ['content_refused', 'case_state_wrong', 'file_incomplete'],
  },
  'cases.reopen': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_found'),
    input: cases.ReopenInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'reopen_late', 'reopened_before', 'content_refused'],
  },
  'cases.rate': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_found'),
    input: cases.RateCaseInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong'],
  },
  'cases.list': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId', own: true },
    access: OWN_OFFICERS,
    input: cases.CaseListInputSchema,
    output: cases.CaseListSchema,
    errors: [],
  },
  /** Takes a case over, or gives it to a colleague; also when it has an officer already. */
  'cases.accept': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.AcceptCaseInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'not_in_charge', 'host_unknown'],
  },
  'cases.sendBack': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.SendCaseBackInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'not_in_charge'],
  },
  /** To another organization, which is in charge from then on. */
  'cases.move': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.MoveCaseInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'not_in_charge', 'org_closed'],
  },
  'cases.join': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.JoinCaseInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'not_in_charge', 'org_closed'],
  },
  /** An officer writes to the person. */
  'cases.reply': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.SayInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'content_refused', 'file_incomplete', 'not_in_charge'],
  },
  /** Among officers: the person never sees it. */
  'cases.note': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.SayInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'file_incomplete'],
  },
  'cases.extend': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.ExtendCaseInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'not_in_charge', 'already_extended', 'due_not_working_day', 'due_too_early'],
  },
  'cases.answer': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.AnswerCaseInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'not_in_charge', 'content_refused', 'file_incomplete'],
  },
  'cases.whistle': {
    kind: 'request',
    who: { role: 'officer', of: 'orgId', own: true },
    access: OWN_OFFICERS,
    input: cases.WhistleInputSchema,
    output: cases.SubmittedCaseSchema,
    errors: ['org_closed', 'file_incomplete', 'due_not_working_day', 'due_too_early'],
  },
  /** 转办: a reception ends in a case. */
  'cases.handOver': {
    kind: 'request',
    who: { role: 'officer', of: 'sessionId', own: true },
    access: OWN_OFFICERS,
    input: cases.HandOverInputSchema,
    output: cases.SubmittedCaseSchema,
    errors: ['booking_state_wrong', 'org_closed', 'due_not_working_day', 'due_too_early'],
  },
  'cases.askUnmask': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.AskUnmaskInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'not_in_charge', 'nobody_above'],
  },
  /** One of the two people of the organization above who must agree. */
  'cases.unmask': {
    kind: 'request',
    who: 'person',
    access: PARENTS,
    input: cases.CaseIdInputSchema,
    output: cases.UnmaskedSchema,
    errors: ['own_unmasking', 'case_state_wrong'],
  },
  /** One of those who may agree says no, and why: nothing is asked any more, until it is asked anew. */
  'cases.declineUnmask': {
    kind: 'request',
    who: 'person',
    access: PARENTS,
    input: cases.DeclineUnmaskInputSchema,
    output: EmptySchema,
    errors: ['own_unmasking', 'case_state_wrong'],
  },
  /** Why the organization in charge wants to know a name: for the secretaries of the one above, who decide. */
  'cases.unmasking': {
    kind: 'query',
    who: 'person',
    access: PARENTS,
    input: cases.CaseIdInputSchema,
    output: cases.UnmaskingSchema,
    errors: [],
  },
  'cases.saveService': {
    kind: 'request',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: cases.SaveServiceInputSchema,
    output: cases.ServiceSchema,
    errors: ['content_refused', 'service_unknown', 'org_closed'],
  },
  'cases.endService': {
    kind: 'request',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: cases.EndServiceInputSchema,
    output: EmptySchema,
    errors: ['service_unknown'],
  },
  'cases.proposeAnswer': {
    kind: 'request',
    who: { role: 'officer', of: 'caseId', own: true },
    access: OWN_OFFICERS,
    input: cases.ProposeAnswerInputSchema,
    output: EmptySchema,
    errors: ['case_state_wrong', 'not_in_charge', 'content_refused'],
  },
  'cases.answersToCheck': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId', own: true },
    access: OWN_OFFICERS,
    input: sessions.OrgIdInputSchema,
    output: cases.AnswersToCheckSchema,
    errors: [],
  },
  'cases.checkAnswer': {
    kind: 'request',
    who: { role: 'officer', of: 'orgId', own: true },
    access: OWN_OFFICERS,
    input: cases.CheckAnswerInputSchema,
    output: EmptySchema,
    errors: ['own_answer_check', 'content_refused'],
  },
  /** How answers were rated, only with ten or more. */
  'cases.summary': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: sessions.OrgIdInputSchema,
    output: cases.CaseYearSchema,
    errors: [],
  },
} as const satisfies Record<string, Procedure>

export type Procedures = typeof procedures
export type ProcedureName = keyof Procedures

/** What a caller writes (defaults may be left out). */
export type InputOf<N extends ProcedureName> = z.input<Procedures[N]['input']>
/** What a procedure gets (defaults filled in). */
export type ParsedOf<N extends ProcedureName> = z.output<Procedures[N]['input']>
export type OutputOf<N extends ProcedureName> = z.output<Procedures[N]['output']>
/** The names of one kind. */
export type NamesOf<K extends Kind> = { [N in ProcedureName]: Procedures[N]['kind'] extends K ? N : never }[ProcedureName]
