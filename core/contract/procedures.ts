import type * as z from './zod'
import { DOORKEEPERS, everybody, HELPERS, OFFICERS, PARENTS, SECRETARIES, theConsented, theLoggedIn, type Access } from './access'
import { EmptySchema, MadeFileSchema } from './common'
import type { ErrorCode } from './errors'
import * as attendance from './attendance'
import * as events from './events'
import * as files from './files'
import * as homes from './homes'
import * as hours from './hours'
import * as inbox from './inbox'
import * as people from './people'
import * as reports from './reports'
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
export type Who = 'anyone' | 'login' | 'person' | { role: 'helper' | 'officer' | 'secretary'; of: 'orgId' | 'homeId' | 'eventId' }

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
