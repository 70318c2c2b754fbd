-- The first tables: people, homes, events, presence, claims and ledgers (data model: D = distributed by the first column
-- of its key, R = reference, L = lookup). Time and ids come from the application; there is no now(), no random(), no sequence.

-- R
create table org (
  id uuid primary key,
  parent_id uuid references org (id),
  kind text not null check (kind in ('province', 'city', 'county', 'township', 'school', 'enterprise', 'branch', 'social_org')),
  name text not null,
  path text not null, -- '/<root id>/…/<own id>/': what is below an organisation begins with its path
  created_at timestamptz not null
);
create index org_path on org (path text_pattern_ops);

-- R
create table home (
  id uuid primary key,
  org_id uuid not null references org (id),
  name text not null,
  address text not null,
  hours text not null,
  services text[] not null,
  duty_note text not null,
  status text not null check (status in ('open', 'closed')),
  created_at timestamptz not null
);

-- D
create table person (
  id uuid primary key,
  name text not null,
  birth_month text check (birth_month ~ '^\d{4}-\d{2}$'),
  member_since text check (member_since ~ '^\d{4}-\d{2}-\d{2}$'),
  volunteer_no text,
  consented_at timestamptz,
  privacy_version int,
  created_at timestamptz not null
);

-- L: who an outside name belongs to
create table identity (
  provider text not null check (provider in ('wechat', 'demo')),
  subject text not null,
  person_id uuid not null,
  created_at timestamptz not null,
  primary key (provider, subject)
);

-- L
create table login (
  token_hash text primary key,
  person_id uuid not null,
  device text,
  last_seen_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null
);

-- D
create table membership (
  person_id uuid not null,
  org_id uuid not null,
  from_at timestamptz not null,
  kind text not null check (kind in ('member', 'report_in')),
  until_at timestamptz,
  created_at timestamptz not null,
  primary key (person_id, org_id, from_at)
);

-- D: a role at an organisation, or at one event
create table role_grant (
  person_id uuid not null,
  id uuid not null,
  role text not null check (role in ('helper', 'officer', 'secretary')),
  org_id uuid,
  event_id uuid,
  from_at timestamptz not null,
  until_at timestamptz,
  by_id uuid not null,
  created_at timestamptz not null,
  primary key (person_id, id),
  check ((org_id is null) <> (event_id is null)),
  check (event_id is null or role = 'helper')
);

-- D
create table event (
  event_id uuid primary key,
  code text not null,
  org_id uuid not null,
  home_id uuid not null,
  title text not null,
  category text not null,
  summary text not null,
  contact text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  places int check (places > 0), -- null: unlimited
  sign_out boolean not null,
  drop_in boolean not null,
  strict boolean not null,
  gives_hours boolean not null,
  credit_module text,
  credit_hundredths int not null check (credit_hundredths >= 0),
  status text not null check (status in ('draft', 'in_review', 'published', 'closed', 'cancelled')),
  cancel_reason text,
  secret bytea not null check (length(secret) = 32),
  published_by uuid not null,
  closed_at timestamptz,
  closed_by uuid,
  overrun_minutes int not null,
  overrun_reason text,
  rule_version text not null,
  created_at timestamptz not null,
  check (ends_at > starts_at),
  check (not gives_hours or sign_out)
);
create index event_coming on event (ends_at, event_id);
create index event_of_home on event (home_id, starts_at);
create index event_of_org on event (org_id, ends_at);

-- L: public codes of links
create table public_code (
  code text primary key,
  kind text not null check (kind in ('event')),
  target_id uuid not null,
  created_at timestamptz not null
);

-- L: links that open a screen where nobody is logged in
create table screen_pass (
  pass_hash text primary key,
  event_id uuid not null,
  by_id uuid not null,
  expires_at timestamptz not null,
  created_at timestamptz not null
);

-- D: the lock row of an event's places
create table intake (
  event_id uuid primary key,
  waiting int not null,
  created_at timestamptz not null
);

-- D: one row per place; the write itself says 「full」
create table place (
  event_id uuid not null,
  n int not null,
  state text not null check (state in ('free', 'offered', 'taken')),
  person_id uuid,
  offered_until timestamptz,
  created_at timestamptz not null,
  primary key (event_id, n),
  check ((state = 'free') = (person_id is null))
);
create index place_free on place (event_id, n) where state = 'free';
create unique index place_of_person on place (event_id, person_id) where person_id is not null;

-- D
create table enrollment (
  event_id uuid not null,
  person_id uuid not null,
  state text not null check (state in ('enrolled', 'left', 'on_leave', 'attended', 'absent')),
  source text not null check (source in ('app', 'walk_in', 'officer')),
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (event_id, person_id)
);
create index enrollment_of_person on enrollment (person_id, event_id);

-- D: every scan, also the second and the refused; append-only
create table scan (
  event_id uuid not null,
  nonce text not null,
  person_id uuid,
  device text,
  ticket text,
  purpose text not null check (purpose in ('sign_in', 'sign_out')),
  step bigint not null,
  delivery text not null check (delivery in ('live', 'stored')),
  verdict text not null check (verdict in ('fresh', 'delayed', 'refused')),
  answer jsonb not null, -- what was decided, so that the same nonce gets the same answer for ever
  payload_hash text not null,
  received_at timestamptz not null,
  created_at timestamptz not null,
  primary key (event_id, nonce)
);

-- D: one person is signed in once per event
create table attendance (
  event_id uuid not null,
  person_id uuid not null,
  in_nonce text not null,
  device text,
  signed_in_at timestamptz not null, -- the step's time, never the phone's clock
  tardy_minutes int not null,
  assurance text not null check (assurance in ('code', 'pass', 'roll_call', 'manual', 'poster', 'card', 'paper')),
  delayed boolean not null,
  out_nonce text,
  signed_out_at timestamptz,
  out_assurance text check (out_assurance in ('code', 'pass', 'roll_call', 'manual', 'poster', 'card', 'paper')),
  confirmed_by uuid,
  confirmed_at timestamptz,
  proposed_left_at timestamptz,
  -- what a closing made of it; null until then
  settled_at timestamptz,
  settled_minutes int,
  settled_credit_hundredths int,
  settled_hours text,
  settled_credits text,
  held_reason text,
  created_at timestamptz not null,
  primary key (event_id, person_id)
);
create index attendance_of_person on attendance (person_id, event_id);
create index attendance_arrivals on attendance (event_id, signed_in_at desc);

-- D: what is under way to a ledger
create table claim (
  person_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('hours', 'credit')),
  state text not null check (state in ('submitted', 'verified', 'approved', 'returned', 'rejected')),
  held_reason text,
  event_id uuid,
  org_id uuid not null,
  minutes int not null check (minutes >= 0),
  from_at timestamptz not null,
  to_at timestamptz not null,
  module text,
  hundredths int not null check (hundredths >= 0),
  evidence jsonb not null,
  rule_version text not null,
  created_at timestamptz not null,
  primary key (person_id, id),
  check (kind <> 'credit' or module is not null)
);
create unique index claim_of_event on claim (person_id, event_id, kind) where event_id is not null;
create index claim_of_org on claim (org_id, state);

-- D
create table claim_step (
  person_id uuid not null,
  claim_id uuid not null,
  id uuid not null,
  step text not null check (step in ('submitted', 'verified', 'approved', 'returned', 'rejected')),
  by_id uuid not null,
  note text not null,
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (person_id, claim_id, id)
);

-- D: the hours ledger; append-only
create table hours_entry (
  person_id uuid not null,
  id uuid not null,
  event_id uuid,
  org_id uuid not null,
  minutes int not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  source text not null check (source in ('event', 'claim', 'correction')),
  evidence jsonb not null,
  approvers uuid[] not null,
  rule_version text not null,
  corrects uuid,
  created_at timestamptz not null,
  primary key (person_id, id),
  check ((source = 'correction') = (corrects is not null))
);
create unique index hours_entry_of_event on hours_entry (person_id, event_id) where event_id is not null and corrects is null;
create index hours_entry_by_time on hours_entry (person_id, from_at);

-- D: the credit ledger; append-only
create table credit_entry (
  person_id uuid not null,
  id uuid not null,
  event_id uuid,
  org_id uuid not null,
  module text not null,
  hundredths int not null,
  source text not null check (source in ('event', 'claim', 'correction')),
  evidence jsonb not null,
  approvers uuid[] not null,
  rule_version text not null,
  corrects uuid,
  created_at timestamptz not null,
  primary key (person_id, id),
  check ((source = 'correction') = (corrects is not null))
);
create unique index credit_entry_of_event on credit_entry (person_id, event_id) where event_id is not null and corrects is null;

-- D: idempotency and audit in one row
create table command (
  actor_id uuid not null,
  nonce text not null,
  name text not null,
  subject text not null,
  in_whose_name uuid, -- the organisation an officer acted for
  payload_hash text not null,
  result jsonb,
  request_id text not null,
  address text,
  device text,
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (actor_id, nonce)
);
create index command_by_subject on command (subject, at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger scan_append_only before update or delete on scan for each row execute function refuse_change();
create trigger hours_entry_append_only before update or delete on hours_entry for each row execute function refuse_change();
create trigger credit_entry_append_only before update or delete on credit_entry for each row execute function refuse_change();
create trigger claim_step_append_only before update or delete on claim_step for each row execute function refuse_change();
create trigger scan_no_truncate before truncate on scan for each statement execute function refuse_change();
create trigger hours_entry_no_truncate before truncate on hours_entry for each statement execute function refuse_change();
create trigger credit_entry_no_truncate before truncate on credit_entry for each statement execute function refuse_change();
create trigger claim_step_no_truncate before truncate on claim_step for each statement execute function refuse_change();
