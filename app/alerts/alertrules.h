// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"
#include "protocol/roles.h"
#include "protocol/rows/alarm.h"
#include "protocol/rows/attendance.h"
#include "protocol/rows/machine.h"
#include "protocol/rows/notification.h"
#include "protocol/rows/order.h"
#include "store/rowbatch.h"

#include <QHash>
#include <QSet>

#include <chrono>
#include <optional>
#include <vector>

namespace client {

/// Which row changes are somebody's business. What is an alarm, and whom it is told, is the server's
/// to say: its rows make the alarms here, a person's notifications make the notices; only two small
/// things are made of other rows (a master has come, latecomers). Pure: no clock and no timer; the
/// caller brings both. Only live changes raise; what the cache, a snapshot or a catch-up shows is noted
/// in the history when it still holds, and counted as missed.
class AlertRules final
{
public:
    struct Timings
    {
        std::chrono::seconds latecomersWindow =
            std::chrono::minutes(15);          ///< one digest for those of this long
        std::chrono::seconds missedSettles{2}; ///< this long without further catch-up, the digest is made
        /// A telling of an alarm that is older than this here is a reminder, not the first word of it.
        std::chrono::seconds remindsAfter{45};
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

    std::vector<Outcome> apply(const RowBatch& batch, const QDateTime& now);
    /// What is due by time alone: digests.
    std::vector<Outcome> tick(const QDateTime& now);
    /// Forgets everything but the roles.
    void clear();

    /// Of what is made here; none: these roles are not told.
    static std::optional<Priority> priorityFor(AlertKind kind, protocol::Roles roles);

private:
    struct OpenAlarm
    {
        Alert alert;
        int count = 1;       ///< occurrences, as the server counts them
        QDateTime raisedAt;  ///< when it last made itself heard here
    };

    void applyAlarm(const RowChange<protocol::AlarmRow>& change, Origin origin, const QDateTime& now);
    void applyNotification(const RowChange<protocol::NotificationRow>& change, Origin origin,
                           const QDateTime& now);
    void applyCall(const RowChange<protocol::CallRow>& change, Origin origin, const QDateTime& now);
    void applyWorktime(const RowChange<protocol::WorktimeRow>& change, Origin origin, const QDateTime& now);
    /// Whether these roles act on it at once, or find it in the list.
    bool isForTheList(const protocol::NotificationRow& row) const;
    void applyKitchen(const RowChange<protocol::KitchenTaskRow>& change, Origin origin, const QDateTime& now);
    void remind(const protocol::NotificationRow& row, Origin origin, const QDateTime& now);
    void begin(Alert alert, Origin origin, const QDateTime& now, bool holds);
    /// Of the two rows that tell the same matter, the alert knows both.
    void join(Alert& alert) const;
    void miss(const QString& key, const QDateTime& at, Origin origin, const QDateTime& now);
    void endAlarm(qint64 id);
    void endNotice(qint64 id);
    void end(const QString& key);

    Timings m_timings;
    protocol::Roles m_roles;
    QDateTime m_seenUntil;
    std::vector<Outcome> m_out; ///< of the call under way

    QHash<qint64, OpenAlarm> m_alarms;  ///< by row: told to this person and not answered
    QHash<qint64, QString> m_notices;   ///< by row: unread, and their alert's key
    QSet<qint64> m_pendingCalls;
    QSet<qint64> m_late; ///< worktime rows that were told already

    QSet<QString> m_missed;
    QDateTime m_missedAt; ///< of the last thing missed, as it came here
    Alert m_latecomers{.count = 0}; ///< the digest being collected; count 0: none
    QDateTime m_latecomersSince;
};

} // namespace client
