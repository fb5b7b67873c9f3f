// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/factory.h"
#include "domain/attendance/rules.h"
#include "domain/machines/machine.h"
#include "domain/machines/rules.h"
#include "domain/people/employee.h"
#include "net/server.h"
#include "storage/engine.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

struct Reply
{
    int status = 0; ///< 0: the connection ended without an answer
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(const QByteArray& name) const;
    /// Value of a cookie that the answer sets, without its attributes; null when it sets none of this name.
    QByteArray setCookie(const QByteArray& name) const;
    QJsonObject json() const;
};

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// A plant in Ashgabat (UTC+5) on the real engine and the real listener, on loopback. It is Monday,
/// 3 November 2025, 08:55 there until the clock is moved.
class FactoryFixture final
{
public:
    using Configure = std::function<void(dialects::FactoryConfig&)>;

    explicit FactoryFixture(const Configure& configure = {});
    /// Nobody and nothing there: fill puts in what there is, the first company among it.
    struct Empty
    {
        std::function<void(domain::Executor&, const base::Clock&)> fill;
        domain::AttendanceRules attendance;
        domain::MachineRules machines;
    };
    explicit FactoryFixture(Empty empty);
    ~FactoryFixture();

    /// Another process on the same data.
    void restart();

    /// One request on a connection of its own; waits for the whole answer.
    Reply send(const QByteArray& method, const QByteArray& path, const QByteArray& body = {},
               const Headers& headers = {}) const;
    Reply get(const QByteArray& path, const Headers& headers = {}) const
    {
        return send("GET", path, {}, headers);
    }
    Reply post(const QByteArray& path, const QJsonObject& body, const Headers& headers = {}) const;

    /// Posts as the devices do.
    Reply scanAtLoom(const QString& device, const QString& card) const;
    Reply scanAtTerminal(const QString& card, const QString& device = QStringLiteral("ESP32-HR-001")) const;
    Reply scanAtGate(const QString& card, const QString& device = QStringLiteral("ESP32-SEC-001")) const;
    Reply pulses(const QString& device, int count) const;
    Reply callMaster(const QString& device) const;

    /// Authorization for a user of these roles.
    Headers as(protocol::Roles roles, std::optional<protocol::CompanyId> company = std::nullopt,
               std::optional<protocol::BranchId> branch = std::nullopt) const;

    /// Turns the clock to a local time of that Monday, "HH:mm[:ss]", or "+1 HH:mm" of the day after.
    void at(const QString& text);

    domain::Employee hire(const QString& lastName, const QString& firstName, const QString& middleName,
                          const QString& department, const QString& card,
                          std::optional<protocol::CompanyId> company = std::nullopt);
    domain::Machine install(const QString& name, const QString& device,
                            std::optional<protocol::CompanyId> company = std::nullopt);

    protocol::Result<void> write(domain::Executor::WriteUnit unit);
    template <class F> auto read(F function)
    {
        using T = decltype(function(std::declval<domain::Workspace&>()));
        std::optional<T> result;
        const auto ran = write([&](domain::Workspace& work) -> protocol::Result<void> {
            result = function(work);
            return {};
        });
        Q_ASSERT(ran);
        return *result;
    }

    domain::Executor& executor() const { return *m_engine; }
    /// The JSON rows of a topic as clients get them.
    std::vector<QByteArray> rows(QStringView topic) const;
    QUrl socketUrl(const QString& path) const;
    quint16 port() const { return m_server->port(); }

    support::ManualClock clock;
    std::atomic<bool> loginsHaveEnded = false; ///< what stood for a token does no more
    mutable std::atomic<int> guarded = 0;      ///< how often the guard was asked
    /// The people of most tests.
    std::optional<domain::Employee> op;      ///< Операторы, card A1A1A1A1
    std::optional<domain::Employee> otherOp; ///< Сотрудник_bag, card B2B2B2B2
    std::optional<domain::Employee> master;  ///< Механики, card C3C3C3C3
    std::optional<domain::Employee> clerk;   ///< Склад, card D4D4D4D4
    std::optional<domain::Machine> loom;     ///< Станок 01, LOHIA-001
    std::optional<protocol::CompanyId> home;
    std::optional<protocol::CompanyId> abroad;

private:
    void startEngine(const Configure& configure);
    void startServer();
    std::optional<net::Response> guard(net::Request& request, const net::Access& access,
                                       net::DialectTag tag) const;
    void logIn(const QString& username, const QString& password,
               const std::function<void(protocol::Result<dialects::FactorySession>)>& done) const;

    QTemporaryDir m_folder;
    const Configure m_configure;
    domain::AttendanceRules m_attendanceRules;
    domain::MachineRules m_machineRules;
    std::unique_ptr<storage::Engine> m_engine;
    std::unique_ptr<dialects::Factory> m_factory;
    net::Router m_router;
    std::unique_ptr<net::Server> m_server;
    int m_hired = 0;
};
