import type * as z from './zod'
import { DOORKEEPERS, everybody, HELPERS, OFFICERS, theConsented, theLoggedIn, type Access } from './access'
import { EmptySchema } from './common'
import type { ErrorCode } from './errors'
import * as attendance from './attendance'
import * as events from './events'
import * as homes from './homes'
import * as hours from './hours'
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
  'event_cancelled',
] as const satisfies readonly ErrorCode[]

const TICKET_ERRORS = [
  'ticket_expired',
  'ticket_invalid',
  'not_signed_in',
  'not_enrolled_full',
  'event_cancelled',
] as const satisfies readonly ErrorCode[]

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

  'homes.list': { kind: 'query', who: 'anyone', access: everybody('ok'), input: EmptySchema, output: homes.HomesSchema, errors: [] },
  /** The homes an officer may publish for. */
  'homes.managed': {
    kind: 'query',
    who: { role: 'officer', of: 'orgId' },
    access: OFFICERS,
    input: reports.WorkbenchInputSchema,
    output: homes.HomesSchema,
    errors: [],
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
    errors: ['invalid_time', 'hours_checklist_needed', 'not_volunteer_service', 'sign_out_needed_for_hours'],
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
    input: events.EventIdInputSchema,
    output: events.EnrollmentSchema,
    errors: ['event_full', 'enrollment_closed', 'event_cancelled'],
  },
  'events.leave': {
    kind: 'request',
    who: 'person',
    access: theConsented('ok', 'not_enrolled'),
    input: events.EventIdInputSchema,
    output: events.EnrollmentSchema,
    errors: ['not_enrolled', 'already_signed_in', 'event_not_open'],
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
    errors: [...TICKET_ERRORS, 'event_full'],
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
