// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"
#include "protocol/error.h"

#include <QDate>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace client {

/// The hours of one timesheet, worker by worker and day by day, as GET /api/v1/time-sheets/{id} says.
struct SheetHours
{
    struct Part
    {
        QString object; ///< name of the cost object
        protocol::Hours hours;
        std::optional<protocol::Money> rate; ///< of an hour; none: to be set with the approval
        friend bool operator==(const Part&, const Part&) = default;
    };
    struct Worker
    {
        qint64 id = 0;
        QString name;
        std::vector<std::vector<Part>> days; ///< by day from the first; each may have several parts

        protocol::Hours on(size_t day) const;
        protocol::Hours total() const;
    };

    QDate from;
    QDate to;                    ///< included
    std::vector<Worker> workers; ///< by name

    int dayCount() const { return static_cast<int>(from.daysTo(to)) + 1; }
    protocol::Hours on(size_t day) const;
    protocol::Hours total() const;
    /// Hours × rate of all parts that have one; each part rounded half up.
    protocol::Money wages() const;
    /// Parts without a rate.
    int withoutRate() const;
};

protocol::Result<SheetHours> sheetHoursFromJson(const QJsonObject& object);

} // namespace client
