// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlidempotency.h"

#include "storage/connection.h"

namespace storage {

using namespace Qt::StringLiterals;

QDateTime SqlIdempotency::oldest() const
{
    return m_clock.now().addMSecs(-std::chrono::milliseconds(kept).count());
}

std::optional<domain::KeptAnswer> SqlIdempotency::find(const domain::IdempotencyKey& key)
{
    auto rows = m_db.query("SELECT fingerprint, status, body FROM idempotency "
                           "WHERE company_id = ? AND user_id = ? AND key = ? AND at > ?"_L1,
                           key.company, key.user, key.key, oldest());
    if (!rows.next())
        return std::nullopt;
    return domain::KeptAnswer{rows.bytes(0), static_cast<int>(rows.integer(1)), rows.bytes(2)};
}

void SqlIdempotency::keep(const domain::IdempotencyKey& key, const domain::KeptAnswer& answer)
{
    m_db.exec("INSERT OR REPLACE INTO idempotency (company_id, user_id, key, fingerprint, status, body, at) "
              "VALUES (?, ?, ?, ?, ?, ?, ?)"_L1,
              key.company, key.user, key.key, answer.fingerprint, answer.status, answer.body, m_clock.now());
}

qint64 SqlIdempotency::deleteExpired(int limit)
{
    return m_db.exec(
        "DELETE FROM idempotency WHERE (company_id, user_id, key) IN "
        "(SELECT company_id, user_id, key FROM idempotency WHERE at <= ? ORDER BY at LIMIT ?)"_L1,
        oldest(), limit);
}

} // namespace storage
