// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance/rules.h"
#include "net/router.h"
#include "protocol/ids.h"

#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <chrono>

namespace dialects {

/// How the guard treats a route of this wire: whether the session cookie counts, and how a refusal
/// looks (answers.h).
enum FactoryTag : net::DialectTag {
    FactoryPage = 10,   ///< cookies count; refusePage()
    FactoryDevice = 11, ///< no cookies; refuseDevice()
    FactorySocket = 12, ///< cookies count; refuseSocket()
};

struct FactoryConfig
{
    /// Whose devices these are, and whose data a page without a login shows.
    protocol::CompanyId company;
    /// Device ids of attendance and gate readers; '*' stands for any characters. Looms register by
    /// their esp32_id instead.
    QStringList readers = {QStringLiteral("ESP32-001"), QStringLiteral("ESP32-HR-*"),
                           QStringLiteral("ESP32-SEC-*")};
    /// Who may read without a login what the original let anybody read: the sockets /ws/lohia/,
    /// /ws/employees/ and /ws/security/, and the endpoints that contracts.md A3 marks "none". The
    /// wall screens and the master's phone app know no login; they stand in the plant's network.
    enum class Anonymous { Never, DeviceNetworks, Always };
    Anonymous anonymous = Anonymous::DeviceNetworks;
    QList<QPair<QHostAddress, int>> deviceNetworks{};

    /// How often a socket's login is looked at again (SocketHall).
    std::chrono::milliseconds socketsAskedEvery{15'000};

    /// What makes a full day, overtime, and "today".
    domain::AttendanceRules attendance{};

    bool isReader(const QString& deviceId) const;
    bool isInDeviceNetwork(const QHostAddress& peer) const;
};

} // namespace dialects
