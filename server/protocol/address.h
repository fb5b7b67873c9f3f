// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>
#include <QUrlQuery>

namespace protocol {

/// http(s)://host:port/path, whatever slashes the person typed.
inline QUrl apiUrl(const QUrl& server, const QString& path, const QUrlQuery& query = {})
{
    QUrl url = server;
    QString base = server.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path);
    url.setQuery(query);
    url.setFragment({});
    return url;
}

/// The address of the stream on the same server.
inline QUrl streamUrl(const QUrl& server)
{
    QUrl url = apiUrl(server, QStringLiteral("/api/v1/ws"));
    url.setScheme(server.scheme() == QLatin1StringView("https") ? QStringLiteral("wss")
                                                                : QStringLiteral("ws"));
    return url;
}

} // namespace protocol
