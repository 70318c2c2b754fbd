-- A refusal is an answer too: the same nonce gets it again for ever, also when a copy of the request was delayed on its way.
alter table command add refusal jsonb;
alter table command add check (result is null or refusal is null);

-- Hosts keep events in memory. What they decide by an old one is noticed by its version in the very statement that writes,
-- so the version must move with every change, whoever makes it.
alter table event add version int not null default 1;
alter table event alter version drop default;
create function next_version() returns trigger language plpgsql as $$
begin
  new.version = old.version + 1;
  return new;
end $$;
create trigger event_version before update on event for each row execute function next_version();

-- A screen's last arrivals are few enough to be sorted when asked. The index cost every sign-in a write, and a planner that had
-- counted nothing yet took it for the way to one person's attendance.
drop index attendance_arrivals;
