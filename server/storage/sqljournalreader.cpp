// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqljournalreader.h"

#include "base/logging.h"
#include "storage/connection.h"
#include "storage/epoch.h"
#include "storage/storedevents.h"

#include <algorithm>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

/// How many events one call passes over at most: about 50 ms of a reader's time if all are foreign.
constexpr qint64 stretch = 20'000;

#define VAKHTA_ROWS                                                                                          \
    "SELECT json, company_id, branch_id, roles, user_id FROM view_rows WHERE company_id = ? AND topic = ? "  \
    "AND ((roles = 0 AND user_id IS NULL) OR roles & ? <> 0 OR user_id = ?) "
#define VAKHTA_ROWS_ORDER "ORDER BY number, row_id"_L1

base::Unexpected<protocol::Error> readFailure(const SqlError& error)
{
    qCWarning(lcStorage).noquote() << "Reading the journal failed:" << error.text();
    return {error.toError()};
}

} // namespace

SqlJournalReader::SqlJournalReader(Connection& connection) : m_db(connection), m_epoch(epochOf(connection)) {}

protocol::Cursor SqlJournalReader::head() const
{
    return {m_epoch, m_db.integer("SELECT max(seq) FROM journal"_L1).value_or(0)};
}

qint64 SqlJournalReader::oldestCursor() const
{
    return m_db.integer("SELECT min(seq) FROM journal"_L1).value_or(1) - 1;
}

QLatin1StringView SqlJournalReader::eventsSql(const domain::Scope& scope) const
{
    const auto key = std::pair(scope.topics.bits(), scope.branch.has_value());
    if (m_eventsSql.size() > 200)
        m_eventsSql.clear();
    QByteArray& sql = m_eventsSql[key];
    if (sql.isEmpty()) {
        sql = "SELECT " VAKHTA_EVENT_COLUMNS " FROM journal WHERE company_id = ? AND seq > ? AND seq <= ?"
              " AND ((roles = 0 AND user_id IS NULL) OR roles & ? <> 0 OR user_id = ?)";
        if (scope.branch)
            sql += " AND (branch_id IS NULL OR branch_id = ?)";
        sql += " AND topic IN ('" + scope.topics.toNames().join("','"_L1).toLatin1() + "') ORDER BY seq";
    }
    return QLatin1StringView(sql);
}

protocol::Result<domain::Slice> SqlJournalReader::eventsAfter(qint64 seq, const domain::Scope& scope,
                                                              int limit) const
try {
    const qint64 end = head().seq;
    domain::Slice slice;
    slice.upTo = std::max(seq, end);
    if (slice.upTo == seq || scope.topics.isEmpty())
        return slice;
    slice.upTo = std::min(end, seq + stretch);
    slice.more = slice.upTo < end;

    const QLatin1StringView sql = eventsSql(scope);
    auto rows = scope.branch
                    ? m_db.query(sql, scope.company, seq, slice.upTo, scope.roles, scope.user, *scope.branch)
                    : m_db.query(sql, scope.company, seq, slice.upTo, scope.roles, scope.user);
    while (rows.next()) {
        if (slice.events.size() >= static_cast<size_t>(std::max(limit, 1))) {
            slice.upTo = slice.events.back()->seq;
            slice.more = true;
            break;
        }
        auto event = readEvent(rows);
        if (event && domain::mayRead(scope, event->topic, event->audience))
            slice.events.push_back(std::move(event));
    }
    return slice;
} catch (const SqlError& error) {
    return readFailure(error);
}

protocol::Result<std::vector<QByteArray>> SqlJournalReader::rows(protocol::TopicIndex topic,
                                                                 const domain::Scope& scope) const
try {
    std::vector<QByteArray> found;
    const QString name(protocol::topicTable().at(static_cast<size_t>(topic)).name);
    auto rows = scope.branch
                    ? m_db.query(VAKHTA_ROWS "AND (branch_id IS NULL OR branch_id = ?) " VAKHTA_ROWS_ORDER,
                                 scope.company, name, scope.roles, scope.user, *scope.branch)
                    : m_db.query(VAKHTA_ROWS VAKHTA_ROWS_ORDER, scope.company, name, scope.roles, scope.user);
    while (rows.next()) {
        if (domain::mayRead(scope, topic, readAudience(rows, 1)))
            found.push_back(rows.bytes(0));
    }
    return found;
} catch (const SqlError& error) {
    return readFailure(error);
}

qint64 SqlJournalReader::audienceChangedAt(protocol::UserId user) const
{
    return m_db.integer("SELECT audience_seq FROM accounts WHERE id = ?"_L1, user).value_or(0);
}

} // namespace storage
