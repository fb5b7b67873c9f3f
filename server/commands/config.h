// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/logging.h"
#include "base/result.h"
#include "channels/telegram/channel.h"
#include "dialects/factory/config.h"
#include "dialects/schedule/config.h"
#include "domain/alarms/rule.h"
#include "domain/attendance/rules.h"
#include "domain/machines/rules.h"
#include "net/server.h"

#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <chrono>
#include <memory>

namespace commands {

/// Everything vakhtad reads from its configuration file; the defaults are those of the commented
/// example, resources/vakhtad.toml.
struct Config
{
    net::ListenConfig listen;
    base::LogFormat logFormat = base::LogFormat::Text;

    QString companyName = QStringLiteral("default"); ///< the company devices belong to
    QTimeZone timeZone = QTimeZone("Asia/Ashgabat"); ///< contracts.md A1

    domain::AttendanceRules attendance;
    domain::MachineRules machines;

    QList<QPair<QHostAddress, int>> deviceNetworks; ///< from where devices may post
    QStringList readers = {
        QStringLiteral("ESP32-001"), QStringLiteral("ESP32-HR-*"),
        QStringLiteral(
            "ESP32-SEC-*")}; ///< device ids of attendance and gate readers; '*' stands for any characters
    using Anonymous = dialects::FactoryConfig::Anonymous;
    Anonymous anonymousReads = Anonymous::DeviceNetworks; ///< who may read what the wall screens show

    bool ticketsAnonymous = false;    ///< dialects::TicketsConfig::anonymous
    quint16 ticketsPort = 0;          ///< a second port for their clients; 0: none
    /// Who may work on the schedule without a login, and from where.
    dialects::ScheduleConfig::Anonymous anonymousSchedule = dialects::ScheduleConfig::Anonymous::Never;
    QList<QPair<QHostAddress, int>> scheduleNetworks;

    std::shared_ptr<const domain::AlarmRules> alarms; ///< never null
    channels::TelegramOptions telegram; ///< but for the token, which readTelegramToken() brings
    QString telegramTokenFile; ///< empty: no Telegram

    std::chrono::hours journalAge{24 * 14};
    qint64 journalEvents = 2'000'000;

    Config();
};

/// A mistake in the file, for the person who wrote it.
struct ConfigError
{
    int line = 0; ///< from 1; 0: the file as a whole
    QString message;
    QString toString(const QString& file) const; ///< "vakhtad.toml:12: …"
};

/// Reads TOML. An unknown section or key, a value of the wrong type or out of range is refused with
/// its line; nothing is taken from a file with a mistake in it.
base::Result<Config, ConfigError> configFromToml(const QByteArray& utf8);
base::Result<Config, ConfigError> readConfig(const QString& fileName);

/// The bot's token, from the file that the configuration names. A complaint; empty: taken, or there is
/// none. Only who carries messages needs it.
QString readTelegramToken(Config& config);

} // namespace commands
