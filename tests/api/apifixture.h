// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/guard.h"
#include "api/auth/logins.h"
#include "api/load.h"
#include "api/stream/hub.h"
#include "api/stream/snapshots.h"
#include "api/upkeep.h"
#include "api/v1/routes.h"
#include "streamfixture.h"
#include "support/manualclock.h"

#include <QJsonArray>

#include <future>

namespace support {

/// The whole of /api/v1 over a plant in memory, wired as the composition root does it. Two companies:
/// the first has branches 10 and 11. Every user's password is "secret".
class ApiFixture
{
public:
    static constexpr api::PasswordCost cheap{1, 8192};

    explicit ApiFixture(api::Feed::Limits limits = {}, api::Hub::Times times = {})
        : feed(plant, limits)
        , directory(plant, feed)
        , tokens(QByteArray(32, 'k'), clock)
        , passwords(2, 64, cheap)
        , throttle(clock)
        , logins(plant, passwords, throttle, directory)
        , snapshots(plant, feed, clock)
        , load(clock)
        , hub(clock, tokens, directory, feed, snapshots, load, times)
        , upkeep(directory, load, clock)
        , devices(api::DeviceGate::privateNetworks(), clock)
        , guard(tokens, directory, devices)
        , context{clock, plant, tokens, directory, logins, feed, snapshots, hub, load, upkeep, {}}
    {
        plant.listener = [this](const std::shared_ptr<const domain::CommittedBatch>& batch) {
            hub.committed(batch);
        };
        feed.open({plant.journal.epoch, plant.journal.seq});
        plant.change([this] {
            plant.companies.insert(QStringLiteral("First"), QTimeZone("Asia/Ashgabat"));
            plant.companies.insert(QStringLiteral("Second"), QTimeZone("Europe/Berlin"));
        });
        api::addRoutes(router, context);
        router.setGuard([this](net::Request& request, const net::Access& access, net::DialectTag tag) {
            return guard(request, access, tag);
        });
    }

    domain::Account addUser(const QString& name, protocol::Roles roles, qint64 companyNumber = 1,
                            std::optional<protocol::BranchId> branchId = {})
    {
        std::optional<domain::Account> made;
        plant.change([&] {
            static const QString hash = api::hashPassword("secret", cheap);
            made = plant.accounts.insert({.company = company(companyNumber),
                                          .branch = branchId,
                                          .username = name,
                                          .passwordHash = hash,
                                          .fullName = name.toUpper(),
                                          .phone = {},
                                          .email = {},
                                          .roles = roles});
        });
        refresh();
        return *made;
    }
    void update(const domain::Account& account)
    {
        plant.change([&] {
            plant.accounts.update(account);
            plant.accounts.markAudienceChanged(account.id);
        });
        refresh();
    }
    void refresh()
    {
        std::promise<void> done;
        directory.refresh([&](bool) { done.set_value(); });
        done.get_future().wait();
    }
    QByteArray accessToken(const domain::Account& account) const
    {
        return tokens.issue(api::TokenKind::Access, account.id, account.roles).toLatin1();
    }

    /// A request as the network layer would pass it on; target is path?query.
    static net::Request request(const QByteArray& method, const QByteArray& target,
                                std::vector<net::Header> headers = {}, const QByteArray& body = {})
    {
        net::Request request;
        const auto question = target.indexOf('?');
        request.method = method;
        request.path = question < 0 ? target : target.left(question);
        request.rawQuery = question < 0 ? QByteArray() : target.mid(question + 1);
        request.headers = std::move(headers);
        request.body = body;
        request.peer = QHostAddress(QStringLiteral("127.0.0.1"));
        return request;
    }
    static net::Header bearer(const QByteArray& token) { return {"Authorization", "Bearer " + token}; }

    /// What the router makes of it: match, guard, handler; waits for the answer.
    net::Response call(net::Request request)
    {
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
    net::Response get(const QByteArray& target, const domain::Account& account,
                      std::vector<net::Header> headers = {})
    {
        headers.push_back(bearer(accessToken(account)));
        return call(request("GET", target, std::move(headers)));
    }
    net::Response post(const QByteArray& target, const QJsonObject& body)
    {
        return call(request("POST", target, {}, QJsonDocument(body).toJson(QJsonDocument::Compact)));
    }

    static QJsonObject json(const net::Response& response)
    {
        return QJsonDocument::fromJson(response.body).object();
    }
    static QString errorCode(const net::Response& response)
    {
        using namespace Qt::StringLiterals;
        return json(response)[u"error"_s][u"code"_s].toString();
    }
    static QByteArray header(const net::Response& response, QByteArrayView name)
    {
        for (const auto& [key, value] : response.headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }

    ManualClock clock;
    MemoryPlant plant;
    api::Feed feed;
    api::Directory directory;
    api::TokenService tokens;
    api::PasswordChecker passwords;
    api::LoginThrottle throttle;
    api::Logins logins;
    api::Snapshots snapshots;
    api::Load load;
    api::Hub hub;
    api::Upkeep upkeep;
    api::DeviceGate devices;
    api::Guard guard;
    api::Context context;
    net::Router router;

    ~ApiFixture() { plant.stop(); }
};

} // namespace support
