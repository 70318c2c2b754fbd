import type { ColumnType, JSONColumnType } from 'kysely'
import type { Assurance, EnrollmentState, EventStatus, Posting } from '@core/contract/events'
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import type { Category, HeldReason, Module } from '@core/contract/names'
import type { Delivery, Purpose } from '@core/contract/attendance'
import type { Role } from '@core/contract/people'
import type { ScanDecision } from '@core/rules/attendance/scan'

/** timestamptz: read as milliseconds since 1970 (the pool's type parser), written as a Date. */
type At = ColumnType<number, Date, Date>
type MaybeAt = ColumnType<number | null, Date | null | undefined, Date | null>

interface Row {
  created_at: At
}

export interface OrgTable extends Row {
  id: string
  parent_id: string | null
  kind: 'province' | 'city' | 'county' | 'township' | 'school' | 'enterprise' | 'branch' | 'social_org'
  name: string
  path: string
}

export interface HomeTable extends Row {
  id: string
  org_id: string
  name: string
  address: string
  hours: string
  services: string[]
  duty_note: string
  status: 'open' | 'closed'
}

export interface PersonTable extends Row {
  id: string
  name: string
  birth_month: string | null
  member_since: string | null
  volunteer_no: string | null
  consented_at: MaybeAt
  privacy_version: number | null
}

export interface IdentityTable extends Row {
  provider: 'wechat' | 'demo'
  subject: string
  person_id: string
}

export interface LoginTable extends Row {
  token_hash: string
  person_id: string
  device: string | null
  last_seen_at: At
  revoked_at: MaybeAt
}

export interface MembershipTable extends Row {
  person_id: string
  org_id: string
  from_at: At
  kind: 'member' | 'report_in'
  until_at: MaybeAt
}

export interface RoleGrantTable extends Row {
  person_id: string
  id: string
  role: Role
  org_id: string | null
  event_id: string | null
  from_at: At
  until_at: MaybeAt
  by_id: string
}

export interface EventTable extends Row {
  event_id: string
  code: string
  org_id: string
  home_id: string
  title: string
  category: Category
  summary: string
  contact: string
  starts_at: At
  ends_at: At
  places: number | null
  sign_out: boolean
  drop_in: boolean
  strict: boolean
  gives_hours: boolean
  credit_module: Module | null
  credit_hundredths: number
  status: EventStatus
  cancel_reason: string | null
  secret: Buffer
  published_by: string
  closed_at: MaybeAt
  closed_by: string | null
  overrun_minutes: number
  overrun_reason: string | null
  rule_version: string
  /** Moved by the database with every change of the row. */
  version: number
}

export interface PublicCodeTable extends Row {
  code: string
  kind: 'event'
  target_id: string
}

export interface ScreenPassTable extends Row {
  pass_hash: string
  event_id: string
  by_id: string
  expires_at: At
}

export interface IntakeTable extends Row {
  event_id: string
  waiting: number
}

export interface PlaceTable extends Row {
  event_id: string
  n: number
  state: 'free' | 'offered' | 'taken'
  person_id: string | null
  offered_until: MaybeAt
}

export interface EnrollmentTable extends Row {
  event_id: string
  person_id: string
  state: EnrollmentState
  source: 'app' | 'walk_in' | 'officer'
  at: At
}

export interface ScanTable extends Row {
  event_id: string
  nonce: string
  person_id: string | null
  device: string | null
  ticket: string | null
  purpose: Purpose
  step: number
  delivery: Delivery
  verdict: 'fresh' | 'delayed' | 'refused'
  answer: JSONColumnType<ScanDecision>
  payload_hash: string
  received_at: At
}

export interface AttendanceTable extends Row {
  event_id: string
  person_id: string
  in_nonce: string
  device: string | null
  signed_in_at: At
  tardy_minutes: number
  assurance: Assurance
  delayed: boolean
  out_nonce: string | null
  signed_out_at: MaybeAt
  out_assurance: Assurance | null
  confirmed_by: string | null
  confirmed_at: MaybeAt
  proposed_left_at: MaybeAt
  settled_at: MaybeAt
  settled_minutes: number | null
  settled_credit_hundredths: number | null
  settled_hours: Posting | null
  settled_credits: Posting | null
  held_reason: HeldReason | null
}

/** What a line rests on, as it was when it was written: names of events and homes may change later, a line does not. */
export interface StoredEvidence {
  eventId: string | null
  title: string
  homeName: string
  signedInAt: number | null
  signedOutAt: number | null
  assurance: Assurance | null
  outAssurance: Assurance | null
  delayed: boolean
}

export interface ClaimTable extends Row {
  person_id: string
  id: string
  kind: 'hours' | 'credit'
  state: 'submitted' | 'verified' | 'approved' | 'returned' | 'rejected'
  held_reason: HeldReason | null
  event_id: string | null
  org_id: string
  minutes: number
  from_at: At
  to_at: At
  module: Module | null
  hundredths: number
  evidence: JSONColumnType<StoredEvidence>
  rule_version: string
}

export interface ClaimStepTable extends Row {
  person_id: string
  claim_id: string
  id: string
  step: 'submitted' | 'verified' | 'approved' | 'returned' | 'rejected'
  by_id: string
  note: string
  at: At
}

export interface HoursEntryTable extends Row {
  person_id: string
  id: string
  event_id: string | null
  org_id: string
  minutes: number
  from_at: At
  to_at: At
  source: 'event' | 'claim' | 'correction'
  evidence: JSONColumnType<StoredEvidence>
  approvers: string[]
  rule_version: string
  corrects: string | null
}

export interface CreditEntryTable extends Row {
  person_id: string
  id: string
  event_id: string | null
  org_id: string
  module: Module
  hundredths: number
  source: 'event' | 'claim' | 'correction'
  evidence: JSONColumnType<StoredEvidence>
  approvers: string[]
  rule_version: string
  corrects: string | null
}

/** A refusal as it is kept with its command. */
export interface KeptRefusal {
  code: ErrorCode
  params: ErrorParams
}

export interface CommandTable extends Row {
  actor_id: string
  nonce: string
  name: string
  subject: string
  in_whose_name: string | null
  payload_hash: string
  result: JSONColumnType<object> | null
  refusal: JSONColumnType<KeptRefusal> | null
  request_id: string
  address: string | null
  device: string | null
  at: At
}

export interface DemonstrationTable extends Row {
  id: 1
  state: 'unfinished' | 'laid'
}

/** All tables, for Kysely. Keys and kinds stand in the migrations. */
export interface Database {
  org: OrgTable
  home: HomeTable
  person: PersonTable
  identity: IdentityTable
  login: LoginTable
  membership: MembershipTable
  role_grant: RoleGrantTable
  event: EventTable
  public_code: PublicCodeTable
  screen_pass: ScreenPassTable
  intake: IntakeTable
  place: PlaceTable
  enrollment: EnrollmentTable
  scan: ScanTable
  attendance: AttendanceTable
  claim: ClaimTable
  claim_step: ClaimStepTable
  hours_entry: HoursEntryTable
  credit_entry: CreditEntryTable
  command: CommandTable
  demonstration: DemonstrationTable
}
