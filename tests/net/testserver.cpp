// SPDX-License-Identifier: GPL-3.0-or-later
#include "testserver.h"

#include <QUrlQuery>

#include <algorithm>
#include <condition_variable>

namespace {

net::Response text(const QByteArray& body)
{
    net::Response response;
    response.contentType = "text/plain";
    response.body = body;
    return response;
}

} // namespace

TestServer::TestServer(net::ListenConfig config)
{
    using namespace net;
    config.port = 0;
    m_router.setGuard([](Request& request, const Access& access, DialectTag) -> std::optional<Response> {
        const QString token = request.query(QStringLiteral("token"));
        if (token == QStringLiteral("good") || token == QStringLiteral("foreman")) {
            protocol::Principal principal{*protocol::UserId::from(token == QStringLiteral("good") ? 1 : 2),
                                          *protocol::CompanyId::from(1),
                                          std::nullopt,
                                          {},
                                          token};
            if (token == QStringLiteral("foreman"))
                principal.roles = {protocol::Role::Foreman};
            request.principal = std::make_shared<const protocol::Principal>(principal);
        }
        if (access.kind == Access::Kind::Public)
            return std::nullopt;
        Response refused;
        refused.status = !request.principal ? 401 : 403;
        if (!request.principal || !request.principal->roles.passes(access.roles))
            return access.roles == protocol::Roles{} && request.principal ? std::nullopt
                                                                          : std::optional(refused);
        return std::nullopt;
    });
    const auto add = [this](const char* method, const char* pattern, Handler handler,
                            Access access = Access::anybody()) {
        m_router.add(Route{method, pattern, access, std::move(handler)});
    };
    add("GET", "/hello", [](const Request&, Responder respond) { respond(text("hello")); });
    add("POST", "/echo", [](const Request& request, Responder respond) { respond(text(request.body)); });
    add("GET", "/things/{name}",
        [](const Request& request, Responder respond) { respond(text(request.captures.at(0))); });
    add("GET", "/both", [](const Request&, Responder respond) { respond(text("got")); });
    add("POST", "/both", [](const Request&, Responder respond) { respond(text("posted")); });
    add("GET", "/peer", [](const Request& request, Responder respond) {
        respond(text(request.peer.toString().toUtf8() + (request.secure ? " secure" : " open")));
    });
    add(
        "GET", "/secret", [](const Request&, Responder respond) { respond(text("secret")); },
        Access::user({protocol::Role::Foreman}));
    add(
        "POST", "/secret", [](const Request&, Responder respond) { respond(text("secret")); },
        Access::user({protocol::Role::Foreman}));
    add("GET", "/empty", [](const Request&, Responder respond) {
        Response response;
        response.status = 204;
        respond(response);
    });
    add("GET", "/evil", [](const Request&, Responder respond) {
        Response response = text("x");
        response.headers.emplace_back("X-Bad", "a\r\nSet-Cookie: b=c");
        respond(response);
    });
    add("GET", "/forgotten", [](const Request&, Responder) {});
    add("GET", "/later", [this](const Request&, Responder respond) {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(respond);
    });
    add("GET", "/big", [](const Request&, Responder respond) { respond(text(QByteArray(8 << 20, 'x'))); });

    const auto echo = [](WebSocketSession& session) {
        QObject::connect(&session, &WebSocketSession::textReceived, &session,
                         [&session](const QByteArray& utf8) {
                             if (utf8.startsWith("close "))
                                 session.close(utf8.mid(6).toUShort(), QStringLiteral("asked"));
                             else if (utf8 == "abort")
                                 session.abort();
                             else
                                 session.sendText(utf8);
                         });
    };
    m_router.add(WebSocketRoute{"/ws", Access::anybody(), {}, echo});
    m_router.add(WebSocketRoute{"/ws/{room}", Access::anybody(),
                                [](const Request& request) -> std::optional<Response> {
                                    if (request.captures.at(0) != "full")
                                        return std::nullopt;
                                    Response refused;
                                    refused.status = 404;
                                    return refused;
                                },
                                echo});
    m_router.add(WebSocketRoute{"/private", Access::user(), {}, echo});
    m_router.add(WebSocketRoute{"/officers", Access::user({protocol::Role::Foreman}), {}, echo});
    m_router.add(WebSocketRoute{"/hold", Access::anybody(), {}, [this](WebSocketSession& session) {
                                    QObject::connect(&session, &WebSocketSession::closed, &session,
                                                     [this, held = &session] {
                                                         const std::lock_guard lock(m_mutex);
                                                         std::erase(m_held, held);
                                                     });
                                    const std::lock_guard lock(m_mutex);
                                    m_held.push_back(&session);
                                }});
    m_server = std::make_unique<Server>(std::move(config), m_router);
    m_problem = m_server->start();
}

TestServer::~TestServer()
{
    m_server.reset(); // first: its sessions tell m_held when they close
}

std::vector<net::Responder> TestServer::takeWaiting()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_waiting, {});
}

bool TestServer::isWaiting()
{
    const std::lock_guard lock(m_mutex);
    return !m_waiting.empty();
}

void TestServer::withHeld(std::function<void(const std::vector<net::WebSocketSession*>&)> task)
{
    std::mutex mutex;
    std::condition_variable condition;
    bool done = false;
    m_server->shards().front()->post([&] {
        std::vector<net::WebSocketSession*> held;
        {
            const std::lock_guard lock(m_mutex);
            held = m_held;
        }
        task(held);
        const std::lock_guard lock(mutex);
        done = true;
        condition.notify_all();
    });
    std::unique_lock lock(mutex);
    condition.wait(lock, [&] { return done; });
}

int TestServer::heldCount()
{
    const std::lock_guard lock(m_mutex);
    return int(m_held.size());
}

std::vector<int> TestServer::heldPerShard()
{
    const std::lock_guard lock(m_mutex);
    std::vector<int> counts(m_server->shards().size());
    for (const net::WebSocketSession* session : m_held)
        ++counts[size_t(session->shard().index())];
    return counts;
}
