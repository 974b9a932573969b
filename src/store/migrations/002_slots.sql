-- The schedule at work. slots: one row per instant at which a run was due. daemon: the one process that serves them;
-- no row, or one without pid: it was stopped on purpose. incidents: one row per failure, however often it was tried again.
-- Written by: daemon. Read by: daemon, status.
create table slots (
    slot text primary key,
    as_of text,
    state text not null check (state in ('due', 'running', 'done', 'failed', 'skipped', 'missed')),
    attempts integer not null default 0,
    stage text, -- the last finished one
    run_id text,
    next_attempt_at text,
    error text,
    updated_at text
) strict;

create table daemon (
    one integer primary key check (one = 1),
    pid integer,
    host text, -- the machine or container it runs on
    started_at text,
    beat_at text,
    next_slot text,
    config text, -- the file
    schedule text, -- the one at work: slots count from `watching_since` on, when it was first
    watching_since text
) strict;

create table incidents (
    incident_id integer primary key,
    cause text not null,
    opened_at text not null,
    closed_at text,
    run_id text,
    error text,
    attempts integer not null default 1
) strict;
