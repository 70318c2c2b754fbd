-- Events, complete: review, conditions, shifts, waiting lists with offers, lots, presence by an officer's word, evidence, showcase
-- and ratings, objections, the life of a home, an inbox.

-- What an event asks and offers besides. Old events keep what held for them: open to everybody, walk-ins welcome.
alter table event
  add category_name text, -- as it was when the event was published: an organization's list may change
  add series_id uuid,
  add enroll_from timestamptz, -- null: at once
  add enroll_until timestamptz, -- null: until the end
  add audience text not null default 'open' check (audience in ('open', 'members', 'org')),
  add audience_org_id uuid, -- who belongs to it or to what is below it
  add age_from int check (age_from between 0 and 120),
  add age_to int check (age_to between 0 and 120),
  add walk_ins boolean not null default true,
  add poster boolean not null default false, -- whether the home's printed code signs in
  add by_lots boolean not null default false,
  add first_timer_percent int not null default 0 check (first_timer_percent between 0 and 100),
  add lots_seed text, -- drawn with; its hash is shown before, itself afterwards
  add drawn_at timestamptz,
  add cover_file text,
  add clock_id uuid, -- the rhythm that it keeps (学习社 …)
  add submitted_at timestamptz,
  add reviewed_by uuid,
  add review_note text,
  add changed_at timestamptz, -- when time or place changed last
  add reminded_at timestamptz, -- when everybody was asked 「来 / 不来了」
  add escalated_at timestamptz, -- when the parent was told of scans nobody confirmed
  add check ((audience = 'org') = (audience_org_id is not null)),
  add check (first_timer_percent = 0 or by_lots),
  add check (not by_lots or (places is not null and enroll_until is not null and lots_seed is not null));
update event set category_name = case category when 'study' then '学习社' when 'volunteer' then '志愿服务' when 'culture' then '文体活动'
  when 'career' then '就业创业' when 'health' then '身心健康' when 'exchange' then '交流联谊' else category end;
alter table event
  alter category_name set not null, alter audience drop default, alter walk_ins drop default, alter poster drop default, alter by_lots drop default,
  alter first_timer_percent drop default;
create index event_of_series on event (series_id, starts_at) where series_id is not null;
create index event_to_draw on event (enroll_until) where by_lots and drawn_at is null and status = 'published';
create index event_to_remind on event (starts_at) where reminded_at is null and status = 'published';
create index event_cover on event (cover_file) where cover_file is not null;
create index event_in_review on event (org_id, submitted_at) where status = 'in_review';
create index event_listed on event (starts_at, event_id) where status in ('published', 'closed');
create index event_listed_by_category on event (category, starts_at, event_id) where status in ('published', 'closed');

-- R: what an organization decides for itself and for what is below it; every change is a new version with its day
create table org_setting (
  org_id uuid not null,
  name text not null,
  version int not null,
  value jsonb not null,
  valid_from timestamptz not null,
  by_id uuid not null,
  why text not null,
  created_at timestamptz not null,
  primary key (org_id, name, version)
);

-- R: keys that passes are signed with; `seed` only where the key does not come from the environment
create table signing_key (
  kid text primary key,
  public_key text not null,
  seed text,
  created_at timestamptz not null
);
-- Hosts that start at once make one key between them.
create unique index signing_key_one_made on signing_key ((seed is not null)) where seed is not null;

-- D: pictures and documents that people hand in, under the person who handed them in
create table file (
  owner_id uuid not null,
  id uuid not null,
  sha256 text not null,
  size int not null check (size > 0),
  mime text not null check (mime in ('image/jpeg', 'image/png', 'image/webp')),
  is_public boolean not null, -- shown to everybody: a cover, a showcase
  content bytea not null,
  look_again_at timestamptz not null, -- when it is asked next whether anything refers to it
  created_at timestamptz not null,
  primary key (owner_id, id)
);
create index file_look_again on file (look_again_at);

-- D: a part of an event with its own times and places
create table shift (
  event_id uuid not null,
  n int not null,
  label text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  places int check (places > 0),
  created_at timestamptz not null,
  primary key (event_id, n),
  check (to_at > from_at)
);

alter table place add shift_n int;

alter table enrollment
  add shift_n int,
  add coming_at timestamptz, -- said 「来」 the day before
  add leave_reason text,
  drop constraint enrollment_state_check,
  add constraint enrollment_state_check check (state in ('applied', 'not_drawn', 'enrolled', 'left', 'on_leave', 'attended', 'absent')),
  drop constraint enrollment_source_check,
  add constraint enrollment_source_check check (source in ('app', 'walk_in', 'officer', 'waiting_list', 'lots'));
create index enrollment_absent on enrollment (person_id, at) where state = 'absent';

-- D: who waits for a place. Rank: priority, then time, then nonce. Written only under the lock of the event's intake row.
create table waiting_entry (
  event_id uuid not null,
  person_id uuid not null,
  shift_n int,
  mode text not null check (mode in ('auto', 'ask')),
  state text not null check (state in ('waiting', 'offered', 'served', 'expired', 'declined', 'left', 'closed')),
  priority int not null check (priority in (0, 1)), -- 1: after the others, for an absence without leave
  at timestamptz not null,
  nonce text not null,
  created_at timestamptz not null,
  primary key (event_id, person_id)
);
create index waiting_rank on waiting_entry (event_id, priority, at, nonce) where state = 'waiting';
create index waiting_of_person on waiting_entry (person_id, event_id);
create index place_offered on place (offered_until) where state = 'offered';
alter table place add check ((state = 'offered') = (offered_until is not null));

-- Scans that an officer's phone made of somebody else: a pass, a card, a roll call, a tap in the list, a line on paper.
alter table scan
  add by_id uuid,
  add assurance text check (assurance in ('code', 'pass', 'roll_call', 'manual', 'poster', 'card', 'paper')),
  add reason text;
create index scan_by_officer on scan (event_id, person_id) where by_id is not null;

-- D: photographs that show who was there; append-only
create table evidence (
  event_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('group_photo', 'paper_sheet')),
  file text not null,
  note text not null,
  by_id uuid not null,
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (event_id, id)
);
create trigger evidence_append_only before update or delete on evidence for each row execute function refuse_change();
create trigger evidence_no_truncate before truncate on evidence for each statement execute function refuse_change();

-- D: what an event looked like afterwards. What a helper saves waits beside what is published until an officer has looked.
create table showcase (
  event_id uuid not null,
  state text not null check (state in ('waiting', 'published')),
  text text not null,
  pictures text[] not null,
  by_id uuid not null,
  checked_by uuid, -- the officer who looked; null where the platform's check did
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (event_id, state),
  check (cardinality(pictures) <= 9)
);
-- Where a picture is shown: one that is shown nowhere any more stops being public.
create index showcase_pictures on showcase using gin (pictures);

-- D
create table rating (
  event_id uuid not null,
  person_id uuid not null,
  stars int not null check (stars between 1 and 5),
  tags text[] not null,
  word text not null, -- for the organizer alone
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (event_id, person_id)
);

-- D: what somebody says against their line of a closed event
create table objection (
  event_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  text text not null,
  state text not null check (state in ('open', 'accepted', 'declined')),
  due_at timestamptz not null,
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (event_id, id)
);
create index objection_open on objection (event_id, due_at) where state = 'open';
create unique index objection_once on objection (event_id, person_id) where state = 'open';

-- Homes: a printed code, and whether it is a model home
alter table home add code text, add about text, add cover_file text;
create unique index home_code on home (code) where code is not null;
alter table public_code drop constraint public_code_kind_check, add constraint public_code_kind_check check (kind in ('event', 'home'));

-- R: a social organization that lives in a home
create table resident (
  home_id uuid not null,
  id uuid not null,
  org_id uuid,
  name text not null,
  about text not null,
  since text not null check (since ~ '^\d{4}-\d{2}-\d{2}$'),
  until_at timestamptz,
  created_at timestamptz not null,
  primary key (home_id, id)
);

-- D: who came by, once a day
create table visit (
  home_id uuid not null,
  person_id uuid not null,
  day text not null check (day ~ '^\d{4}-\d{2}-\d{2}$'),
  at timestamptz not null,
  nonce text not null,
  created_at timestamptz not null,
  primary key (home_id, person_id, day)
);
create index visit_by_day on visit (home_id, day);

-- R: the history of a model home, in its order; append-only. A proposal to take the plate down carries its evidence.
create table home_status (
  home_id uuid not null,
  n int not null check (n > 0),
  step text not null check (step in ('awarded', 'proposed', 'objected', 'kept', 'delisted')),
  reason text not null,
  evidence jsonb,
  by_id uuid not null,
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (home_id, n),
  check ((step = 'proposed') = (evidence is not null))
);
create trigger home_status_append_only before update or delete on home_status for each row execute function refuse_change();
create trigger home_status_no_truncate before truncate on home_status for each statement execute function refuse_change();

-- R: what has to come round again: 学习社, the monthly exchange day, the quarterly meeting
create table clock (
  org_id uuid not null,
  id uuid not null,
  home_id uuid,
  kind text not null check (kind in ('study_society', 'exchange_day', 'quarterly_meeting', 'custom')),
  name text not null,
  every_days int check (every_days between 1 and 731),
  warn_days int not null check (warn_days between 0 and 365),
  started_on text not null check (started_on ~ '^\d{4}-\d{2}-\d{2}$'),
  warn_at timestamptz, -- when its officers are told that it is due; null: they have been
  ended_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id),
  check ((kind = 'custom') = (every_days is not null))
);
create index clock_to_warn on clock (warn_at) where warn_at is not null and ended_at is null;

-- R: when it came round; append-only
create table clock_turn (
  org_id uuid not null,
  clock_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  event_id uuid,
  note text not null,
  by_id uuid not null,
  created_at timestamptz not null,
  primary key (org_id, clock_id, id)
);
create unique index clock_turn_of_event on clock_turn (org_id, clock_id, event_id) where event_id is not null;
create trigger clock_turn_append_only before update or delete on clock_turn for each row execute function refuse_change();
create trigger clock_turn_no_truncate before truncate on clock_turn for each statement execute function refuse_change();

-- D
create table inbox_message (
  person_id uuid not null,
  id uuid not null,
  kind text not null,
  params jsonb not null, -- what its sentence is filled with
  event_id uuid,
  home_id uuid,
  at timestamptz not null,
  read_at timestamptz,
  created_at timestamptz not null,
  primary key (person_id, id)
);
create index inbox_by_time on inbox_message (person_id, at, id);
create index inbox_unread on inbox_message (person_id) where read_at is null;
-- Lines that may have to move: read by every tick.
create index intake_waiting on intake (event_id) where waiting > 0;
-- Scans that wait for an officer's word: read by every tick.
create index attendance_unconfirmed on attendance (event_id) where delayed and confirmed_at is null and settled_at is null;
create index identity_of_person on identity (person_id);
