// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/alarm.h"
#include "domain/notifications/notification.h"

namespace domain {

/// What carriers of notifications may know of, and report to, alarms.
class AlarmAnnouncements final : public Announcements
{
public:
    explicit AlarmAnnouncements(AlarmRepository& alarms) : m_alarms(alarms) {}

    void displayed(qint64 announcement, const QDateTime& at) override { m_alarms.markDisplayed(announcement, at); }
    QString outcome(qint64 announcement, const QTimeZone& zone) override;

private:
    AlarmRepository& m_alarms;
};

} // namespace domain
