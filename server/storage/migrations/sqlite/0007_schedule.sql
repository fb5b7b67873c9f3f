-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schedules: projects, their tasks, what was done day by day, the months' plans, brigades, machines.
-- Money is in kopecks, volumes and norms in millionths, hours in hundredths.

CREATE TABLE plan_projects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    start_date TEXT,
    end_date TEXT,
    created_at INTEGER NOT NULL,
    cleared_at INTEGER, -- the last time that its schedule was taken away
    cleared_tasks INTEGER NOT NULL DEFAULT 0,
    cleared_custom INTEGER NOT NULL DEFAULT 0 -- only what was put in by hand
);
CREATE INDEX plan_projects_company ON plan_projects (company_id, id);

CREATE TABLE plan_tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    project_id INTEGER NOT NULL REFERENCES plan_projects (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    volume_plan INTEGER NOT NULL,
    volume_fact INTEGER NOT NULL, -- the sum of its works that are not ancillary
    start_contract TEXT,
    end_contract TEXT,
    start_plan TEXT,
    end_plan TEXT,
    unit_price INTEGER NOT NULL,
    labor_per_unit INTEGER NOT NULL,
    machine_hours_per_unit INTEGER NOT NULL,
    executor TEXT NOT NULL,
    is_section INTEGER NOT NULL,
    is_custom INTEGER NOT NULL,
    sort_order INTEGER NOT NULL,
    people TEXT NOT NULL,
    equipment TEXT NOT NULL,
    materials TEXT NOT NULL,
    access TEXT NOT NULL,
    notes TEXT NOT NULL,
    level INTEGER NOT NULL,
    parent_code TEXT NOT NULL,
    overdue INTEGER NOT NULL, -- as of the last time that it was judged
    version INTEGER NOT NULL,
    UNIQUE (project_id, code)
);
CREATE INDEX plan_tasks_order ON plan_tasks (project_id, sort_order, id);
CREATE INDEX plan_tasks_company ON plan_tasks (company_id);

CREATE TABLE brigades (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    project_id INTEGER NOT NULL REFERENCES plan_projects (id),
    name TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 -- its people's days go on naming it
);
CREATE INDEX brigades_project ON brigades (project_id);

CREATE TABLE daily_works (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    project_id INTEGER REFERENCES plan_projects (id),
    task_id INTEGER REFERENCES plan_tasks (id) ON DELETE SET NULL,
    date TEXT NOT NULL,
    volume INTEGER NOT NULL, -- of an ancillary work: person-hours
    description TEXT NOT NULL,
    brigade_id INTEGER REFERENCES brigades (id),
    is_ancillary INTEGER NOT NULL
);
CREATE INDEX daily_works_task ON daily_works (task_id, date) WHERE task_id IS NOT NULL;
CREATE INDEX daily_works_date ON daily_works (company_id, date);
CREATE INDEX daily_works_brigade ON daily_works (brigade_id) WHERE brigade_id IS NOT NULL;

CREATE TABLE monthly_plans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    task_id INTEGER NOT NULL REFERENCES plan_tasks (id) ON DELETE CASCADE,
    month TEXT NOT NULL, -- its first day
    volume_plan INTEGER NOT NULL,
    volume_fact INTEGER NOT NULL,
    UNIQUE (task_id, month)
);
CREATE INDEX monthly_plans_month ON monthly_plans (company_id, month);

-- Days that were taken back stay, marked as removed: whoever is told of it is told what they were.
CREATE TABLE brigade_executors (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    brigade_id INTEGER NOT NULL REFERENCES brigades (id),
    employee_id INTEGER NOT NULL REFERENCES employees (id),
    date TEXT NOT NULL,
    hours INTEGER NOT NULL,
    is_responsible INTEGER NOT NULL,
    removed INTEGER NOT NULL
);
CREATE UNIQUE INDEX brigade_executors_once ON brigade_executors (brigade_id, date, employee_id) WHERE removed = 0;
CREATE UNIQUE INDEX brigade_executors_responsible ON brigade_executors (brigade_id, date)
    WHERE removed = 0 AND is_responsible = 1;
CREATE INDEX brigade_executors_date ON brigade_executors (company_id, date);

CREATE TABLE site_equipment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    active INTEGER NOT NULL
);
CREATE INDEX site_equipment_company ON site_equipment (company_id, id);

CREATE TABLE equipment_uses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    equipment_id INTEGER NOT NULL REFERENCES site_equipment (id),
    date TEXT NOT NULL,
    hours INTEGER NOT NULL,
    brigade_id INTEGER REFERENCES brigades (id),
    removed INTEGER NOT NULL
);
CREATE UNIQUE INDEX equipment_uses_once ON equipment_uses (equipment_id, date) WHERE removed = 0;
CREATE INDEX equipment_uses_date ON equipment_uses (company_id, date);
