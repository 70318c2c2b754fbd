-- Cases that are followed to an answer: orders, questions, complaints, whistles, what a reception hands over; the library of answers.

alter table inbox_message add case_id uuid;
alter table org add closed_at timestamptz, add successor_id uuid; -- closed: takes no new cases

-- R: what an organization offers, to be ordered
create table service (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  about text not null,
  ended_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id)
);

-- D: one case. What was written is sealed where the installation has a key.
create table case_file (
  case_id uuid primary key,
  kind text not null check (kind in ('session', 'order', 'question', 'complaint', 'whistle')),
  state text not null check (state in ('submitted', 'accepted', 'working', 'resolved', 'explained', 'rated', 'returned')),
  person_id uuid, -- null: a whistle
  anonymous boolean not null,
  unmasked_org_id uuid, -- who may know the name of an anonymous person, for as long as it is in charge
  opened_by uuid not null,
  opened_org_id uuid, -- the organization that opened it: a whistle, a reception
  about_org_id uuid, -- whom it is kept from (a complaint is about them, or the person wished so): its officers never read it
  owner_org_id uuid not null,
  owner_id uuid,
  joint_org_ids uuid[] not null,
  topic text not null,
  text_enc text not null,
  files text[] not null,
  service_id uuid,
  session_id uuid,
  submitted_at timestamptz not null,
  accept_due_at timestamptz not null,
  due_at timestamptz not null,
  extended boolean not null,
  reopened boolean not null,
  outcome text check (outcome in ('resolved', 'explained')),
  answer_enc text,
  answer_files text[],
  answered_at timestamptz,
  rating text check (rating in ('solved', 'partly', 'not')),
  rated_at timestamptz,
  told_owner_at timestamptz, -- when the owner was told last that it is late
  told_parent_at timestamptz,
  created_at timestamptz not null,
  check ((kind = 'whistle') = (person_id is null)),
  check ((state in ('resolved', 'explained', 'rated')) = (answered_at is not null)),
  check ((answered_at is null) = (outcome is null) and (answered_at is null) = (answer_enc is null)),
  check ((state = 'rated') = (rating is not null)),
  check (state = 'submitted' or state = 'returned' or owner_id is not null)
);
create index case_of_person on case_file (person_id, submitted_at, case_id) where person_id is not null;
create index case_of_owner on case_file (owner_org_id, submitted_at, case_id);
create index case_open_of_owner on case_file (owner_org_id) where state in ('submitted', 'accepted', 'working');
create index case_joint on case_file using gin (joint_org_ids);
create index case_whistled on case_file (opened_org_id) where kind = 'whistle';
create index case_to_accept on case_file (accept_due_at) where state = 'submitted';
create index case_to_answer on case_file (due_at) where state in ('submitted', 'accepted', 'working');

-- D: what happened to it; append-only
create table case_entry (
  case_id uuid not null,
  id uuid not null,
  n integer not null, -- its place in the history, counted from 1
  step text not null check (step in ('submitted', 'accepted', 'returned', 'assigned', 'moved', 'joined', 'message', 'note', 'extended', 'resolved',
    'explained', 'reopened', 'rated', 'unmask_asked', 'unmask_agreed', 'unmask_declined', 'unmasked')),
  by_id uuid not null,
  by_org_id uuid, -- null: its person
  text_enc text not null,
  files text[] not null,
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (case_id, id),
  unique (case_id, n)
);
create trigger case_entry_append_only before update or delete on case_entry for each row execute function refuse_change();
create trigger case_entry_no_truncate before truncate on case_entry for each statement execute function refuse_change();

-- R: the library of answers. `grams`: pairs of characters of the question, to find it by what is being typed.
create table library_answer (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  topic text not null,
  question text not null,
  answer text not null,
  grams text[] not null,
  state text not null check (state in ('proposed', 'published', 'declined')),
  proposed_by uuid not null,
  checked_by uuid,
  checked_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id),
  check ((state = 'proposed') = (checked_by is null)),
  check (checked_by is distinct from proposed_by)
);
create index library_answer_grams on library_answer using gin (grams) where state = 'published';

-- Documents beside pictures; both have their compression in themselves. Stored plain, a part of one is read without the rest.
alter table file
  add name text,
  drop constraint file_mime_check,
  add check (mime in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
  add check ((name is null) = (mime like 'image/%')),
  alter content set storage external;

-- D: parts of a document on its way
create table file_part (
  owner_id uuid not null,
  upload text not null,
  n int not null check (n between 1 and 40),
  content bytea not null,
  created_at timestamptz not null,
  primary key (owner_id, upload, n)
);
alter table file_part alter content set storage external;
create index file_part_created on file_part (created_at);
