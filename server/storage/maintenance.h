// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/engine.h"
#include "storage/sqlidempotency.h"

namespace storage {

class Connection;
class SqlJournal;

/// Throws away what is past its time: rows beyond their topic's bounds (clients trim by the same, so no
/// event is made), events beyond the journal's retention, kept answers. On the writer's thread, in
/// steps short enough to go between two groups.
class Maintenance final
{
public:
    Maintenance(Connection& connection, SqlJournal& journal, const base::Clock& clock, Retention retention);

    /// Begins a round; step() does the first of it.
    void begin() { m_task = 0; }
    /// Does a bounded piece within the open transaction; false when the round is complete.
    bool step();

private:
    bool trimJournal();
    void trimRows(protocol::TopicIndex topic);

    Connection& m_db;
    SqlJournal& m_journal;
    const base::Clock& m_clock;
    SqlIdempotency m_answers;
    Retention m_retention;
    int m_task = 0; ///< 0: the journal, 1: answers, from 2 on: topics
};

} // namespace storage
