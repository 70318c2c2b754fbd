-- What WeChat may send besides the inbox (domain.md, 「Inbox」). Nothing depends on it: with both tables empty everybody still learns everything.

-- D: how many messages of a use a person has allowed; WeChat takes one permission for each message
create table subscription (
  person_id uuid not null,
  use text not null,
  left_count int not null check (left_count between 0 and 10),
  created_at timestamptz not null,
  primary key (person_id, use)
);

-- D: a message of the inbox on its way through WeChat
create table subscription_message (
  person_id uuid not null,
  message_id uuid not null,
  use text not null,
  tries int not null,
  next_at timestamptz, -- null: it is done with
  errcode int, -- what WeChat said in the end; 0: sent
  created_at timestamptz not null,
  primary key (person_id, message_id)
);
create index subscription_message_next on subscription_message (next_at) where next_at is not null;
create index subscription_message_created on subscription_message (created_at);
-- Messages arrive by time: a block range says which pages are of this hour, and costs no writer anything.
create index inbox_message_lately on inbox_message using brin (at) with (pages_per_range = 16);
