// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/origin.h"

#include "net/requestparser.h"

#include <algorithm>

namespace net {

namespace {

/// The host of "scheme://host[:port]" or "host[:port]", lower case; brackets of IPv6 stay.
QByteArray hostOf(QByteArray authority)
{
    const qsizetype scheme = authority.indexOf("://");
    if (scheme >= 0)
        authority = authority.mid(scheme + 3);
    const qsizetype colon = authority.lastIndexOf(':');
    if (colon > authority.lastIndexOf(']'))
        authority.truncate(colon);
    return authority.toLower();
}

/// What may be repeated in a header of ours: tokens and list separators only.
bool isTokenList(const QByteArray& text)
{
    return !text.isEmpty() && text.size() <= 512 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == ',' || c == ' ';
    });
}

/// IPv4 inside IPv6 (::ffff:a.b.c.d) as plain IPv4, so that subnets of either family compare.
QHostAddress plain(const QHostAddress& address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

} // namespace

OriginPolicy::OriginPolicy(const QStringList& allowedOrigins)
{
    for (const QString& origin : allowedOrigins) {
        QByteArray wanted = origin.trimmed().toLower().toLatin1();
        if (wanted.endsWith('/'))
            wanted.chop(1);
        m_any = m_any || wanted == "*";
        m_allowed.push_back(wanted);
    }
}

bool OriginPolicy::allows(const Request& request) const
{
    const QByteArray origin = request.header("Origin");
    if (origin.isEmpty() || m_any)
        return true;
    const QByteArray wanted = origin.toLower();
    if (std::find(m_allowed.begin(), m_allowed.end(), wanted) != m_allowed.end())
        return true;
    const QByteArray host = hostOf(request.header("Host"));
    return origin.contains("://") && !host.isEmpty() && hostOf(origin) == host;
}

QByteArray OriginPolicy::responseLines(const Request& request) const
{
    const QByteArray origin = request.header("Origin");
    if (origin.isEmpty() || !allows(request))
        return {};
    // Named, not "*": only so may a page send its cookie along. With "*" configured, any page may
    // read, but none with the visitor's cookie.
    QByteArray lines = "Access-Control-Allow-Origin: " + (m_any ? QByteArray("*") : origin) + "\r\n";
    if (!m_any)
        lines += "Access-Control-Allow-Credentials: true\r\n";
    lines += "Access-Control-Expose-Headers: ETag, Retry-After, Location\r\nVary: Origin\r\n";
    return lines;
}

std::optional<Response> OriginPolicy::preflight(const Request& request, const QByteArray& allow) const
{
    const QByteArray method = request.header("Access-Control-Request-Method");
    if (request.method != "OPTIONS" || request.header("Origin").isEmpty() || !isTokenList(method) ||
        !allows(request))
        return std::nullopt;
    Response response;
    response.status = 204;
    response.contentType.clear();
    response.headers.emplace_back("Access-Control-Allow-Methods", allow.isEmpty() ? method : allow);
    const QByteArray headers = request.header("Access-Control-Request-Headers");
    if (isTokenList(headers))
        response.headers.emplace_back("Access-Control-Allow-Headers", headers);
    response.headers.emplace_back("Access-Control-Max-Age", "600");
    return response;
}

bool ProxyTrust::isProxy(const QHostAddress& address) const
{
    const QHostAddress asked = plain(address);
    return std::any_of(m_proxies.begin(), m_proxies.end(), [&](const QPair<QHostAddress, int>& subnet) {
        return asked.isInSubnet(plain(subnet.first), subnet.second);
    });
}

void ProxyTrust::resolve(Request& request, const QHostAddress& address, bool tls) const
{
    request.peer = address;
    request.secure = tls;
    if (m_proxies.isEmpty() || !isProxy(address))
        return;
    QByteArray hops;
    for (const auto& [name, value] : request.headers) {
        if (name.compare("X-Forwarded-For", Qt::CaseInsensitive) == 0)
            hops += (hops.isEmpty() ? QByteArray() : QByteArray(",")) + value;
    }
    const QList<QByteArray> list = hops.split(',');
    for (auto hop = list.crbegin(); hop != list.crend(); ++hop) {
        const QHostAddress client(QString::fromLatin1(hop->trimmed()));
        if (client.isNull())
            break; // what is further left may be anybody's invention
        request.peer = plain(client);
        if (!isProxy(client))
            break;
    }
    request.secure = tls || hasToken(request.header("X-Forwarded-Proto"), "https");
}

} // namespace net
