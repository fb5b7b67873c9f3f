// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/machines/service.h"
#include "domain/people/service.h"
#include "support/backend.h"
#include "support/manualclock.h"
#include "support/recordingjournal.h"

#include <memory>

/// The services on one backend, in a plant in Ashgabat (UTC+5).
struct Plant
{
    explicit Plant(const QString& backendName, domain::AttendanceRules attendanceRules = {},
                   domain::MachineRules machineRules = {})
        : backend(support::Backend::make(backendName)),
          attendance(backend->employees(), backend->worktime(), backend->companies(), access, journal, clock,
                     std::move(attendanceRules)),
          machines(backend->employees(), backend->machines(), access, journal, clock, machineRules)
    {
    }

    /// Turns the clock to a local time, "yyyy-MM-dd HH:mm[:ss]".
    void at(const QString& text)
    {
        const QDateTime then = local(text);
        clock.advance(std::chrono::milliseconds(clock.now().msecsTo(then)));
    }
    static QDateTime local(const QString& text)
    {
        QDateTime time = QDateTime::fromString(text, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        if (!time.isValid())
            time = QDateTime::fromString(text, QStringLiteral("yyyy-MM-dd HH:mm"));
        if (!time.isValid())
            qFatal("%s is no time", qPrintable(text));
        return QDateTime(time.date(), time.time(), QTimeZone("Asia/Ashgabat")).toUTC();
    }

    domain::Employee hire(const QString& card, const QString& department = QStringLiteral("Операторы"))
    {
        domain::Employee employee = backend->someone();
        employee.card = card;
        employee.department = department;
        employee.branch = backend->north;
        return backend->hire(employee);
    }

    std::unique_ptr<support::Backend> backend;
    support::ManualClock clock;
    support::RecordingJournal journal;
    domain::AccessService access{backend->employees(), backend->access(), journal, clock};
    domain::AttendanceService attendance;
    domain::MachineService machines;
    domain::PeopleService people{backend->employees(), journal};
};
