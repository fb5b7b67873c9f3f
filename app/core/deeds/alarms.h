// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/deeds.h"

#include <QDateTime>

namespace client {

/// To alarms: one, or many at a time.
class AlarmDeeds final : public Deeds
{
public:
    explicit AlarmDeeds(Send send) : Deeds(std::move(send)) {}
    static const DeedReader reader;

    QString acknowledge(const QList<qint64>& alarms, const QString& note = {}) const;
    /// until: UTC, at most 30 days ahead. The server wants a reason.
    QString shelve(const QList<qint64>& alarms, const QDateTime& until, const QString& reason) const;
    QString unshelve(const QList<qint64>& alarms) const;
    /// Of a latching alarm whose condition is over.
    QString reset(const QList<qint64>& alarms) const;
    // These four want EQUIPMENT_MANAGER, MANAGER or ADMIN.
    QString suppress(const QList<qint64>& alarms, const QString& reason) const;
    QString unsuppress(const QList<qint64>& alarms) const;
    QString takeOutOfService(const QList<qint64>& alarms, const QString& reason) const;
    QString returnToService(const QList<qint64>& alarms) const;

private:
    QString toAll(const QList<qint64>& alarms, const QString& deed, QJsonObject body) const;
};

} // namespace client
