// SPDX-License-Identifier: GPL-3.0-or-later
#include "vakhtaserver.h"

#include "control.h"
#include "net/group.h"
#include "net/router.h"
#include "net/server.h"
#include "net/websocketsession.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QMessageAuthenticationCode>

#include <memory>
#include <thread>

namespace {

/// What a guard does at least: the signature of a token, of the size that JWTs have here.
bool isSigned(const net::Request& request)
{
    const QByteArray token = request.header("Authorization");
    if (!token.startsWith("Bearer "))
        return false;
    const QByteArray mac = QMessageAuthenticationCode::hash(token, "a key of thirty-two octets, more",
                                                            QCryptographicHash::Sha256);
    return mac.size() == 32;
}

} // namespace

int runVakhtaServer(int argc, char** argv, int shards)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("vakhta.*.info=false"));

    net::Router router;
    router.setGuard([](net::Request& request, const net::Access& access,
                       net::DialectTag) -> std::optional<net::Response> {
        if (access.kind == net::Access::Kind::Public)
            return std::nullopt;
        if (!isSigned(request)) {
            net::Response refused;
            refused.status = 401;
            return refused;
        }
        static const auto s_principal =
            std::make_shared<const protocol::Principal>(protocol::Principal{*protocol::UserId::from(1),
                                                                            *protocol::CompanyId::from(1),
                                                                            std::nullopt,
                                                                            {},
                                                                            QStringLiteral("load")});
        request.principal = s_principal;
        return std::nullopt;
    });
    router.add(
        net::Route{"GET", "/hello", net::Access::anybody(), [](const net::Request&, net::Responder respond) {
                       net::Response response;
                       response.contentType = "text/plain";
                       response.body = "hello";
                       respond(std::move(response));
                   }});
    std::vector<std::unique_ptr<net::Group>> groups(size_t(std::max(1, shards)));
    router.add(net::WebSocketRoute{"/ws", net::Access::user(), {}, [&groups](net::WebSocketSession& session) {
                                       auto& group = groups[size_t(session.shard().index())];
                                       if (!group)
                                           group = std::make_unique<net::Group>(session.shard());
                                       group->add(session);
                                   }});
    net::ListenConfig config;
    config.port = 0;
    config.shards = shards;
    config.limits.maxSessionsPerUser = 1'000'000;
    config.limits.maxConnectionsPerAddress = 1'000'000;
    net::Server server(config, router);
    const QString problem = server.start();
    if (!problem.isEmpty())
        return 1;
    tellPort(server.port());

    std::thread publisher([&] {
        for (;;) {
            const Order order = readOrder();
            if (order.events == 0)
                break;
            for (std::uint32_t i = 0; i < order.events; ++i) {
                const net::Frame frame = net::Frame::text(makeEvent());
                for (net::Shard* shard : server.shards()) {
                    shard->post([&group = groups[size_t(shard->index())], frame] {
                        if (group)
                            group->broadcast(frame);
                    });
                }
            }
        }
        QMetaObject::invokeMethod(
            &application, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    });
    const int result = QCoreApplication::exec();
    publisher.join();
    server.stop(std::chrono::milliseconds(0));
    groups.clear();
    return result;
}
