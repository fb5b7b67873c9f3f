// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"
#include "protocol/rows/notification.h"
#include "store/rowbatch.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace client {

/// What this desktop owes the ledgers: which notifications have reached it, and which a person could
/// see. Each is said once. An alarm that was on screen counts for the notifications that tell of it,
/// whichever comes first. Pure.
class Receipts final
{
public:
    /// Notes what came; returns the receipts that follow.
    std::vector<protocol::Receipt> apply(const RowBatch& batch, const QDateTime& now);
    /// These were on screen: as toasts, or in the list.
    std::vector<protocol::Receipt> displayed(const std::vector<Alert>& alerts, const QDateTime& now);
    /// These notifications were on screen: in a panel's table.
    std::vector<protocol::Receipt> displayed(const QList<qint64>& notifications, const QDateTime& now);
    void clear() { *this = Receipts(); }

private:
    struct Known
    {
        bool displayed = false;
        QList<qint64> alarms;
    };
    void show(qint64 notification, const QDateTime& now, std::vector<protocol::Receipt>& out);
    void forget(qint64 notification);

    QHash<qint64, Known> m_known;            ///< unread notifications
    QHash<qint64, QList<qint64>> m_ofAlarm;  ///< those that tell of an alarm
    QSet<qint64> m_shownAlarms;
};

} // namespace client
