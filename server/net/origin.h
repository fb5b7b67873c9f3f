// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/server.h"

namespace net {

/// Which pages may talk to us: the check that browsers leave to the server on WebSocket upgrades, and
/// the answers they want before they let a page read a response (CORS).
class OriginPolicy final
{
public:
    explicit OriginPolicy(const QStringList& allowedOrigins);

    /// No Origin: not a browser, allowed. Same host as the Host header (whatever port): allowed.
    bool allows(const Request& request) const;
    /// Header lines for an answer to this request, each with CRLF; empty when there is no Origin, or
    /// one that may not read the answer.
    QByteArray responseLines(const Request& request) const;
    /// The answer to an OPTIONS that asks for a browser whether it may; nullopt: not such a request,
    /// or not from a page that may.
    std::optional<Response> preflight(const Request& request, const QByteArray& allow) const;

private:
    bool m_any = false;
    std::vector<QByteArray> m_allowed; ///< lower case, no trailing slash
};

/// Believes X-Forwarded-For and X-Forwarded-Proto from the proxies that the operator named.
class ProxyTrust final
{
public:
    explicit ProxyTrust(const QList<QPair<QHostAddress, int>>& proxies) : m_proxies(proxies) {}
    bool isProxy(const QHostAddress& address) const;
    /// Sets peer and secure of a request that came over a connection from address. The client is the
    /// last address of the list that is not itself a trusted proxy.
    void resolve(Request& request, const QHostAddress& address, bool tls) const;

private:
    QList<QPair<QHostAddress, int>> m_proxies;
};

} // namespace net
