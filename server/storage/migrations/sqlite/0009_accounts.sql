-- SPDX-License-Identifier: GPL-3.0-or-later
-- When somebody was given an account; of those who had one before, nobody knows.
ALTER TABLE accounts ADD COLUMN created_at INTEGER;
