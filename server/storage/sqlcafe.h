// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/reach.h"
#include "storage/connection.h"

#include <QUuid>

#include <optional>

/// What the café's repositories share. Every main table is called x in their queries.
///
/// Bound by company, branch twice, branchOnly: what the reach does not hold is not found.
#define VAKHTA_CAFE_WITHIN                                                                                   \
    " WHERE x.company_id = ? AND (? IS NULL OR x.branch_id = ? OR (x.branch_id IS NULL AND ? = 0))"
#define VAKHTA_CAFE_BY_ID VAKHTA_CAFE_WITHIN " AND x.id = ?"
#define VAKHTA_CAFE_BY_UUID VAKHTA_CAFE_WITHIN " AND x.uuid = ?"

namespace storage {

inline QString uuidText(const QUuid& uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

/// The row's UUID, made where it has none.
template <class Row> QString uuidOfNew(Row& row)
{
    if (row.uuid.isNull())
        row.uuid = QUuid::createUuid();
    return uuidText(row.uuid);
}

/// One row by its key; byId and byUuid end with VAKHTA_CAFE_BY_ID and VAKHTA_CAFE_BY_UUID.
template <class Read>
auto cafeRow(Connection& db, QLatin1StringView byId, QLatin1StringView byUuid, const domain::CafeReach& reach,
             const domain::CafeKey& key, Read read) -> std::optional<decltype(read(std::declval<const Rows&>()))>
{
    const qint64* id = std::get_if<qint64>(&key);
    Rows rows = id ? db.query(byId, reach.company, reach.branch, reach.branch, reach.branchOnly, *id)
                   : db.query(byUuid, reach.company, reach.branch, reach.branch, reach.branchOnly,
                              uuidText(std::get<QUuid>(key)));
    return rows.next() ? std::optional(read(rows)) : std::nullopt;
}

/// A stretch of the rows that select yields; it ends with "LIMIT ? OFFSET ?", and count counts the same
/// rows. Both take the reach, then args.
template <class T, class Read, class... Args>
domain::CafePage<T> cafePage(Connection& db, QLatin1StringView count, QLatin1StringView select,
                             const domain::CafeReach& reach, domain::CafeSpan span, Read read, const Args&... args)
{
    domain::CafePage<T> page;
    auto rows = db.query(select, reach.company, reach.branch, reach.branch, reach.branchOnly, args..., span.limit,
                         span.offset);
    while (rows.next())
        page.rows.push_back(read(rows));
    page.total = static_cast<int>(
        db.integer(count, reach.company, reach.branch, reach.branch, reach.branchOnly, args...).value_or(0));
    return page;
}

inline QUuid uuidAt(const Rows& rows, int column)
{
    return QUuid::fromString(rows.text(column));
}

} // namespace storage
