import type { ErrorCode } from './errors'

/**
 * Who calls, seen from an organization: nobody; an officer who has not consented yet; a person without a role; the helper
 * of one event; its officer; its secretary; the secretary of the organization above it; the secretary of another
 * organization; somebody whose role has run out.
 */
export const CALLERS = [
  'nobody',
  'unconsented',
  'person',
  'helper',
  'officer',
  'secretary',
  'parents_secretary',
  'others_secretary',
  'expired',
] as const
export type CallerKind = (typeof CALLERS)[number]

/**
 * What a call is about. `own`: the caller's own person, or what their own organization has (the parent's secretary: what
 * the organization below has). `other`: the nearest that is not theirs.
 */
export const TARGETS = ['own', 'other'] as const
export type Target = (typeof TARGETS)[number]

/** `ok`, or the code of the refusal. */
export type Expected = 'ok' | ErrorCode

/** What each caller is answered. `npm run matrix` asks every one of these questions. */
export type Access = Record<CallerKind, Record<Target, Expected>>

const both = (expected: Expected) => ({ own: expected, other: expected })
const OWN_ALONE = { own: 'ok', other: 'not_found' } as const satisfies Record<Target, Expected>

/** Anybody, also without a log-in. */
export function everybody(own: Expected, other: Expected = own): Access {
  const cells = { own, other }
  return {
    nobody: cells,
    unconsented: cells,
    person: cells,
    helper: cells,
    officer: cells,
    secretary: cells,
    parents_secretary: cells,
    others_secretary: cells,
    expired: cells,
  }
}

/** Anybody with a log-in. */
export function theLoggedIn(own: Expected, other: Expected = own): Access {
  return { ...everybody(own, other), nobody: both('not_logged_in') }
}

/** Anybody with a log-in who has consented; a role makes no difference. */
export function theConsented(own: Expected, other: Expected = own): Access {
  return { ...theLoggedIn(own, other), unconsented: both('consent_needed') }
}

/** Officers and secretaries, for their organization and what is below it: never sideways, never up. */
export const OFFICERS: Access = {
  nobody: both('not_logged_in'),
  unconsented: both('consent_needed'),
  person: both('not_found'),
  helper: both('not_found'),
  officer: OWN_ALONE,
  secretary: OWN_ALONE,
  parents_secretary: OWN_ALONE,
  others_secretary: OWN_ALONE,
  expired: both('not_found'),
}

/** Officers of that very organization: nobody above it, for what is said to it in confidence. */
export const OWN_OFFICERS: Access = { ...OFFICERS, parents_secretary: both('not_found') }

/** Officers, and the helper of the one event. */
export const HELPERS: Access = { ...OFFICERS, helper: OWN_ALONE }

/** A screen without a pass: who may hold the door. The others are not even told that a log-in would help. */
export const DOORKEEPERS: Access = { ...HELPERS, nobody: both('not_found'), unconsented: both('not_found') }

/** Secretaries, for their organization and what is below it. */
export const SECRETARIES: Access = { ...OFFICERS, officer: both('not_found') }

/** The secretary of an organization above: nobody decides on what their own organization asks for. */
export const PARENTS: Access = { ...SECRETARIES, secretary: both('not_found'), others_secretary: both('not_found') }
