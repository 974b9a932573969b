-- What was run: one row per run of the job, one per finished stage of it.
-- Instants here and in every table of the ledger are UTC ISO texts with milliseconds, so that they sort as texts.
-- Written by: job/history.ts. Read by: status.
create table runs (
    run_id text primary key,
    slot text, -- the slot it was due at; null: somebody asked for it
    as_of text,
    cause text not null check (cause in ('manual', 'slot', 'test')),
    attempt integer not null default 1,
    pid integer, -- the process at work
    started_at text not null,
    finished_at text,
    result text not null check (result in ('running', 'ok', 'failed', 'blocked', 'undelivered', 'interrupted')),
    exit_code integer,
    error text,
    degraded integer, -- sentences at the top of the report
    ms integer
) strict;

create index runs_started_at on runs (started_at);

create table stages (
    run_id text not null,
    stage text not null,
    "rows" integer,
    ms integer,
    counts text, -- JSON: rows by table or source
    finished_at text,
    primary key (run_id, stage)
) strict;
