-- When the owner was told that a mail was refused. What was refused before this was known is not told again.
-- Written by: daemon, mail. Read by: daemon.
alter table outbox add column told_at text;

update outbox set told_at = updated_at where state = 'failed';
