// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/devicegate.h"
#include "api/auth/directory.h"
#include "api/auth/guard.h"
#include "api/auth/logins.h"
#include "api/context.h"
#include "api/load.h"
#include "api/notificationpush.h"
#include "api/stream/feed.h"
#include "api/stream/hub.h"
#include "api/stream/snapshots.h"
#include "api/upkeep.h"
#include "base/clock.h"
#include "commands/alarmstation.h"
#include "commands/chores.h"
#include "commands/config.h"
#include "dialects/cafe/cafe.h"
#include "dialects/factory/factory.h"
#include "dialects/schedule/schedule.h"
#include "dialects/tickets/tickets.h"
#include "net/server.h"
#include "storage/datafolder.h"
#include "storage/engine.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

namespace commands {

/// All that serves: the composition root. Made and used on one thread with an event loop.
class Daemon final
{
public:
    /// company: the one that devices belong to; it must be there. signingKey: TokenService's.
    Daemon(const Config& config, const storage::DataFolder& folder, protocol::CompanyId company,
           QByteArray signingKey);
    ~Daemon(); ///< stops
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    /// A sentence for the person who starts the server; empty when it serves.
    QString start();
    /// Lets go of the clients, then finishes what they had sent.
    void stop();

    /// Every endpoint there is; for the test that asks each who may call it.
    const net::Router& router() const { return m_router; }
    /// Where it listens, once it does.
    QUrl url() const;
    /// The same of the tickets' second port, whether or not it is open.
    const net::Router& ticketsRouter() const { return m_ticketsRouter; }
    const base::Clock& clock() const { return m_clock; }

private:
    dialects::FactoryConfig factoryConfig(protocol::CompanyId company) const;
    /// Checks a name and a password for the factory's login form.
    dialects::LogIn factoryLogIn();
    /// The same, with a phone in the name's place where that is somebody's.
    dialects::LogIn ticketsLogIn();
    /// What listens on the second port.
    net::ListenConfig ticketsListen() const;
    void fillGuard();
    bool refreshDirectory();
    QJsonObject figures() const;

    const Config m_config;
    const protocol::CompanyId m_company;
    const QString m_dataFolder;
    const base::SystemClock m_clock;
    storage::Engine m_engine;
    api::Feed m_feed;
    api::Directory m_directory;
    api::TokenService m_tokens;
    api::PasswordChecker m_passwords;
    api::LoginThrottle m_throttle;
    api::Logins m_logins;
    api::Snapshots m_snapshots;
    api::Load m_load;
    api::Hub m_hub;
    api::NotificationPush m_push;
    api::Upkeep m_upkeep;
    api::DeviceGate m_devices;
    api::Guard m_guard;
    dialects::Factory m_factory;
    dialects::Tickets m_tickets;
    dialects::Schedule m_schedule;
    dialects::Cafe m_cafe;
    AlarmStation m_alarms;
    Chores m_chores;
    const api::Context m_context;
    net::Router m_router;
    net::Server m_server;
    net::Router m_ticketsRouter;
    std::optional<net::Server> m_ticketsServer; ///< the second port, where there is one
};

} // namespace commands
