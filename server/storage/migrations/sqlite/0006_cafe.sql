-- SPDX-License-Identifier: GPL-3.0-or-later
-- A café (contracts.md B): its hall, its menu, orders and the kitchen's portions. What a client knows a row
-- by is its UUID. Money is in kopecks; enumerations stand as their words on the wire.

CREATE TABLE cafe_zones (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    title TEXT NOT NULL
);
CREATE INDEX cafe_zones_company ON cafe_zones (company_id);

CREATE TABLE cafe_tables (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    zone_id INTEGER NOT NULL REFERENCES cafe_zones (id),
    number INTEGER NOT NULL,
    places INTEGER NOT NULL,
    status TEXT NOT NULL,
    status_since INTEGER NOT NULL,
    x INTEGER, -- on the hall's map, in thousandths; NULL: not on it
    y INTEGER
);
CREATE UNIQUE INDEX cafe_tables_number ON cafe_tables (company_id, coalesce(branch_id, 0), number);
CREATE INDEX cafe_tables_zone ON cafe_tables (zone_id);

CREATE TABLE cafe_clients (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    notes TEXT NOT NULL
);
CREATE INDEX cafe_clients_company ON cafe_clients (company_id, name);

CREATE TABLE cafe_bookings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    table_id INTEGER REFERENCES cafe_tables (id) ON DELETE SET NULL,
    guest TEXT NOT NULL,
    phone TEXT NOT NULL,
    date TEXT NOT NULL,
    time TEXT NOT NULL, -- HH:MM:SS in the company's time zone
    guests INTEGER NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX cafe_bookings_company ON cafe_bookings (company_id, date);
CREATE INDEX cafe_bookings_table ON cafe_bookings (table_id);

CREATE TABLE cafe_kitchens (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    title TEXT NOT NULL,
    number INTEGER NOT NULL
);
CREATE INDEX cafe_kitchens_company ON cafe_kitchens (company_id);

CREATE TABLE cafe_menu_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    kitchen_id INTEGER REFERENCES cafe_kitchens (id) ON DELETE SET NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    price INTEGER NOT NULL,
    active INTEGER NOT NULL
);
CREATE INDEX cafe_menu_items_company ON cafe_menu_items (company_id, title);
CREATE INDEX cafe_menu_items_kitchen ON cafe_menu_items (kitchen_id);

CREATE TABLE cafe_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    table_id INTEGER REFERENCES cafe_tables (id) ON DELETE SET NULL,
    client_id INTEGER REFERENCES cafe_clients (id) ON DELETE SET NULL,
    waiter_id INTEGER REFERENCES accounts (id),
    guests INTEGER NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    closed_at INTEGER, -- or cancelled
    paid_at INTEGER,
    payment_method TEXT NOT NULL,
    total INTEGER NOT NULL, -- of the items, before the discount
    discount INTEGER NOT NULL
);
CREATE INDEX cafe_orders_company ON cafe_orders (company_id, created_at);
CREATE INDEX cafe_orders_status ON cafe_orders (company_id, status, created_at);
CREATE INDEX cafe_orders_table ON cafe_orders (table_id, status);
CREATE INDEX cafe_orders_client ON cafe_orders (client_id);

CREATE TABLE cafe_order_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    order_id INTEGER NOT NULL REFERENCES cafe_orders (id) ON DELETE CASCADE,
    line INTEGER NOT NULL, -- from 1; 0: put aside, but portions of it may be cooked
    menu_item_id INTEGER NOT NULL REFERENCES cafe_menu_items (id),
    title TEXT NOT NULL, -- as it was when it was ordered, as the price
    price INTEGER NOT NULL,
    quantity INTEGER NOT NULL
);
CREATE INDEX cafe_order_items_order ON cafe_order_items (order_id, line);
CREATE INDEX cafe_order_items_menu ON cafe_order_items (menu_item_id);

-- A portion.
CREATE TABLE cafe_tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    company_id INTEGER NOT NULL REFERENCES companies (id),
    branch_id INTEGER REFERENCES branches (id),
    order_id INTEGER NOT NULL REFERENCES cafe_orders (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES cafe_order_items (id) ON DELETE CASCADE,
    kitchen_id INTEGER REFERENCES cafe_kitchens (id) ON DELETE SET NULL,
    unit INTEGER NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    served_at INTEGER,
    cook_id INTEGER REFERENCES accounts (id)
);
CREATE INDEX cafe_tasks_order ON cafe_tasks (order_id);
CREATE INDEX cafe_tasks_item ON cafe_tasks (item_id);
CREATE INDEX cafe_tasks_status ON cafe_tasks (company_id, status, id);
CREATE INDEX cafe_tasks_kitchen ON cafe_tasks (kitchen_id);
