-- 团委书记与你面对面: rotas, sessions with their slots and places, bookings, lines, reception.

alter table public_code drop constraint public_code_kind_check, add constraint public_code_kind_check check (kind in ('event', 'home', 'session'));
alter table inbox_message add session_id uuid;

-- R: a weekly pattern. It makes sessions eight weeks ahead; what it was before stands in the sessions it made.
create table rota (
  org_id uuid not null,
  id uuid not null,
  home_id uuid not null,
  weekday int not null check (weekday between 0 and 6),
  from_clock text not null check (from_clock ~ '^\d{2}:\d{2}$'),
  to_clock text not null check (to_clock ~ '^\d{2}:\d{2}$'),
  slot_minutes int not null check (slot_minutes between 5 and 240),
  places_per_slot int not null check (places_per_slot between 1 and 50),
  host_ids uuid[] not null check (cardinality(host_ids) > 0), -- in the order of their turns
  starts_on text not null check (starts_on ~ '^\d{4}-\d{2}-\d{2}$'),
  made_until text, -- the last day that sessions were made for; null: none yet
  ended_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id),
  check (to_clock > from_clock)
);
create index rota_to_make on rota (made_until) where ended_at is null;

-- D: the public card of somebody who receives
create table host_card (
  person_id uuid primary key,
  post text not null,
  helps_with text not null,
  created_at timestamptz not null
);

-- D: one session. `day` is that of the pattern, also where it was moved: the pattern makes no second one.
create table duty_session (
  session_id uuid primary key,
  code text not null,
  org_id uuid not null,
  home_id uuid not null,
  rota_id uuid,
  day text not null check (day ~ '^\d{4}-\d{2}-\d{2}$'),
  host_id uuid not null,
  meant_host_id uuid not null, -- whose turn it was; another than `host_id`: a substitute
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  slot_minutes int not null,
  places_per_slot int not null,
  by_hand boolean not null, -- changed by an officer: the rota leaves it alone
  cancelled_at timestamptz,
  cancel_reason text,
  secret text not null, -- signs the code that turns on the host's phone
  reminded_at timestamptz, -- when everybody was asked 「来 / 不来了」
  hour_reminded_at timestamptz,
  host_told_at timestamptz, -- when the host was told of the duty
  changed_at timestamptz, -- when its time, home or host last became another: who booked before may cancel without a record
  settled_at timestamptz, -- when those who did not come were written down
  created_at timestamptz not null,
  check (ends_at > starts_at),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create index session_of_rota on duty_session (rota_id, day) where rota_id is not null; -- made under the lock of the rota's row: one a day
create index session_by_time on duty_session (starts_at, session_id);
create index session_of_org on duty_session (org_id, starts_at);
create index session_of_host on duty_session (host_id, starts_at);
create index session_to_settle on duty_session (ends_at) where settled_at is null and cancelled_at is null;

-- D: the parts of a session
create table slot (
  session_id uuid not null,
  slot_no int not null check (slot_no > 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  primary key (session_id, slot_no),
  check (ends_at > starts_at)
);

-- D: the lock of everything about places but taking a free one; how many wait
create table session_intake (
  session_id uuid primary key,
  waiting int not null check (waiting >= 0),
  created_at timestamptz not null
);
create index session_intake_waiting on session_intake (session_id) where waiting > 0;

-- D: one row per place
create table slot_place (
  session_id uuid not null,
  slot_no int not null,
  n int not null check (n > 0),
  state text not null check (state in ('free', 'offered', 'taken')),
  person_id uuid,
  offered_until timestamptz,
  created_at timestamptz not null,
  primary key (session_id, slot_no, n),
  check ((state = 'free') = (person_id is null)),
  check ((state = 'offered') = (offered_until is not null))
);
create unique index slot_place_of_person on slot_place (session_id, person_id) where person_id is not null;
create index slot_place_offered on slot_place (offered_until) where state = 'offered';

-- D: one booking per person and session. A walk-in without an account has an id of its own and the name they gave.
create table booking (
  session_id uuid not null,
  person_id uuid not null,
  id uuid not null, -- what officers call it by: it says nothing of the person
  slot_no int, -- null: a walk-in, fitted between
  state text not null check (state in ('booked', 'checked_in', 'met', 'answered', 'case_opened', 'cancelled', 'no_show')),
  source text not null check (source in ('app', 'waiting_list', 'displaced', 'walk_in')),
  guest_name text, -- of a walk-in without an account
  topic text not null,
  question_enc text not null, -- sealed where the installation has a key
  anonymous boolean not null,
  at timestamptz not null,
  coming_at timestamptz,
  cancelled_at timestamptz,
  by_host boolean not null, -- the session was cancelled, not the booking
  late boolean not null, -- cancelled in the last two hours, and nobody has taken the place: counts as missed
  missed_at timestamptz, -- the start of the slot that was missed
  explanation_enc text,
  excused_by uuid,
  excused_at timestamptz,
  checked_in_at timestamptz,
  checked_in_by text check (checked_in_by in ('code', 'pass', 'host')),
  met_at timestamptz,
  finished_at timestamptz,
  met_by uuid, -- who received them
  record_enc text,
  case_id uuid, -- what was handed over
  created_at timestamptz not null,
  primary key (session_id, person_id),
  unique (session_id, id),
  check ((slot_no is null) = (source = 'walk_in')),
  check (guest_name is null or source = 'walk_in'),
  check ((state in ('met', 'answered', 'case_opened')) = (met_at is not null)),
  check ((state in ('answered', 'case_opened')) = (finished_at is not null)),
  check ((state = 'case_opened') = (case_id is not null)),
  check (not late or state = 'cancelled')
);
create index booking_of_person on booking (person_id, session_id);
create index booking_received on booking (met_by) where met_by is not null;
create index booking_missed on booking (person_id, missed_at) where missed_at is not null and excused_at is null;

-- D: who waits for a place of a session, any slot. Rank: priority, then time, then nonce. Written only under the lock of its intake.
create table session_waiting (
  session_id uuid not null,
  person_id uuid not null,
  state text not null check (state in ('waiting', 'offered', 'served', 'expired', 'declined', 'left', 'closed')),
  priority int not null check (priority in (-1, 0)), -- -1: their own session was cancelled
  topic text not null,
  question_enc text not null,
  anonymous boolean not null,
  at timestamptz not null,
  nonce text not null,
  created_at timestamptz not null,
  primary key (session_id, person_id)
);
create index session_waiting_rank on session_waiting (session_id, priority, at, nonce) where state = 'waiting';
create index session_waiting_of_person on session_waiting (person_id, session_id);
