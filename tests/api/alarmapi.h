// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/guard.h"
#include "api/auth/logins.h"
#include "api/load.h"
#include "api/notificationpush.h"
#include "api/stream/hub.h"
#include "api/stream/snapshots.h"
#include "api/upkeep.h"
#include "api/v1/routes.h"
#include "domain/alarms/runner.h"
#include "domain/alarms/service.h"
#include "domain/notifications/links.h"
#include "domain/notifications/service.h"
#include "domain/telling.h"
#include "net/server.h"
#include "storage/alarmservices.h"
#include "storage/connection.h"
#include "storage/engine.h"
#include "storage/scheduleservices.h"
#include "storage/siteservices.h"
#include "storage/sqlemployees.h"
#include "storage/ticketservices.h"
#include "support/alarmrules.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <future>

namespace support {

/// /api/v1 with alarms, notifications, building sites and tickets on a real engine, wired as the composition root does it. Two
/// companies; the first has two branches.
class AlarmApi final
{
public:
    explicit AlarmApi(std::vector<domain::AlarmRule> alarmRules = {stoppedRule(), deniedRule()})
        : rules(std::move(alarmRules))
        , engine(options(folder), clock)
        , runner(engine, rules, clock)
        , feed(engine)
        , directory(engine, feed)
        , tokens(QByteArray(32, 'k'), clock)
        , passwords(1, 8, {1, 8192})
        , throttle(clock)
        , logins(engine, passwords, throttle, directory)
        , snapshots(engine, feed, clock)
        , load(clock)
        , hub(clock, tokens, directory, feed, snapshots, load,
              {.tick = std::chrono::milliseconds(20), .position = std::chrono::milliseconds(15'000)})
        , push(hub, engine, clock)
        , upkeep(directory, load, clock)
        , devices(api::DeviceGate::privateNetworks(), clock)
        , guard(tokens, directory, devices)
        , context{clock, engine, tokens, directory, logins, feed, snapshots, hub, load, upkeep, {}}
        , server(config(), router)
    {
        engine.addCommitListener([this](const auto& batch) {
            hub.committed(batch);
            push.committed(batch);
            runner.committed(*batch);
        });
        const auto started = engine.start([this](storage::Connection& connection, domain::Workspace& workspace) {
            workspace.add<domain::EmployeeRepository>(std::make_shared<storage::SqlEmployees>(connection));
            storage::addAlarmServices(connection, workspace, rules, clock);
            storage::addSiteServices(connection, workspace, clock);
            storage::addTicketServices(connection, workspace, clock);
            storage::addScheduleServices(connection, workspace, clock);
        });
        if (!started)
            qFatal("%s", qPrintable(started.error().text()));
        std::promise<protocol::Cursor> head;
        engine.read([&](domain::Workspace& workspace) {
            head.set_value(workspace.get<domain::JournalReader>().head());
        });
        feed.open(head.get_future().get());
        write([this](domain::Workspace& workspace) {
            auto& companies = workspace.get<domain::CompanyRepository>();
            company = companies.insert(QStringLiteral("Завод"), QTimeZone("Asia/Ashgabat")).id;
            north = companies.insertBranch(company, QStringLiteral("Север")).id;
            south = companies.insertBranch(company, QStringLiteral("Юг")).id;
            other = companies.insert(QStringLiteral("Другой"), QTimeZone("UTC")).id;
        });
        api::addRoutes(router, context);
        router.setGuard([this](net::Request& request, const net::Access& access, net::DialectTag tag) {
            return guard(request, access, tag);
        });
        runner.start();
    }
    ~AlarmApi()
    {
        server.stop();
        engine.stop();
    }

    /// Listens on a port of 127.0.0.1.
    void listen()
    {
        const QString problem = server.start();
        if (!problem.isEmpty())
            qFatal("%s", qPrintable(problem));
    }

    // ---- the database ----

    void write(const std::function<void(domain::Workspace&)>& work)
    {
        std::promise<protocol::Result<void>> done;
        engine.write(
            [&](domain::Workspace& workspace) -> protocol::Result<void> {
                work(workspace);
                return {};
            },
            [&](protocol::Result<void> result) { done.set_value(std::move(result)); });
        const auto result = done.get_future().get();
        if (!result)
            qFatal("%s", qPrintable(result.error().text()));
    }
    domain::Account hire(const QString& name, protocol::Roles roles, std::optional<protocol::BranchId> branch = {},
                         std::optional<protocol::CompanyId> in = {})
    {
        std::optional<domain::Account> account;
        write([&](domain::Workspace& workspace) {
            account = workspace.get<domain::AccountRepository>().insert({.company = in.value_or(company),
                                                                         .branch = branch,
                                                                         .username = name,
                                                                         .passwordHash = {},
                                                                         .fullName = {},
                                                                         .phone = {},
                                                                         .email = {},
                                                                         .roles = roles});
        });
        std::promise<void> refreshed;
        directory.refresh([&](bool) { refreshed.set_value(); });
        refreshed.get_future().wait();
        return *account;
    }
    void tell(protocol::TopicIndex topic, const QJsonObject& row, std::optional<protocol::BranchId> branch = {})
    {
        write([&](domain::Workspace& workspace) {
            workspace.get<domain::Journal>().record(domain::put(topic, row[QStringLiteral("id")].toInteger(), row,
                                                                {.company = company, .branch = branch}, {}));
        });
    }
    /// What the runner was told of so far has been judged afterwards.
    std::vector<domain::Alarm> open()
    {
        std::vector<domain::Alarm> alarms;
        for (int i = 0; i < 3; ++i) // a judgement, the telling that follows from it, what that leads to
            write([&](domain::Workspace& workspace) {
                alarms = workspace.get<domain::AlarmRepository>().open(company);
            });
        return alarms;
    }
    /// Puts a notification into somebody's list; returns its id.
    qint64 notify(const domain::Account& who, const domain::NotificationDraft& draft)
    {
        qint64 id = 0;
        write([&](domain::Workspace& workspace) {
            id = workspace.get<domain::NotificationService>().notify(who.id, draft).value().id;
        });
        return id;
    }

    // ---- HTTP ----

    net::Response call(const QByteArray& method, const QByteArray& target, const domain::Account* who = nullptr,
                       const QByteArray& body = {}, std::vector<net::Header> headers = {})
    {
        net::Request request;
        const auto question = target.indexOf('?');
        request.method = method;
        request.path = question < 0 ? target : target.left(question);
        request.rawQuery = question < 0 ? QByteArray() : target.mid(question + 1);
        request.headers = std::move(headers);
        if (who)
            request.headers.emplace_back("Authorization", "Bearer " + token(*who));
        request.body = body;
        request.peer = QHostAddress(QStringLiteral("127.0.0.1"));
        net::Router::Match match = router.match(request.method, request.path);
        if (!match.route)
            return router.fallback(request, match.allow.isEmpty() ? 404 : 405);
        request.captures = std::move(match.captures);
        if (auto refused = router.guard(request, match.route->access, match.route->dialect))
            return *refused;
        std::promise<net::Response> promise;
        match.route->handler(
            request, net::Responder([&](net::Response response) { promise.set_value(std::move(response)); }));
        return promise.get_future().get();
    }
    net::Response get(const QByteArray& target, const domain::Account& who) { return call("GET", target, &who); }
    net::Response post(const QByteArray& target, const domain::Account& who, const QJsonObject& body = {},
                       std::vector<net::Header> headers = {})
    {
        return call("POST", target, &who, QJsonDocument(body).toJson(QJsonDocument::Compact), std::move(headers));
    }
    QByteArray token(const domain::Account& who) const
    {
        return tokens.issue(api::TokenKind::Access, who.id, who.roles).toLatin1();
    }
    static QJsonObject json(const net::Response& response) { return QJsonDocument::fromJson(response.body).object(); }
    static QJsonArray array(const net::Response& response) { return QJsonDocument::fromJson(response.body).array(); }
    static QString errorCode(const net::Response& response)
    {
        return json(response)[QStringLiteral("error")][QStringLiteral("code")].toString();
    }

    QTemporaryDir folder;
    ManualClock clock;
    domain::AlarmRules rules;
    storage::Engine engine;
    domain::AlarmRunner runner;
    api::Feed feed;
    api::Directory directory;
    api::TokenService tokens;
    api::PasswordChecker passwords;
    api::LoginThrottle throttle;
    api::Logins logins;
    api::Snapshots snapshots;
    api::Load load;
    api::Hub hub;
    api::NotificationPush push;
    api::Upkeep upkeep;
    api::DeviceGate devices;
    api::Guard guard;
    api::Context context;
    net::Router router;
    net::Server server;
    protocol::CompanyId company = *protocol::CompanyId::from(1);
    protocol::CompanyId other = *protocol::CompanyId::from(1);
    protocol::BranchId north = *protocol::BranchId::from(1);
    protocol::BranchId south = *protocol::BranchId::from(1);

private:
    static storage::EngineOptions options(const QTemporaryDir& folder)
    {
        storage::EngineOptions made;
        made.file = folder.filePath(QStringLiteral("vakhta.db"));
        return made;
    }
    static net::ListenConfig config()
    {
        net::ListenConfig made;
        made.port = 0;
        made.shards = 2;
        return made;
    }
};

} // namespace support
