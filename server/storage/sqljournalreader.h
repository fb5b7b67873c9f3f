// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"

#include <QByteArray>

#include <map>
#include <utility>

namespace storage {

class Connection;

/// The journal's reading side, one a connection. Every query names the company and narrows by what the
/// scope may see; domain::mayRead then decides about each row.
///
/// A call looks at a bounded stretch of the journal: a slice may therefore be short of its limit, even
/// empty, with more set, when little of the stretch was for this reader.
class SqlJournalReader final : public domain::JournalReader
{
public:
    explicit SqlJournalReader(Connection& connection);

    protocol::Cursor head() const override;
    qint64 oldestCursor() const override;
    protocol::Result<domain::Slice> eventsAfter(qint64 seq, const domain::Scope& scope,
                                                int limit) const override;
    protocol::Result<std::vector<QByteArray>> rows(protocol::TopicIndex topic,
                                                   const domain::Scope& scope) const override;
    qint64 audienceChangedAt(protocol::UserId user) const override;

private:
    QLatin1StringView eventsSql(const domain::Scope& scope) const;

    Connection& m_db;
    QString m_epoch;
    mutable std::map<std::pair<quint64, bool>, QByteArray> m_eventsSql;
};

} // namespace storage
