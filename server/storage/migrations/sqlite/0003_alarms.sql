-- SPDX-License-Identifier: GPL-3.0-or-later
-- What needs people: alarms with their history, notifications with their ledger, the outbox to
-- Telegram. Enumerations stand as numbers where they are only compared, else as their words on the wire.

CREATE TABLE alarms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    rule TEXT NOT NULL,
    key TEXT NOT NULL,
    source TEXT NOT NULL,
    topic TEXT NOT NULL,
    record TEXT NOT NULL,
    priority INTEGER NOT NULL, -- protocol::AlarmPriority, 0 is the worst
    state INTEGER NOT NULL,    -- protocol::AlarmState, 0 is normal
    active INTEGER NOT NULL,
    since INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    returned_at INTEGER,
    ended_at INTEGER, -- set: history
    count INTEGER NOT NULL,
    title TEXT NOT NULL,
    message TEXT NOT NULL,
    args TEXT NOT NULL, -- JSON
    readers INTEGER NOT NULL,
    told INTEGER NOT NULL,
    ack_user_id INTEGER,
    ack_name TEXT,
    ack_at INTEGER,
    ack_note TEXT,
    held_user_id INTEGER,
    held_name TEXT,
    held_at INTEGER,
    held_note TEXT,
    held_until INTEGER,
    level INTEGER NOT NULL,
    telling INTEGER NOT NULL, -- domain::Telling, 0 is done
    announcement_id INTEGER,
    announced_at INTEGER,
    heard INTEGER NOT NULL,
    displayed_at INTEGER,
    holds_until INTEGER,
    next_at INTEGER
);
CREATE UNIQUE INDEX alarms_open ON alarms (company_id, rule, key) WHERE ended_at IS NULL;
CREATE INDEX alarms_open_source ON alarms (company_id, source) WHERE ended_at IS NULL;
CREATE INDEX alarms_due ON alarms (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX alarms_waiting ON alarms (company_id, rule, level, telling) WHERE telling <> 0;
CREATE INDEX alarms_announcement ON alarms (announcement_id) WHERE announcement_id IS NOT NULL;
CREATE INDEX alarms_since ON alarms (company_id, since);
CREATE INDEX alarms_ended ON alarms (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE alarm_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    alarm_id INTEGER NOT NULL REFERENCES alarms (id) ON DELETE CASCADE,
    company_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    what INTEGER NOT NULL, -- domain::AlarmLogEntry::What
    user_id INTEGER,
    name TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX alarm_log_alarm ON alarm_log (alarm_id, id);
CREATE INDEX alarm_log_occurrences ON alarm_log (company_id, at) WHERE what IN (0, 1);

-- Alarms that are told together.
CREATE TABLE alarm_groups (
    id INTEGER PRIMARY KEY,
    company_id INTEGER NOT NULL,
    branch_id INTEGER NOT NULL, -- 0: none
    rule TEXT NOT NULL,
    level INTEGER NOT NULL,
    telling INTEGER NOT NULL,
    last_at INTEGER,
    burst INTEGER NOT NULL,
    due_at INTEGER,
    UNIQUE (company_id, branch_id, rule, level, telling)
);
CREATE INDEX alarm_groups_due ON alarm_groups (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE alarm_announcements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL,
    branch_id INTEGER,
    rule TEXT NOT NULL,
    level INTEGER NOT NULL,
    telling INTEGER NOT NULL,
    at INTEGER NOT NULL,
    count INTEGER NOT NULL
);
CREATE TABLE alarm_announced (
    announcement_id INTEGER NOT NULL REFERENCES alarm_announcements (id),
    alarm_id INTEGER NOT NULL REFERENCES alarms (id) ON DELETE CASCADE,
    PRIMARY KEY (announcement_id, alarm_id)
) WITHOUT ROWID;
CREATE INDEX alarm_announced_alarm ON alarm_announced (alarm_id);

-- Up to which event of the journal a company's facts have been judged.
CREATE TABLE alarm_places (
    company_id INTEGER PRIMARY KEY REFERENCES companies (id),
    seq INTEGER NOT NULL
);

CREATE TABLE notifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    user_id INTEGER NOT NULL REFERENCES accounts (id),
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    message TEXT NOT NULL,
    data TEXT NOT NULL, -- JSON
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL, -- pending, sent, failed
    sent_at INTEGER,
    read_at INTEGER,
    telegram_message INTEGER,
    announcement_id INTEGER,
    push INTEGER NOT NULL,
    telegram INTEGER NOT NULL
);
CREATE INDEX notifications_user ON notifications (user_id, id);
CREATE INDEX notifications_unread ON notifications (user_id, id) WHERE read_at IS NULL;
CREATE INDEX notifications_pending ON notifications (company_id, id) WHERE status = 'pending';
CREATE INDEX notifications_announcement ON notifications (announcement_id) WHERE announcement_id IS NOT NULL;
CREATE INDEX notifications_created ON notifications (created_at);

CREATE TABLE notification_ledger (
    notification_id INTEGER NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
    stage INTEGER NOT NULL, -- domain::LedgerEntry::Stage
    via TEXT NOT NULL,
    at INTEGER NOT NULL,
    user_id INTEGER,
    name TEXT NOT NULL,
    PRIMARY KEY (notification_id, stage, via)
) WITHOUT ROWID;

CREATE TABLE telegram_links (
    chat INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL UNIQUE REFERENCES accounts (id),
    company_id INTEGER NOT NULL REFERENCES companies (id),
    username TEXT NOT NULL,
    linked_at INTEGER NOT NULL,
    muted_until INTEGER
);
CREATE TABLE telegram_codes (
    user_id INTEGER PRIMARY KEY REFERENCES accounts (id),
    code TEXT NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
);

CREATE TABLE outbox_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    state INTEGER NOT NULL, -- domain::OutboxMessage::State
    shown TEXT NOT NULL,
    after INTEGER NOT NULL,
    probed INTEGER NOT NULL,
    number INTEGER,
    attempts INTEGER NOT NULL,
    stale INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL
);
CREATE INDEX outbox_messages_unsettled ON outbox_messages (id) WHERE state IN (0, 1, 4);
CREATE INDEX outbox_messages_stale ON outbox_messages (next_at) WHERE stale = 1;
CREATE INDEX outbox_messages_created ON outbox_messages (created_at);

CREATE TABLE outbox_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    company_id INTEGER,
    notification_id INTEGER,
    announcement_id INTEGER,
    urgent INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    message_id INTEGER REFERENCES outbox_messages (id) ON DELETE CASCADE
);
CREATE INDEX outbox_items_waiting ON outbox_items (chat, id) WHERE message_id IS NULL;
CREATE INDEX outbox_items_message ON outbox_items (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_items_announcement ON outbox_items (announcement_id) WHERE announcement_id IS NOT NULL;

CREATE TABLE outbox_chats (
    chat INTEGER PRIMARY KEY,
    free_at INTEGER NOT NULL
);
CREATE TABLE outbox_numbers (
    space INTEGER PRIMARY KEY, -- a chat with numbers of its own, or 0: all the others
    newest INTEGER NOT NULL
);
