// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/maintenance.h"

#include "storage/connection.h"
#include "storage/sqljournal.h"

#include <algorithm>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsPerStep = 2'000;

} // namespace

Maintenance::Maintenance(Connection& connection, SqlJournal& journal, const base::Clock& clock,
                         Retention retention)
    : m_db(connection)
    , m_journal(journal)
    , m_clock(clock)
    , m_answers(connection, clock)
    , m_retention(retention)
{
}

bool Maintenance::step()
{
    const int topics = static_cast<int>(protocol::topicTable().size());
    if (m_task == 0)
        m_task += trimJournal() ? 0 : 1;
    else if (m_task == 1)
        m_task += m_answers.deleteExpired(rowsPerStep) == rowsPerStep ? 0 : 1;
    else
        trimRows(m_task++ - 2);
    return m_task < topics + 2;
}

bool Maintenance::trimJournal()
{
    const auto oldest = m_db.integer("SELECT min(seq) FROM journal"_L1);
    if (!oldest)
        return false;
    const qint64 windowEnd = *oldest + rowsPerStep;
    const QDateTime cutoff = m_clock.now().addMSecs(-std::chrono::milliseconds(m_retention.age).count());
    const qint64 firstYoung =
        m_db.integer("SELECT seq FROM journal WHERE seq < ? AND at >= ? ORDER BY seq LIMIT 1"_L1, windowEnd,
                     cutoff)
            .value_or(windowEnd);
    const qint64 firstOfCount = m_journal.seq() - m_retention.events + 1;
    // The newest event stays, however old: the numbers go on from it.
    const qint64 keepFrom = std::min({std::max(firstYoung, firstOfCount), windowEnd, m_journal.seq()});
    if (keepFrom <= *oldest)
        return false;
    m_db.exec("DELETE FROM journal WHERE seq < ?"_L1, keepFrom);
    return true;
}

void Maintenance::trimRows(protocol::TopicIndex topic)
{
    const protocol::Topic& bounds = protocol::topicTable().at(static_cast<size_t>(topic));
    const QString name(bounds.name);
    qint64 deleted = 0;
    std::vector<qint64> companies;
    {
        auto rows = m_db.query("SELECT id FROM companies"_L1);
        while (rows.next())
            companies.push_back(rows.integer(0));
    }
    for (const qint64 company : companies) {
        if (bounds.maxAgeDays > 0) {
            deleted += m_db.exec("DELETE FROM view_rows WHERE company_id = ? AND topic = ? AND at < ?"_L1,
                                 company, name, m_clock.now().addDays(-bounds.maxAgeDays));
        }
        if (bounds.maxRows > 0) {
            deleted +=
                m_db.exec("DELETE FROM view_rows WHERE id IN (SELECT id FROM view_rows WHERE company_id = ? "
                          "AND topic = ? ORDER BY number DESC, row_id DESC LIMIT -1 OFFSET ?)"_L1,
                          company, name, bounds.maxRows);
        }
    }
    if (deleted > 0)
        m_journal.forgetRows();
}

} // namespace storage
