// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QHash>
#include <QHostAddress>
#include <QString>

#include <chrono>
#include <deque>
#include <mutex>
#include <optional>

namespace api {

/// Slows down the guessing of passwords: so many failures for one name from one address, and after
/// that nothing until the oldest of them is old enough. A right password after waiting clears the
/// count. Thread-safe; memory is bounded.
class LoginThrottle final
{
public:
    struct Limits
    {
        int failures = 10;
        std::chrono::seconds window{5 * 60};
        int maxEntries = 10'000; ///< past it the entry that was quiet for longest is forgotten
    };

    /// clock must outlive the throttle.
    explicit LoginThrottle(const base::Clock& clock) : LoginThrottle(clock, Limits()) {}
    LoginThrottle(const base::Clock& clock, Limits limits);

    /// How long this caller has to wait before the next attempt; none: go ahead. An attempt that may
    /// go ahead is counted as a failure until succeeded() says otherwise, so that attempts made at
    /// the same time count too.
    std::optional<std::chrono::seconds> begin(const QHostAddress& peer, const QString& username);
    void succeeded(const QHostAddress& peer, const QString& username);
    /// The attempt came to nothing for a reason of ours: it does not count.
    void withdraw(const QHostAddress& peer, const QString& username);

private:
    using Key = QPair<QHostAddress, QString>;
    static Key keyOf(const QHostAddress& peer, const QString& username);
    void makeRoom();

    const base::Clock& m_clock;
    const Limits m_limits;
    std::mutex m_mutex;
    QHash<Key, std::deque<qint64>> m_failures; ///< monotonic ms, oldest first
};

} // namespace api
