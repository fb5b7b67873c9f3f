-- SPDX-License-Identifier: GPL-3.0-or-later
-- Building sites: cost objects with budgets, what they cost, delivery documents, timesheets.
-- Money is in kopecks, quantities in millionths, hours in hundredths. Enumerations stand as their
-- words on the wire.

CREATE TABLE cost_objects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    customer TEXT NOT NULL,
    contract_number TEXT NOT NULL,
    contract_amount INTEGER,
    material_amount INTEGER,
    labor_amount INTEGER,
    start_date TEXT,
    end_date TEXT,
    status TEXT NOT NULL,
    foreman_id INTEGER REFERENCES accounts (id),
    budget INTEGER,
    alert_80 INTEGER NOT NULL,
    alert_100 INTEGER NOT NULL,
    materials INTEGER NOT NULL, -- sums of costs, by kind
    equipment INTEGER NOT NULL,
    labor INTEGER NOT NULL,
    last_cost_at INTEGER,
    UNIQUE (company_id, code)
);
CREATE INDEX cost_objects_foreman ON cost_objects (foreman_id) WHERE foreman_id IS NOT NULL;

CREATE TABLE costs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    object_id INTEGER NOT NULL REFERENCES cost_objects (id),
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL,
    description TEXT NOT NULL,
    upd_id INTEGER REFERENCES upds (id),
    timesheet_id INTEGER REFERENCES timesheets (id),
    user_id INTEGER NOT NULL REFERENCES accounts (id),
    user_name TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX costs_object ON costs (object_id, id);
CREATE INDEX costs_timesheet ON costs (timesheet_id) WHERE timesheet_id IS NOT NULL;

CREATE TABLE upds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    status TEXT NOT NULL, -- NEW, DISTRIBUTED, ARCHIVED, DUPLICATE
    number TEXT NOT NULL,
    date TEXT NOT NULL,
    supplier_name TEXT NOT NULL,
    supplier_inn TEXT NOT NULL,
    supplier_key TEXT NOT NULL, -- the INN, or the case-folded name where there is none
    buyer_name TEXT NOT NULL,
    total INTEGER NOT NULL,
    duplicate_of_id INTEGER REFERENCES upds (id),
    fingerprint BLOB NOT NULL,
    user_id INTEGER NOT NULL REFERENCES accounts (id),
    user_name TEXT NOT NULL,
    uploaded_at INTEGER NOT NULL,
    item_count INTEGER NOT NULL
);
CREATE INDEX upds_company ON upds (company_id, id);
CREATE INDEX upds_status ON upds (company_id, status, id);
CREATE INDEX upds_number ON upds (company_id, supplier_key, number);
CREATE INDEX upds_file ON upds (company_id, fingerprint);

CREATE TABLE upd_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    upd_id INTEGER NOT NULL REFERENCES upds (id),
    line INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL, -- case-folded, as SQLite folds ASCII only
    unit TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    amount INTEGER NOT NULL
);
CREATE INDEX upd_items_upd ON upd_items (upd_id, line);
CREATE INDEX upd_items_name ON upd_items (name_key);

-- Every distribution there was; those that were replaced have no cost any more.
CREATE TABLE upd_shares (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    upd_id INTEGER NOT NULL REFERENCES upds (id),
    revision INTEGER NOT NULL,
    item_id INTEGER NOT NULL REFERENCES upd_items (id),
    object_id INTEGER NOT NULL REFERENCES cost_objects (id),
    request_id INTEGER,
    quantity INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    cost_id INTEGER, -- NULL: taken back
    user_id INTEGER NOT NULL REFERENCES accounts (id),
    user_name TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX upd_shares_upd ON upd_shares (upd_id, revision, id);
CREATE INDEX upd_shares_item ON upd_shares (item_id);

CREATE TABLE timesheets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    foreman_id INTEGER NOT NULL REFERENCES accounts (id),
    status TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    objects TEXT NOT NULL, -- their names, for reading
    workers INTEGER NOT NULL,
    hours INTEGER NOT NULL,
    overtime INTEGER NOT NULL, -- worker-days
    comments INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    submitted_at INTEGER,
    decided_at INTEGER,
    decided_by TEXT NOT NULL
);
CREATE INDEX timesheets_company ON timesheets (company_id, id);
CREATE INDEX timesheets_foreman ON timesheets (foreman_id, id);

CREATE TABLE timesheet_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    timesheet_id INTEGER NOT NULL REFERENCES timesheets (id) ON DELETE CASCADE,
    worker_id INTEGER NOT NULL REFERENCES employees (id),
    object_id INTEGER NOT NULL REFERENCES cost_objects (id),
    day TEXT NOT NULL,
    hours INTEGER NOT NULL,
    rate INTEGER, -- kopecks an hour
    UNIQUE (timesheet_id, worker_id, object_id, day)
);
CREATE INDEX timesheet_lines_worker ON timesheet_lines (worker_id, day);

CREATE TABLE timesheet_comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    timesheet_id INTEGER NOT NULL REFERENCES timesheets (id),
    user_id INTEGER NOT NULL REFERENCES accounts (id),
    user_name TEXT NOT NULL,
    type TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX timesheet_comments_sheet ON timesheet_comments (timesheet_id, id);
