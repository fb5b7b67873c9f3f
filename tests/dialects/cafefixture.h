// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/tokens.h"
#include "base/clock.h"
#include "commands/daemon.h"
#include "domain/people/account.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <map>
#include <memory>
#include <optional>
#include <vector>

struct CafeReply
{
    int status = 0; ///< 0: the connection ended without an answer
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(const QByteArray& name) const;
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

/// A café in Bishkek (UTC+6) behind the whole server, wired as it is in earnest. Its people, by user name:
/// boss and manager (MANAGER), owner (ADMIN), waiter, cook, cook2 of no branch; north-waiter, north-cook, north-boss,
/// south-waiter of their branches; loom (OPERATOR) and technician, who have no business here. Another café has stranger
/// (ADMIN and all the rest) and a hall of 101 tables.
class CafeFixture final
{
public:
    static constexpr auto password = "demo";

    CafeFixture();
    ~CafeFixture();

    /// As somebody; nobody with an empty name.
    CafeReply send(const QByteArray& method, const QByteArray& path, const QString& who = {},
                   const QJsonObject& body = {}) const;
    CafeReply sendRaw(const QByteArray& method, const QByteArray& path, const QByteArray& body,
                      const QByteArray& headers) const;
    CafeReply get(const QByteArray& path, const QString& who) const { return send("GET", path, who); }
    CafeReply post(const QByteArray& path, const QString& who, const QJsonObject& body = {}) const
    {
        return send("POST", path, who, body);
    }
    /// What was asked for must be done; its body.
    QJsonObject done(const CafeReply& reply) const;
    /// The id of what a POST makes.
    QString made(const QByteArray& path, const QString& who, const QJsonObject& body) const
    {
        return done(post(path, who, body))[QStringLiteral("id")].toString();
    }

    const domain::Account& account(const QString& name) const { return m_people.at(name); }
    QByteArray token(const QString& name, api::TokenKind kind = api::TokenKind::Access) const;
    QUrl url() const { return m_daemon->url(); }
    QUrl socketUrl(const QByteArray& path) const;
    /// HTTP's answer to an upgrade; 101: it opens.
    int upgrade(const QByteArray& path, const QByteArray& headers = {}) const;

    /// The same JSON with what differs from run to run named in order of appearance: UUIDs, times, tokens.
    QJsonObject steady(const QJsonObject& json);

    protocol::BranchId north = *protocol::BranchId::from(1);
    protocol::BranchId south = *protocol::BranchId::from(1);
    protocol::CompanyId home = *protocol::CompanyId::from(1);

private:
    void fill();
    QJsonValue steady(const QJsonValue& json);

    const base::SystemClock m_clock;
    QTemporaryDir m_folder;
    commands::Config m_config;
    api::TokenService m_tokens;
    std::map<QString, domain::Account> m_people;
    std::unique_ptr<commands::Daemon> m_daemon;
    std::map<QString, QString> m_names; ///< of UUIDs
};

/// A socket and what it has been told.
class CafeSocketClient final
{
public:
    /// Opens at once; the greeting is told[0].
    CafeSocketClient(const CafeFixture& cafe, const QByteArray& path, const QString& who);

    bool isOpen() const { return socket.state() == QAbstractSocket::ConnectedState; }
    QStringList types() const;
    /// Waits until so many messages have come; false when they do not.
    bool waitFor(size_t count) const
    {
        return QTest::qWaitFor([&] { return told.size() >= count; }, 20'000);
    }

    QWebSocket socket;
    std::vector<QJsonObject> told;
};
