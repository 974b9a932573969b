-- Where a process is at work: its number says something on that machine, or in that container, alone.
-- Null: written before this was known, and taken for here.
-- Written by: mail, job/history.ts. Read by: mail, job/history.ts, status.
alter table outbox add column host text;
alter table runs add column host text;
