// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/rule.h"

namespace support {

/// A machine that is stopped; MASTER first, after five minutes EQUIPMENT_MANAGER, then MANAGER.
inline domain::AlarmRule stoppedRule()
{
    using namespace std::chrono_literals;
    using enum protocol::Role;
    return {.name = QStringLiteral("machine-stopped"),
            .priority = protocol::AlarmPriority::High,
            .topic = QStringLiteral("machines"),
            .where = {{QStringLiteral("status"), {QStringLiteral("stopped")}}},
            .title = *domain::Wording::from(QStringLiteral("Станок остановлен")),
            .message = *domain::Wording::from(QStringLiteral("{name}: стоит")),
            .tell = {Master},
            .escalation = {{EquipmentManager}, {Manager}},
            .displayWithin = 1min,
            .acknowledgeWithin = 5min,
            .repeatEvery = 15min};
}

/// A card nobody has at a reader; SECURITY only, for ten minutes after the last.
inline domain::AlarmRule deniedRule()
{
    using enum protocol::Role;
    return {.name = QStringLiteral("access-denied"),
            .priority = protocol::AlarmPriority::Medium,
            .topic = QStringLiteral("access"),
            .key = {QStringLiteral("device")},
            .where = {{QStringLiteral("granted"), {false}}},
            .since = QStringLiteral("at"),
            .occurrence = true,
            .title = *domain::Wording::from(QStringLiteral("Доступ запрещён")),
            .message = *domain::Wording::from(QStringLiteral("{device}: карта {card}")),
            .tell = {Security}};
}

inline QJsonObject machineRow(qint64 id, const char* status)
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("name"), QStringLiteral("Станок %1").arg(id)},
            {QStringLiteral("status"), QString::fromLatin1(status)}};
}

inline QJsonObject deniedRow(qint64 id, const QDateTime& at, const QString& device = QStringLiteral("ESP32-SEC-001"))
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("granted"), false},
            {QStringLiteral("card"), QStringLiteral("0A1B2C3D")},
            {QStringLiteral("device"), device},
            {QStringLiteral("at"), at.toString(Qt::ISODateWithMs)}};
}

} // namespace support
