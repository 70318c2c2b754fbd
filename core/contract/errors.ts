/**
 * Every way a procedure can refuse. The code is stable and is what programs look at; the sentence for people stands in
 * `wording.ts`, the retry rule in `RETRY` below. Both are exhaustive over this union.
 */
export const ERROR_CODES = [
  // the wire
  'bad_request',
  'unknown_procedure',
  'body_too_large',
  'nonce_reused',
  'rate_limited',
  'unavailable',
  'server_error',
  // people
  'not_logged_in',
  'consent_needed',
  'not_found',
  'demo_only',
  'login_failed',
  'login_busy',
  'login_blocked',
  'login_unavailable',
  // presence
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
  'ticket_expired',
  'ticket_invalid',
  'screen_pass_expired',
  'pass_unreadable',
  'pass_invalid',
  'pass_expired',
  'walk_in_not_allowed',
  'not_on_list',
  'evidence_needed',
  'poster_unknown',
  'reason_needed',
  // events
  'event_full',
  'enrollment_closed',
  'not_enrolled',
  'already_signed_in',
  'hours_checklist_needed',
  'not_volunteer_service',
  'invalid_time',
  'sign_out_needed_for_hours',
  'event_not_over',
  'event_not_open',
  'enrollment_not_open',
  'not_for_you',
  'age_unknown',
  'age_not_fitting',
  'event_started',
  'offer_expired',
  'no_offer',
  'not_waiting',
  'waiting_not_needed',
  'places_below_taken',
  'series_too_long',
  'series_empty',
  'list_too_long',
  'not_in_review',
  'home_not_yours',
  'shift_unknown',
  'conditions_wrong',
  'not_attended',
  'objection_late',
  'objection_open',
  'event_not_closed',
  'content_refused',
  // pictures
  'not_a_picture',
  'picture_too_large',
  // homes
  'not_dormant',
  'standing_wrong',
  'own_proposal',
  'own_objection',
  'cannot_print',
  // only ever made on the phone
  'offline',
  'timeout',
  'camera_refused',
  'attachment_lost',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** What a sentence of `wording.ts` may be filled with, and what a program may want to know besides the code. */
export type ErrorParams = Record<string, string | number>

/**
 * What the outbox does with a record that was refused:
 * `never` — set it aside and show it; `later` — try again by itself; `login` — wait until its person is logged in.
 */
export type Retry = 'never' | 'later' | 'login'

export const RETRY = {
  bad_request: 'never',
  unknown_procedure: 'never',
  body_too_large: 'never',
  nonce_reused: 'never',
  rate_limited: 'later',
  unavailable: 'later',
  server_error: 'later',
  not_logged_in: 'login',
  consent_needed: 'login',
  not_found: 'never',
  demo_only: 'never',
  login_failed: 'never',
  login_busy: 'later',
  login_blocked: 'never',
  login_unavailable: 'later',
  code_unreadable: 'never',
  code_invalid: 'never',
  code_expired: 'never',
  code_ahead: 'never',
  wrong_purpose: 'never',
  other_event: 'never',
  too_early: 'never',
  sign_in_closed: 'never',
  sign_out_closed: 'never',
  not_signed_in: 'never',
  not_enrolled_full: 'never',
  event_cancelled: 'never',
  ticket_expired: 'never',
  ticket_invalid: 'never',
  screen_pass_expired: 'never',
  event_full: 'never',
  enrollment_closed: 'never',
  not_enrolled: 'never',
  already_signed_in: 'never',
  hours_checklist_needed: 'never',
  not_volunteer_service: 'never',
  invalid_time: 'never',
  sign_out_needed_for_hours: 'never',
  event_not_over: 'never',
  event_not_open: 'never',
  pass_unreadable: 'never',
  pass_invalid: 'never',
  pass_expired: 'never',
  walk_in_not_allowed: 'never',
  not_on_list: 'never',
  evidence_needed: 'never',
  poster_unknown: 'never',
  reason_needed: 'never',
  enrollment_not_open: 'never',
  not_for_you: 'never',
  age_unknown: 'never',
  age_not_fitting: 'never',
  event_started: 'never',
  offer_expired: 'never',
  no_offer: 'never',
  not_waiting: 'never',
  waiting_not_needed: 'never',
  places_below_taken: 'never',
  series_too_long: 'never',
  series_empty: 'never',
  list_too_long: 'never',
  not_in_review: 'never',
  home_not_yours: 'never',
  shift_unknown: 'never',
  conditions_wrong: 'never',
  not_attended: 'never',
  objection_late: 'never',
  objection_open: 'never',
  event_not_closed: 'never',
  content_refused: 'never',
  not_a_picture: 'never',
  picture_too_large: 'never',
  attachment_lost: 'never',
  not_dormant: 'never',
  standing_wrong: 'never',
  own_proposal: 'never',
  own_objection: 'never',
  cannot_print: 'never',
  offline: 'later',
  timeout: 'later',
  camera_refused: 'never',
} satisfies Record<ErrorCode, Retry>

/** A refusal on its way to the caller. Only `dispatch` turns it into an answer. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.params = params
  }
}
