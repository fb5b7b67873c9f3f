// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/deeds.h"

namespace client {

/// To one's own notifications.
class NotificationDeeds final : public Deeds
{
public:
    explicit NotificationDeeds(Send send) : Deeds(std::move(send)) {}
    static const DeedReader reader;

    QString markRead(const QList<qint64>& notifications) const;
    QString markAllRead() const;
    QString remove(qint64 notification) const;
};

} // namespace client
