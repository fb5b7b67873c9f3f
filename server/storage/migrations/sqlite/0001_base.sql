-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tenants, people who log in, the journal with the rows it describes, answers kept for repeats.
-- Times are milliseconds since 1970 UTC.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE companies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    time_zone TEXT NOT NULL -- IANA
);

CREATE TABLE branches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    name TEXT NOT NULL,
    UNIQUE (company_id, name)
);

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE, -- case-folded, as SQLite folds ASCII only
    password_hash TEXT NOT NULL,
    full_name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    roles INTEGER NOT NULL, -- bits of protocol::Role
    active INTEGER NOT NULL,
    audience_seq INTEGER NOT NULL DEFAULT 0 -- journal seq at which what they may see last changed
);

-- What happened, gap-free in seq. An empty topic marks a number that is nobody's event.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    company_id INTEGER NOT NULL,
    branch_id INTEGER,
    roles INTEGER NOT NULL, -- 0: any
    user_id INTEGER,
    topic TEXT NOT NULL,
    op TEXT NOT NULL,
    row_id TEXT NOT NULL,
    json BLOB NOT NULL, -- the whole event as it goes out, UTF-8
    at INTEGER NOT NULL
);
CREATE INDEX journal_company ON journal (company_id, seq);

-- What a client holds that has applied the journal up to its end.
CREATE TABLE view_rows (
    id INTEGER PRIMARY KEY,
    company_id INTEGER NOT NULL,
    topic TEXT NOT NULL,
    number INTEGER NOT NULL, -- row_id as a number, for the order; 0 when it is none
    row_id TEXT NOT NULL,
    branch_id INTEGER,
    roles INTEGER NOT NULL,
    user_id INTEGER,
    at INTEGER, -- the topic's time field, for trimming; NULL when it has none
    json BLOB NOT NULL,
    seq INTEGER NOT NULL -- of its last event
);
CREATE UNIQUE INDEX view_rows_key ON view_rows (company_id, topic, number, row_id);

CREATE TABLE idempotency (
    company_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL, -- of the request
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (company_id, user_id, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (at);
