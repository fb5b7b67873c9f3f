// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"

#include <QByteArray>
#include <QHash>

#include <functional>
#include <optional>
#include <vector>

namespace net {

class WebSocketSession;

/// Who may call a route. The router knows no tokens: a Guard turns a request into a principal.
struct Access
{
    enum class Kind {
        Public, ///< anybody
        Device, ///< a registered device from a configured network; the handler names the device
        User,   ///< any principal; with roles: one that passes them (Roles::passes)
    };
    Kind kind = Kind::User;
    protocol::Roles roles; ///< for User; empty: any

    static Access anybody() { return {Kind::Public, {}}; }
    static Access device() { return {Kind::Device, {}}; }
    static Access user(protocol::Roles roles = {}) { return {Kind::User, roles}; }
};

/// Runs on a network thread; must not block. Work goes to the database threads, the Responder along.
using Handler = std::function<void(const Request&, Responder)>;

/// Which family a route's refusals are worded for: the dialects' clients expect other shapes
/// (a redirect to a login page, an HTML page, {"detail":…}).
using DialectTag = int;

struct Route
{
    QByteArray method;  ///< "GET" also serves HEAD; "*" any method (the handler decides)
    QByteArray pattern; ///< "/api/v1/machines/{id}"; {name} takes one non-empty segment
    Access access;
    Handler handler;
    DialectTag dialect = 0;
};

/// The decision on an upgrade before any 101: a refusal is a real HTTP answer.
struct WebSocketRoute
{
    QByteArray pattern;
    Access access;
    /// After the guard let it through: nullopt admits, a Response refuses. May be empty.
    std::function<std::optional<Response>(const Request&)> admit;
    /// The session is open; called on its shard's thread. The callee connects to its signals; the
    /// session deletes itself after closed().
    std::function<void(WebSocketSession&)> accept;
    DialectTag dialect = 0;
};

/// Asked for every matched route before its handler: sets request.principal and returns nullopt to
/// let it through, or returns the refusal. Runs on network threads, concurrently; must not block.
using Guard = std::function<std::optional<Response>(Request&, const Access&, DialectTag)>;

/// The table of all endpoints. Filled before the server starts, only read after; then thread-safe.
class Router final
{
public:
    struct Match
    {
        const Route* route = nullptr;
        const WebSocketRoute* webSocket = nullptr;
        std::vector<QByteArray> captures;
        QByteArray allow; ///< when the path exists but not the method: the Allow header's value
    };

    void add(Route route);
    void add(WebSocketRoute route);
    void setGuard(Guard guard) { m_guard = std::move(guard); }
    /// What is answered where no route matches (404, 405 with allow): worded by the composition root.
    void setFallback(std::function<Response(const Request&, int status)> fallback) { m_fallback = std::move(fallback); }

    Match match(QByteArrayView method, QByteArrayView path) const;
    std::optional<Response> guard(Request& request, const Access& access, DialectTag dialect) const;
    Response fallback(const Request& request, int status) const;

    /// For the tests that ask every endpoint who may call it.
    const std::vector<Route>& routes() const { return m_routes; }
    const std::vector<WebSocketRoute>& webSocketRoutes() const { return m_webSockets; }

private:
    std::vector<Route> m_routes;
    QHash<QByteArray, std::vector<size_t>> m_exact; ///< by literal path
    std::vector<size_t> m_patterns;                 ///< those with a {name}, in order of adding
    std::vector<WebSocketRoute> m_webSockets;
    Guard m_guard;
    std::function<Response(const Request&, int)> m_fallback;
};

} // namespace net
