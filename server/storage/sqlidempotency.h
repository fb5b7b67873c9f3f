// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/idempotency.h"

#include <chrono>

namespace storage {

class Connection;

class SqlIdempotency final : public domain::IdempotencyRepository
{
public:
    static constexpr std::chrono::hours kept{24};

    SqlIdempotency(Connection& connection, const base::Clock& clock) : m_db(connection), m_clock(clock) {}

    std::optional<domain::KeptAnswer> find(const domain::IdempotencyKey& key) override;
    void keep(const domain::IdempotencyKey& key, const domain::KeptAnswer& answer) override;

    /// Deletes what find() no longer gives, at most limit; returns how many that were.
    qint64 deleteExpired(int limit);

private:
    QDateTime oldest() const;

    Connection& m_db;
    const base::Clock& m_clock;
};

} // namespace storage
