// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/router.h"

#include "net/refusal.h"

namespace net {

namespace {

bool isCapture(QByteArrayView segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// The next segment of path from position from (which is just past a '/'); moves from past it.
QByteArrayView nextSegment(QByteArrayView path, qsizetype& from)
{
    const qsizetype slash = path.indexOf('/', from);
    const qsizetype end = slash < 0 ? path.size() : slash;
    const QByteArrayView segment = path.sliced(from, end - from);
    from = end + 1;
    return segment;
}

/// True when path fits pattern; then captures holds what stood for each {name}.
bool fits(QByteArrayView pattern, QByteArrayView path, std::vector<QByteArray>& captures)
{
    captures.clear();
    qsizetype inPattern = 1;
    qsizetype inPath = 1;
    while (inPattern <= pattern.size() && inPath <= path.size()) {
        const QByteArrayView wanted = nextSegment(pattern, inPattern);
        const QByteArrayView found = nextSegment(path, inPath);
        if (isCapture(wanted)) {
            if (found.isEmpty())
                return false;
            captures.push_back(found.toByteArray());
        } else if (wanted != found) {
            return false;
        }
    }
    return inPattern > pattern.size() && inPath > path.size();
}

bool takesMethod(const Route& route, QByteArrayView method)
{
    return route.method == method || route.method == "*" || (route.method == "GET" && method == "HEAD");
}

void addAllowed(QByteArray& allow, QByteArrayView method)
{
    if (!allow.isEmpty())
        allow.append(", ");
    allow.append(method);
}

} // namespace

void Router::add(Route route)
{
    const bool exact = !route.pattern.contains('{');
    (exact ? m_exact[route.pattern] : m_patterns).push_back(m_routes.size());
    m_routes.push_back(std::move(route));
}

void Router::add(WebSocketRoute route)
{
    m_webSockets.push_back(std::move(route));
}

Router::Match Router::match(QByteArrayView method, QByteArrayView path) const
{
    Match match;
    if (path.isEmpty() || path.front() != '/')
        return match;

    QByteArray allow;
    const auto consider = [&](size_t index, std::vector<QByteArray>&& captures) {
        const Route& route = m_routes[index];
        if (takesMethod(route, method)) {
            match.route = &route;
            match.captures = std::move(captures);
            return true;
        }
        addAllowed(allow, route.method);
        if (route.method == "GET")
            addAllowed(allow, "HEAD");
        return false;
    };

    // A literal path wins over a pattern that would take it too.
    const auto exact = m_exact.constFind(QByteArray::fromRawData(path.data(), path.size()));
    if (exact != m_exact.constEnd()) {
        for (const size_t index : *exact) {
            if (consider(index, {}))
                break;
        }
    }
    std::vector<QByteArray> captures;
    for (size_t i = 0; !match.route && i < m_patterns.size(); ++i) {
        if (fits(m_routes[m_patterns[i]].pattern, path, captures))
            consider(m_patterns[i], std::move(captures));
    }
    for (const WebSocketRoute& webSocket : m_webSockets) {
        if (!fits(webSocket.pattern, path, captures))
            continue;
        match.webSocket = &webSocket;
        if (!match.route)
            match.captures = std::move(captures);
        break;
    }
    if (!match.route && !allow.isEmpty()) {
        addAllowed(allow, "OPTIONS");
        match.allow = allow;
    }
    return match;
}

std::optional<Response> Router::guard(Request& request, const Access& access, DialectTag dialect) const
{
    if (m_guard)
        return m_guard(request, access, dialect);
    // Without a guard nobody can be known: closed, not open.
    if (access.kind == Access::Kind::Public)
        return std::nullopt;
    return refusal(401);
}

Response Router::fallback(const Request& request, int status) const
{
    return m_fallback ? m_fallback(request, status) : refusal(status);
}

} // namespace net
