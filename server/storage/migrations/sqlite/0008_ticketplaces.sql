-- SPDX-License-Identifier: GPL-3.0-or-later
-- A room is known by its building and its number. Of a place that has no number, each ticket keeps for itself
-- what is said of it.
ALTER TABLE tickets ADD COLUMN place_floor TEXT;
ALTER TABLE tickets ADD COLUMN place_name TEXT;
