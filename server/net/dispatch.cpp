// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Connection that knows the routes: a request goes to its handler, an upgrade to its session.
#include "net/connection.h"

#include "net/refusal.h"
#include "net/session.h"
#include "net/shardthread.h"

namespace net {

using namespace std::chrono_literals;

namespace {

bool wantsWebSocket(const Request& request)
{
    return request.method == "GET" && hasToken(request.header("Upgrade"), "websocket") &&
           hasToken(request.header("Connection"), "upgrade");
}

bool hasValidKey(const Request& request)
{
    const auto key = QByteArray::fromBase64Encoding(request.header("Sec-WebSocket-Key"),
                                                    QByteArray::AbortOnBase64DecodingErrors);
    return key && (*key).size() == 16;
}

Response withHeader(Response response, const QByteArray& name, const QByteArray& value)
{
    response.headers.emplace_back(name, value);
    return response;
}

Response noContent()
{
    Response response;
    response.status = 204;
    response.contentType.clear();
    return response;
}

} // namespace

void Connection::dispatch()
{
    const ShardThread::Common& common = m_shard.common();
    common.census.countRequest();
    Request request = std::move(m_parser->request());
    m_parser.reset();
    setState(State::Answering, 0ms);

    // Whoever asks for a WebSocket has no other use for the connection, and some clients (Qt's
    // QWebSocket) learn of a refusal from its end alone. An upgrade that succeeds never answers.
    const bool wantsSocket = m_http11 && wantsWebSocket(request);
    m_close = m_close || wantsSocket;
    Router::Match match = common.router.match(request.method, request.path);
    if (match.webSocket && wantsSocket) {
        request.captures = std::move(match.captures);
        return upgrade(std::move(request), *match.webSocket);
    }
    if (match.route || match.webSocket || !match.allow.isEmpty()) {
        if (auto allowed = common.origins.preflight(request, match.allow))
            return answer(std::move(*allowed));
    }
    if (match.route) {
        request.captures = std::move(match.captures);
        if (!m_guarded) {
            if (auto refused = common.router.guard(request, match.route->access, match.route->dialect))
                return answer(std::move(*refused));
        }
        return match.route->handler(request, m_shard.responderFor(m_id));
    }
    if (match.webSocket && request.method == "GET") {
        Response response = withHeader(refusal(426), "Upgrade", "websocket");
        return answer(withHeader(std::move(response), "Sec-WebSocket-Version", "13"));
    }
    if (match.webSocket && match.allow.isEmpty())
        match.allow = "GET, OPTIONS";
    if (request.method == "OPTIONS" && (!match.allow.isEmpty() || request.path == "*"))
        return answer(withHeader(noContent(), "Allow",
                                 match.allow.isEmpty() ? QByteArray("GET, POST, OPTIONS") : match.allow));
    if (!match.allow.isEmpty())
        return answer(withHeader(common.router.fallback(request, 405), "Allow", match.allow));
    answer(common.router.fallback(request, 404));
}

void Connection::upgrade(Request request, const WebSocketRoute& route)
{
    const ShardThread::Common& common = m_shard.common();
    if (request.header("Sec-WebSocket-Version").trimmed() != "13")
        return answer(withHeader(refusal(426), "Sec-WebSocket-Version", "13"));
    if (!hasValidKey(request))
        return answer(refusal(400));
    if (!common.origins.allows(request)) {
        m_shard.complainOfPage();
        return answer(refusal(403, "origin_not_allowed", "Pages of this origin may not connect."));
    }
    if (auto refused = common.router.guard(request, route.access, route.dialect))
        return answer(std::move(*refused));
    if (route.admit) {
        if (auto refused = route.admit(request))
            return answer(std::move(*refused));
    }
    if (m_shard.isStopping())
        return refuse(503);
    if (!common.census.openSession(request.principal.get())) {
        common.census.countRefused();
        return answer(refusal(429));
    }
    setState(State::Upgraded, 0ms);
    m_cors = {};
    request.body = {};
    releaseBody();
    m_wire->setBacklogCap(m_shard.limits().maxBacklogBytes);
    m_session = new Session(m_shard, *this, m_id, std::move(request), route.accept);
    m_session->begin();
}

} // namespace net
