// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/ids.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace domain {

/// Whose Idempotency-Key it is: two people's equal keys are two keys.
struct IdempotencyKey
{
    protocol::CompanyId company;
    protocol::UserId user;
    QString key;
};

/// What was answered to a request, to be answered again when it is repeated.
struct KeptAnswer
{
    QByteArray fingerprint; ///< of the request: another one with the same key is IdempotencyMismatch
    int status = 0;         ///< HTTP
    QByteArray body;
};

/// Answers of the last 24 hours. Both calls belong into the write unit of the request itself, so that
/// the answer is kept exactly when the work was done.
class IdempotencyRepository
{
public:
    virtual ~IdempotencyRepository() = default;
    virtual std::optional<KeptAnswer> find(const IdempotencyKey& key) = 0;
    virtual void keep(const IdempotencyKey& key, const KeptAnswer& answer) = 0;
};

} // namespace domain
