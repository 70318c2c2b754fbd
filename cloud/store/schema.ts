import type { ColumnType, JSONColumnType } from 'kysely'
import type {
  Assurance,
  Audience,
  EnrollmentSource,
  EnrollmentState,
  EventStatus,
  Posting,
  WaitingMode,
  WaitingState,
} from '@core/contract/events'
import type { CaseKind, CaseRating, CaseState, CaseStep } from '@core/contract/cases'
import type { FileRef } from '@core/contract/common'
import type { EvidenceKind } from '@core/contract/attendance'
import type { FileType } from '@core/contract/files'
import type { ClockKind, DormancyEvidence, HomeStep } from '@core/contract/homes'
import type { MessageKind, SubscriptionUse } from '@core/contract/inbox'
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import type { HeldReason, Module, RatingTag } from '@core/contract/names'
import type { Delivery, Purpose } from '@core/contract/attendance'
import type { Role, SettingName } from '@core/contract/people'
import type { BookingSource, BookingState, SessionWaitingState, Topic } from '@core/contract/sessions'
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
  /** It takes no new cases. */
  closed_at: MaybeAt
  successor_id: string | null
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
  /** What its printed code says; null until one was printed. */
  code: string | null
  about: string | null
  cover_file: string | null
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
  category: string
  category_name: string
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
  series_id: string | null
  enroll_from: MaybeAt
  enroll_until: MaybeAt
  audience: Audience
  audience_org_id: string | null
  age_from: number | null
  age_to: number | null
  walk_ins: boolean
  poster: boolean
  by_lots: boolean
  first_timer_percent: number
  lots_seed: string | null
  drawn_at: MaybeAt
  cover_file: string | null
  clock_id: string | null
  submitted_at: MaybeAt
  reviewed_by: string | null
  review_note: string | null
  changed_at: MaybeAt
  reminded_at: MaybeAt
  escalated_at: MaybeAt
}

export interface OrgSettingTable extends Row {
  org_id: string
  name: SettingName
  version: number
  value: JSONColumnType<object>
  valid_from: At
  by_id: string
  why: string
}

export interface SigningKeyTable extends Row {
  kid: string
  public_key: string
  seed: string | null
}

export interface FileTable extends Row {
  owner_id: string
  id: string
  sha256: string
  size: number
  mime: FileType
  name: string | null
  is_public: boolean
  content: Buffer
  look_again_at: At
}

export interface FilePartTable extends Row {
  owner_id: string
  upload: string
  n: number
  content: Buffer
}

export interface ShiftTable extends Row {
  event_id: string
  n: number
  label: string
  from_at: At
  to_at: At
  places: number | null
}

export interface WaitingEntryTable extends Row {
  event_id: string
  person_id: string
  shift_n: number | null
  mode: WaitingMode
  state: WaitingState
  /** 1: after the others. */
  priority: 0 | 1
  at: At
  nonce: string
}

export interface EvidenceTable extends Row {
  event_id: string
  id: string
  kind: EvidenceKind
  file: string
  note: string
  by_id: string
  at: At
}

export interface ShowcaseTable extends Row {
  event_id: string
  text: string
  pictures: string[]
  state: 'waiting' | 'published'
  by_id: string
  checked_by: string | null
  at: At
}

export interface RatingTable extends Row {
  event_id: string
  person_id: string
  stars: number
  tags: RatingTag[]
  word: string
  at: At
}

export interface ObjectionTable extends Row {
  event_id: string
  id: string
  person_id: string
  text: string
  state: 'open' | 'accepted' | 'declined'
  due_at: At
  answer: string | null
  answered_by: string | null
  answered_at: MaybeAt
  at: At
}

export interface ResidentTable extends Row {
  home_id: string
  id: string
  org_id: string | null
  name: string
  about: string
  /** A day in UTC+8. */
  since: string
  until_at: MaybeAt
}

export interface VisitTable extends Row {
  home_id: string
  person_id: string
  /** A day in UTC+8. */
  day: string
  at: At
  nonce: string
}

export interface HomeStatusTable extends Row {
  home_id: string
  /** Counted from 1, in the order of the steps. */
  n: number
  step: HomeStep
  reason: string
  evidence: JSONColumnType<DormancyEvidence> | null
  by_id: string
  at: At
}

export interface ClockTable extends Row {
  org_id: string
  id: string
  home_id: string | null
  kind: ClockKind
  name: string
  every_days: number | null
  warn_days: number
  /** A day in UTC+8. */
  started_on: string
  /** When its officers are told that it is due; null: they have been. */
  warn_at: MaybeAt
  ended_at: MaybeAt
}

export interface ClockTurnTable extends Row {
  org_id: string
  clock_id: string
  id: string
  at: At
  event_id: string | null
  note: string
  by_id: string
}

export interface InboxMessageTable extends Row {
  person_id: string
  id: string
  kind: MessageKind
  params: JSONColumnType<ErrorParams>
  event_id: string | null
  home_id: string | null
  session_id: string | null
  case_id: string | null
  at: At
  read_at: MaybeAt
}

export interface SubscriptionTable extends Row {
  person_id: string
  use: SubscriptionUse
  left_count: number
}

export interface SubscriptionMessageTable extends Row {
  person_id: string
  message_id: string
  use: SubscriptionUse
  tries: number
  next_at: MaybeAt
  errcode: number | null
}

export interface PublicCodeTable extends Row {
  code: string
  kind: 'event' | 'home' | 'session'
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
  shift_n: number | null
}

export interface EnrollmentTable extends Row {
  event_id: string
  person_id: string
  state: EnrollmentState
  source: EnrollmentSource
  at: At
  shift_n: number | null
  coming_at: MaybeAt
  leave_reason: string | null
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
  /** The officer or helper whose phone read somebody else's pass, card or list. */
  by_id: string | null
  assurance: Assurance | null
  reason: string | null
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
  /** The objection that a claim answers. */
  objectionId?: string
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

export interface RotaTable extends Row {
  org_id: string
  id: string
  home_id: string
  weekday: number
  from_clock: string
  to_clock: string
  slot_minutes: number
  places_per_slot: number
  host_ids: string[]
  starts_on: string
  made_until: string | null
  ended_at: MaybeAt
}

export interface HostCardTable extends Row {
  person_id: string
  post: string
  helps_with: string
}

export interface DutySessionTable extends Row {
  session_id: string
  code: string
  org_id: string
  home_id: string
  rota_id: string | null
  day: string
  host_id: string
  meant_host_id: string
  starts_at: At
  ends_at: At
  slot_minutes: number
  places_per_slot: number
  by_hand: boolean
  cancelled_at: MaybeAt
  cancel_reason: string | null
  secret: string
  reminded_at: MaybeAt
  hour_reminded_at: MaybeAt
  host_told_at: MaybeAt
  changed_at: MaybeAt
  settled_at: MaybeAt
}

export interface SlotTable extends Row {
  session_id: string
  slot_no: number
  starts_at: At
  ends_at: At
}

export interface SessionIntakeTable extends Row {
  session_id: string
  waiting: number
}

export interface SlotPlaceTable extends Row {
  session_id: string
  slot_no: number
  n: number
  state: 'free' | 'offered' | 'taken'
  person_id: string | null
  offered_until: MaybeAt
}

export interface BookingTable extends Row {
  session_id: string
  person_id: string
  id: string
  /** Null: a walk-in. */
  slot_no: number | null
  state: BookingState
  source: BookingSource
  guest_name: string | null
  topic: Topic
  question_enc: string
  anonymous: boolean
  at: At
  coming_at: MaybeAt
  cancelled_at: MaybeAt
  by_host: boolean
  late: boolean
  missed_at: MaybeAt
  explanation_enc: string | null
  excused_by: string | null
  excused_at: MaybeAt
  checked_in_at: MaybeAt
  checked_in_by: 'code' | 'pass' | 'host' | null
  met_at: MaybeAt
  finished_at: MaybeAt
  met_by: string | null
  record_enc: string | null
  case_id: string | null
}

export interface SessionWaitingTable extends Row {
  session_id: string
  person_id: string
  state: SessionWaitingState
  priority: number
  topic: Topic
  question_enc: string
  anonymous: boolean
  at: At
  nonce: string
}

export interface ServiceTable extends Row {
  org_id: string
  id: string
  name: string
  about: string
  ended_at: MaybeAt
}

export interface CaseFileTable extends Row {
  case_id: string
  kind: CaseKind
  state: CaseState
  person_id: string | null
  anonymous: boolean
  unmasked_org_id: string | null
  opened_by: string
  opened_org_id: string | null
  about_org_id: string | null
  owner_org_id: string
  owner_id: string | null
  joint_org_ids: string[]
  topic: Topic
  text_enc: string
  files: FileRef[]
  service_id: string | null
  session_id: string | null
  submitted_at: At
  accept_due_at: At
  due_at: At
  extended: boolean
  reopened: boolean
  outcome: 'resolved' | 'explained' | null
  answer_enc: string | null
  answer_files: FileRef[] | null
  answered_at: MaybeAt
  rating: CaseRating | null
  rated_at: MaybeAt
  told_owner_at: MaybeAt
  told_parent_at: MaybeAt
}

export interface CaseEntryTable extends Row {
  case_id: string
  id: string
  n: number
  step: CaseStep
  by_id: string
  by_org_id: string | null
  text_enc: string
  files: FileRef[]
  at: At
}

export interface LibraryAnswerTable extends Row {
  org_id: string
  id: string
  case_id: string
  topic: Topic
  question: string
  answer: string
  grams: string[]
  state: 'proposed' | 'published' | 'declined'
  proposed_by: string
  checked_by: string | null
  checked_at: MaybeAt
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
  org_setting: OrgSettingTable
  signing_key: SigningKeyTable
  file: FileTable
  file_part: FilePartTable
  shift: ShiftTable
  waiting_entry: WaitingEntryTable
  evidence: EvidenceTable
  showcase: ShowcaseTable
  rating: RatingTable
  objection: ObjectionTable
  resident: ResidentTable
  visit: VisitTable
  home_status: HomeStatusTable
  clock: ClockTable
  clock_turn: ClockTurnTable
  inbox_message: InboxMessageTable
  subscription: SubscriptionTable
  subscription_message: SubscriptionMessageTable
  rota: RotaTable
  host_card: HostCardTable
  duty_session: DutySessionTable
  slot: SlotTable
  session_intake: SessionIntakeTable
  slot_place: SlotPlaceTable
  booking: BookingTable
  session_waiting: SessionWaitingTable
  service: ServiceTable
  case_file: CaseFileTable
  case_entry: CaseEntryTable
  library_answer: LibraryAnswerTable
}
