-- R: at most one row, only where a demonstration was laid. Demonstration mode opens log-in without a password, so it must
-- never come over data that is real; and one that was cut short while it was laid is told from a whole one.
create table demonstration (
  id int primary key check (id = 1),
  state text not null check (state in ('unfinished', 'laid')),
  created_at timestamptz not null
);
