-- R: one row, how this database began. Demonstration mode opens log-in without a password, so it must never come over data
-- that is real; and a demonstration that was cut short while it was laid is told from a whole one.
create table installation (
  id int primary key check (id = 1),
  kind text not null check (kind in ('real', 'demo_unfinished', 'demo')),
  created_at timestamptz not null
);
