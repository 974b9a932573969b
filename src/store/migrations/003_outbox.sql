-- The mails to send: one row per report, as-of day, recipient and revision; and the figures each revision was made of.
-- Written and read by: mail. Read by: status.
create table outbox (
    entry_id integer primary key,
    report text not null,
    as_of text not null,
    recipient text not null collate nocase,
    revision integer not null,
    state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'in_doubt', 'dropped')),
    message_id text not null,
    subject text not null,
    envelope text not null, -- JSON: from, to[]
    message blob, -- the exact bytes, until sent or dropped
    attempts integer not null default 0, -- times it was begun to be sent
    next_attempt_at text,
    pid integer, -- the process that is sending it
    reply text, -- what the server said last
    queued_at text not null,
    updated_at text not null,
    unique (report, as_of, recipient, revision)
) strict;

create index outbox_state on outbox (state);

create table mailed_figures (
    report text not null,
    as_of text not null,
    revision integer not null,
    digest text not null,
    created_at text not null,
    primary key (report, as_of, revision)
) strict;
