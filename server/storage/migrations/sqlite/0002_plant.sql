-- SPDX-License-Identifier: GPL-3.0-or-later
-- The plant: people with cards, their days, card reads, looms with shifts, calls and pulses.
-- Enumerations stand as their words on the wire.

CREATE TABLE employees (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    personnel_number TEXT NOT NULL,
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    middle_name TEXT NOT NULL,
    department TEXT NOT NULL,
    position TEXT NOT NULL,
    card TEXT NOT NULL, -- upper-case hex; empty: none
    active INTEGER NOT NULL,
    hire_date TEXT,
    inside INTEGER NOT NULL,
    last_seen_at INTEGER,
    UNIQUE (company_id, personnel_number)
);
-- The card of somebody who has left may be given to somebody else.
CREATE UNIQUE INDEX employees_card ON employees (company_id, card) WHERE active = 1 AND card <> '';

CREATE TABLE worktime (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    employee_id INTEGER NOT NULL REFERENCES employees (id),
    day TEXT NOT NULL, -- the plant's local day
    entry_at INTEGER,
    exit_at INTEGER,
    status TEXT NOT NULL,
    worked_minutes INTEGER,
    overtime_minutes INTEGER NOT NULL,
    entry_device TEXT NOT NULL,
    exit_device TEXT NOT NULL,
    manual INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    notes TEXT NOT NULL,
    UNIQUE (employee_id, day)
);
CREATE INDEX worktime_day ON worktime (company_id, day, entry_at);
CREATE INDEX worktime_entry ON worktime (company_id, entry_at);

CREATE TABLE access_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    kind TEXT NOT NULL, -- gate, terminal, machine
    granted INTEGER NOT NULL,
    action TEXT, -- in, out
    employee_id INTEGER REFERENCES employees (id),
    card TEXT NOT NULL,
    device TEXT NOT NULL,
    at INTEGER NOT NULL,
    guard_id INTEGER REFERENCES accounts (id),
    notes TEXT NOT NULL
);
CREATE INDEX access_gates ON access_events (company_id, at) WHERE granted = 1 AND kind = 'gate';
CREATE INDEX access_cards ON access_events (company_id, at) WHERE granted = 1 AND kind <> 'gate';
CREATE INDEX access_employee ON access_events (employee_id, at) WHERE granted = 1;

CREATE TABLE machines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    name TEXT NOT NULL,
    device_id TEXT NOT NULL UNIQUE, -- over all companies: a device names nothing else
    transmit_pulse REAL NOT NULL,
    gear_box_ratio REAL NOT NULL,
    sprocket_gear_box REAL NOT NULL,
    sprocket_takeup_roller REAL NOT NULL,
    roller_diameter_cm REAL NOT NULL,
    meters_per_pulse REAL NOT NULL,
    active INTEGER NOT NULL,
    status TEXT NOT NULL,
    status_since INTEGER NOT NULL,
    operator_id INTEGER REFERENCES employees (id),
    pulse_count INTEGER NOT NULL,
    last_pulse_at INTEGER
);
CREATE INDEX machines_company ON machines (company_id);

CREATE TABLE machine_shifts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    machine_id INTEGER NOT NULL REFERENCES machines (id),
    operator_id INTEGER NOT NULL REFERENCES employees (id),
    started_at INTEGER NOT NULL,
    ended_at INTEGER, -- NULL: active
    pulses INTEGER NOT NULL,
    meters REAL NOT NULL
);
CREATE UNIQUE INDEX machine_shifts_active ON machine_shifts (machine_id) WHERE ended_at IS NULL;
CREATE INDEX machine_shifts_machine ON machine_shifts (machine_id, started_at);
CREATE INDEX machine_shifts_company ON machine_shifts (company_id, started_at);

CREATE TABLE maintenance_calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    machine_id INTEGER NOT NULL REFERENCES machines (id),
    status TEXT NOT NULL, -- pending, in_progress, completed
    operator_id INTEGER REFERENCES employees (id),
    master_id INTEGER REFERENCES employees (id),
    called_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    description TEXT NOT NULL
);
CREATE UNIQUE INDEX maintenance_calls_open ON maintenance_calls (machine_id) WHERE status <> 'completed';
CREATE INDEX maintenance_calls_machine ON maintenance_calls (machine_id, called_at);
CREATE INDEX maintenance_calls_company ON maintenance_calls (company_id, called_at);

CREATE TABLE machine_states (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    machine_id INTEGER NOT NULL REFERENCES machines (id),
    status TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER -- NULL: still so
);
CREATE UNIQUE INDEX machine_states_current ON machine_states (machine_id) WHERE to_at IS NULL;

CREATE TABLE pulses (
    id INTEGER PRIMARY KEY,
    company_id INTEGER NOT NULL,
    machine_id INTEGER NOT NULL REFERENCES machines (id),
    shift_id INTEGER REFERENCES machine_shifts (id),
    at INTEGER NOT NULL,
    pulses INTEGER NOT NULL, -- of this post
    total_pulses INTEGER NOT NULL,
    meters REAL NOT NULL, -- cumulative in the shift
    running INTEGER NOT NULL -- cumulative over the machine's life: the sum of any stretch in two look-ups
);
CREATE INDEX pulses_machine ON pulses (machine_id, at);
CREATE INDEX pulses_company ON pulses (company_id);
