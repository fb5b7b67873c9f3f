// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// Where a card was read.
enum class AccessKind {
    Gate,     ///< a gate reader (ESP32-SEC-*): passing in or out
    Terminal, ///< an attendance reader (ESP32-HR-*): entry or exit of the day
    Machine,  ///< a loom's own reader (LOHIA-*)
};
QLatin1StringView toWire(AccessKind kind);

enum class AccessAction { In, Out };
QLatin1StringView toWire(AccessAction action);

/// Topic "access": one card read.
struct AccessRow
{
    struct Employee
    {
        qint64 id = 0;
        QString name;
        QString department;
        QString position;
        QString personnelNumber;
        friend bool operator==(const Employee&, const Employee&) = default;
    };

    qint64 id = 0;
    AccessKind kind = AccessKind::Gate;
    bool granted = false;
    std::optional<AccessAction> action; ///< none when denied
    std::optional<Employee> employee;   ///< none: the card is nobody's
    QString card;    ///< only of a denied card, for the guard to act on; empty otherwise
    QString device;  ///< device id; empty when the reader did not say
    QDateTime at;
    QString notes;
    friend bool operator==(const AccessRow&, const AccessRow&) = default;
};
QJsonObject toJson(const AccessRow& row);
Result<AccessRow> accessRowFromJson(const QJsonObject& object);

/// Topic "people": who is known, and who is inside.
struct PersonRow
{
    qint64 id = 0;
    QString personnelNumber;
    QString lastName;
    QString firstName;
    QString middleName;
    QString department;
    QString position;
    std::optional<qint64> branch;
    bool active = true;
    bool inside = false; ///< the last gate action was "in"
    std::optional<QDateTime> lastSeenAt;

    QString fullName() const; ///< last first middle, trimmed
    friend bool operator==(const PersonRow&, const PersonRow&) = default;
};
QJsonObject toJson(const PersonRow& row);
Result<PersonRow> personRowFromJson(const QJsonObject& object);

} // namespace protocol
