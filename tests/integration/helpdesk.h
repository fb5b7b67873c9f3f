// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/realserver.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QSignalSpy>
#include <QTcpSocket>

namespace support {

/// The data folder that every desk begins with, and its people's tokens: passwords are slow on purpose, so
/// they are asked for once.
struct Staff
{
    Staff()
    {
        server.hire(QStringLiteral("asker"), QStringLiteral("OPERATOR"));
        const QStringList words{QStringLiteral("user"),
                                QStringLiteral("add"),
                                QStringLiteral("technician"),
                                QStringLiteral("--role"),
                                QStringLiteral("TECHNICIAN"),
                                QStringLiteral("--phone"),
                                QStringLiteral("+7 (900) 000-00-01")};
        if (server.run(words, QByteArray(RealServer::password) + '\n') != 0)
            qFatal("A test's account cannot be made");
        server.hire(QStringLiteral("master"), QStringLiteral("MASTER"));
        server.hire(QStringLiteral("guard"), QStringLiteral("SECURITY"));
        if (!server.start())
            qFatal("A test's server does not start");
        for (const QString& name : {QStringLiteral("asker"), QStringLiteral("technician"),
                                    QStringLiteral("master"), QStringLiteral("guard")})
            tokens[name] = server.logIn(name);
        server.kill();
    }
    static std::unique_ptr<Staff>& place()
    {
        static std::unique_ptr<Staff> staff;
        return staff;
    }
    static const Staff& hired()
    {
        if (!place())
            place() = std::make_unique<Staff>();
        return *place();
    }
    void copyTo(const QString& folder) const
    {
        QDir().mkpath(folder);
        const QDir from(server.path(QStringLiteral("data")));
        for (const QString& name : from.entryList(QDir::Files | QDir::Hidden))
            QFile::copy(from.filePath(name), QDir(folder).filePath(name));
    }

    RealServer server;
    QHash<QString, QByteArray> tokens;
};

/// A help desk on the real program.
struct HelpDesk
{
    explicit HelpDesk(const QByteArray& configuration = {}) : server(configuration)
    {
        Staff::hired().copyTo(server.path(QStringLiteral("data")));
    }
    bool open() { return server.start(); }
    /// One request with headers of its own, as a browser sends it. Returns the whole answer.
    struct Page
    {
        QByteArray allowed; ///< Access-Control-Allow-Origin
        int status = 0;
        QByteArray type;
        QByteArray cookies; ///< of Set-Cookie, a line each
        QByteArray body;
    };
    Page send(const QByteArray& method, const QString& path,
              const QList<std::pair<QByteArray, QByteArray>>& headers, const QByteArray& body = {})
    {
        QNetworkRequest request(server.url.resolved(QUrl(path)));
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        for (const auto& [name, value] : headers)
            request.setRawHeader(name, value);
        const std::unique_ptr<QNetworkReply> reply(server.network.sendCustomRequest(request, method, body));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished())
            finished.wait(30'000);
        return {reply->rawHeader("Access-Control-Allow-Origin"),
                reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                reply->rawHeader("Content-Type"), reply->rawHeader("Set-Cookie"), reply->readAll()};
    }
    /// "sessionid=…" of who logs in with this form; empty: nobody.
    QByteArray cookieOf(const QByteArray& form)
    {
        const Page page = send("POST", QStringLiteral("/login"),
                               {{"Content-Type", "application/x-www-form-urlencoded"}}, form);
        for (const QByteArray& cookie : page.cookies.split('\n')) {
            if (cookie.startsWith("sessionid="))
                return cookie.left(cookie.indexOf(';'));
        }
        return {};
    }
    qint64 ask(const QByteArray& token, const QString& priority = QStringLiteral("high"))
    {
        const auto made =
            send("POST", QStringLiteral("/tickets"),
                 {{"Authorization", "Bearer " + token}, {"Accept", "application/json"}},
                 QJsonDocument(
                     QJsonObject{{QStringLiteral("title"), QStringLiteral("Не печатает")},
                                 {QStringLiteral("description"), QStringLiteral("МФУ в классе не печатает")},
                                 {QStringLiteral("priority"), priority},
                                 {QStringLiteral("category"), QStringLiteral("hardware")},
                                 {QStringLiteral("reporter_phone"), QStringLiteral("+7 (900) 000-00-00")},
                                 {QStringLiteral("room"),
                                  QJsonObject{{QStringLiteral("number"), QStringLiteral("12")},
                                              {QStringLiteral("name"), QStringLiteral("Класс")}}}})
                     .toJson());
        return QJsonDocument::fromJson(made.body)
            .object()[QStringLiteral("ticket")][QStringLiteral("id")]
            .toInteger();
    }

    RealServer server;
    const QByteArray asker = Staff::hired().tokens[QStringLiteral("asker")];
    const QByteArray technician = Staff::hired().tokens[QStringLiteral("technician")];
    const QByteArray master = Staff::hired().tokens[QStringLiteral("master")];
    const QByteArray guard = Staff::hired().tokens[QStringLiteral("guard")];
};

/// The status line that somebody's upgrade is answered with.
inline QByteArray upgraded(const QUrl& server, const QByteArray& target)
{
    QTcpSocket socket;
    socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
    socket.write("GET " + target + " HTTP/1.1\r\nHost: " + server.authority().toLatin1() +
                 "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QByteArray line;
    [&] { QTRY_VERIFY((line += socket.readAll()).contains("\r\n")); }();
    return line.left(line.indexOf("\r\n"));
}

/// A socket of the tickets system: no greeting, messages of E4, and lists without a type.
struct TicketSocket
{
    TicketSocket(const RealServer& server, const QString& path, const QByteArray& token)
        : TicketSocket(server.url, path, token)
    {
    }
    TicketSocket(const QUrl& server, const QString& path, const QByteArray& token)
    {
        QUrl url = server.resolved(QUrl(path));
        url.setScheme(QStringLiteral("ws"));
        if (!token.isEmpty())
            url.setQuery(QStringLiteral("token=") + QString::fromLatin1(token));
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [this](const QString& text) {
            told.push_back(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        socket.open(url);
        [&] { QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState); }();
        isOpen = socket.state() == QAbstractSocket::ConnectedState;
    }
    QStringList types() const
    {
        QStringList found;
        for (const QJsonObject& message : told)
            found.append(message[QStringLiteral("type")].toString());
        return found;
    }

    QWebSocket socket;
    std::vector<QJsonObject> told;
    bool isOpen = false;
};

} // namespace support
