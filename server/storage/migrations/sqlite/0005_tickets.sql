-- SPDX-License-Identifier: GPL-3.0-or-later
-- Calls for help (contracts.md E5). Enumerations stand as their words on the wire.

CREATE TABLE rooms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    building TEXT NOT NULL,
    floor TEXT NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (company_id, building, number)
);

CREATE TABLE tickets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    status TEXT NOT NULL,
    priority TEXT NOT NULL,
    category TEXT NOT NULL,
    reporter_id INTEGER REFERENCES accounts (id),
    reporter_name TEXT NOT NULL,
    reporter_phone TEXT NOT NULL,
    room_id INTEGER REFERENCES rooms (id),
    assignee_id INTEGER REFERENCES accounts (id),
    comments INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    started_at INTEGER,
    resolved_at INTEGER,
    imported_as TEXT -- its number in the system it came from
);
CREATE UNIQUE INDEX tickets_imported ON tickets (company_id, imported_as);
CREATE INDEX tickets_status ON tickets (company_id, status);
CREATE INDEX tickets_reporter ON tickets (reporter_id);
CREATE INDEX tickets_assignee ON tickets (assignee_id);

-- What has happened, in order; the comments are among it.
CREATE TABLE ticket_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    author_id INTEGER REFERENCES accounts (id),
    by_name TEXT NOT NULL,
    text TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
);
CREATE INDEX ticket_events_company ON ticket_events (company_id, id);
CREATE INDEX ticket_events_ticket ON ticket_events (ticket_id, id);
