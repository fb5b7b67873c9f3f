// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"
#include "protocol/error.h"

#include <QDate>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// Topic "brigades".
struct BrigadeRow
{
    qint64 id = 0;
    qint64 projectId = 0;
    QString name;
    friend bool operator==(const BrigadeRow&, const BrigadeRow&) = default;
};
QJsonObject toJson(const BrigadeRow& row);
Result<BrigadeRow> brigadeRowFromJson(const QJsonObject& object);

/// Topic "executors": somebody's day in a brigade.
struct ExecutorRow
{
    qint64 id = 0;
    qint64 brigadeId = 0;
    qint64 employeeId = 0;
    QString employee; ///< the name
    QDate date;
    Hours hours;
    bool responsible = false; ///< at most one a brigade and day
    friend bool operator==(const ExecutorRow&, const ExecutorRow&) = default;
};
QJsonObject toJson(const ExecutorRow& row);
Result<ExecutorRow> executorRowFromJson(const QJsonObject& object);

/// Topic "equipment": a machine's day.
struct EquipmentUseRow
{
    qint64 id = 0;
    qint64 equipmentId = 0;
    QString equipment; ///< the name
    QDate date;
    Hours machineHours;
    std::optional<qint64> brigadeId;
    friend bool operator==(const EquipmentUseRow&, const EquipmentUseRow&) = default;
};
QJsonObject toJson(const EquipmentUseRow& row);
Result<EquipmentUseRow> equipmentUseRowFromJson(const QJsonObject& object);

} // namespace protocol
