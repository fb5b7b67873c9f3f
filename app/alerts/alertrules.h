// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"
#include "protocol/roles.h"
#include "protocol/rows/access.h"
#include "protocol/rows/attendance.h"
#include "protocol/rows/machine.h"
#include "store/rowbatch.h"

#include <QHash>
#include <QSet>

#include <chrono>
#include <optional>
#include <vector>

namespace client {

/// Which row changes are somebody's business, and whose: the table is priorityFor(). Pure: it has no
/// clock and no timer; the caller brings both. Only live changes raise; what the cache, a snapshot or
/// a catch-up shows is noted in the history when it still holds, and counted as missed.
class AlertRules final
{
public:
    struct Timings
    {
        std::chrono::seconds callOverdueAfter = std::chrono::minutes(10);
        std::chrono::seconds latecomersWindow =
            std::chrono::minutes(15);          ///< one digest for those of this long
        std::chrono::seconds missedSettles{2}; ///< this long without further catch-up, the digest is made
    };
    struct Outcome
    {
        enum class What {
            Raised, ///< annunciate
            Noted,  ///< into the history only
            Ended,  ///< the condition of alert.key is over
        };
        What what = What::Raised;
        Alert alert{}; ///< of Ended only the key is set
    };

    explicit AlertRules(Timings timings) : m_timings(timings) {}

    void setRoles(protocol::Roles roles) { m_roles = roles; }
    protocol::Roles roles() const { return m_roles; }
    /// Until when this person has seen everything, UTC; invalid: a first time, nothing can be missed.
    void setSeenUntil(const QDateTime& at) { m_seenUntil = at; }
    const QDateTime& seenUntil() const { return m_seenUntil; }

    /// False while the rows may be old: nothing becomes overdue on the word of a cache.
    void setCurrent(bool current) { m_current = current; }

    std::vector<Outcome> apply(const RowBatch& batch, const QDateTime& now);
    /// What is due by time alone: overdue calls, digests.
    std::vector<Outcome> tick(const QDateTime& now);
    /// Forgets everything but the roles.
    void clear();

    /// None: these roles are not told.
    static std::optional<Priority> priorityFor(AlertKind kind, protocol::Roles roles);

private:
    struct PendingCall
    {
        Alert alert;
        bool overdue = false;
    };

    void applyCall(const RowChange<protocol::CallRow>& change, Origin origin, const QDateTime& now);
    void applyMachine(const RowChange<protocol::MachineRow>& change, Origin origin, const QDateTime& now);
    void applyAccess(const RowChange<protocol::AccessRow>& change, Origin origin, const QDateTime& now);
    void applyWorktime(const RowChange<protocol::WorktimeRow>& change, Origin origin, const QDateTime& now);
    void begin(Alert alert, Origin origin, const QDateTime& now, bool holds);
    void miss(const QString& key, const QDateTime& at, Origin origin, const QDateTime& now);
    void end(const QString& key);

    Timings m_timings;
    protocol::Roles m_roles;
    QDateTime m_seenUntil;
    bool m_current = true;
    std::vector<Outcome> m_out; ///< of the call under way

    QHash<qint64, PendingCall> m_pendingCalls;
    QHash<qint64, QString> m_stopped; ///< machines, and their alert's key
    QSet<qint64> m_denied;            ///< access rows that were told already
    QSet<qint64> m_late;              ///< worktime rows that were told already
    QSet<QString> m_open;             ///< begun, not ended

    QSet<QString> m_missed;
    QDateTime m_missedAt; ///< of the last thing missed, as it came here
    Alert m_latecomers{.count = 0}; ///< the digest being collected; count 0: none
    QDateTime m_latecomersSince;
};

} // namespace client
