// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"
#include "protocol/error.h"

#include <QDate>
#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// contracts.md C3; in the words of our own stream.
enum class ObjectStatus {
    Active,   ///< Активен
    Closing,  ///< Готовится к закрытию
    Closed,   ///< Закрыт
    Archived, ///< Архив
};
QLatin1StringView toWire(ObjectStatus status);
std::optional<ObjectStatus> objectStatusFromWire(QStringView text);

/// Topic "budgets": one cost object, what it may cost and what it has cost.
struct BudgetRow
{
    struct Person
    {
        qint64 id = 0; ///< of the account
        QString name;
        friend bool operator==(const Person&, const Person&) = default;
    };

    qint64 id = 0;
    QString code; ///< unique in the company
    QString name;
    QString customer;
    ObjectStatus status = ObjectStatus::Active;
    std::optional<Person> foreman;
    std::optional<QDate> startDate;
    std::optional<QDate> endDate;
    std::optional<Money> budget; ///< none: there is no limit to watch
    Money spent;                 ///< of it the next three
    Money materials;
    Money equipment;
    Money labor;
    /// spent of budget, rounded down to hundredths so that it never says 80 before it is; none without
    /// a budget.
    std::optional<double> percentage;
    bool alert80 = false; ///< those who should know were told of 80 %; cleared with a new budget
    bool alert100 = false;
    std::optional<QDateTime> lastCostAt;
    friend bool operator==(const BudgetRow&, const BudgetRow&) = default;
};
QJsonObject toJson(const BudgetRow& row);
Result<BudgetRow> budgetRowFromJson(const QJsonObject& object);

enum class CostKind { Material, Equipment, Labor };
QLatin1StringView toWire(CostKind kind);
std::optional<CostKind> costKindFromWire(QStringView text);

/// Topic "costs": something an object has cost. A cost is never changed; one that was wrong goes.
struct CostRow
{
    qint64 id = 0;
    qint64 objectId = 0;
    QString objectName;
    CostKind kind = CostKind::Material;
    Money amount;
    QString description;
    std::optional<qint64> updId;       ///< the delivery document it comes from
    std::optional<qint64> timesheetId; ///< the approved timesheet it comes from
    QString by;                        ///< who posted it
    QDateTime at;                      ///< when; of a day gone by: its noon, UTC
    friend bool operator==(const CostRow&, const CostRow&) = default;
};
QJsonObject toJson(const CostRow& row);
Result<CostRow> costRowFromJson(const QJsonObject& object);

} // namespace protocol
