// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/auth.h"
#include "support/journal.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QUrlQuery>
#include <QWebSocket>
#include <QWebSocketServer>

#include <optional>

namespace support {

/// A small server that speaks our wire from a Journal, with knobs for what goes wrong. It trusts its
/// clients and knows no limits: for the client's tests only.
class TestServer final : public QObject
{
public:
    TestServer() : m_sockets(QStringLiteral("test"), QWebSocketServer::NonSecureMode)
    {
        listen(0);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = m_server.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
        connect(&m_sockets, &QWebSocketServer::newConnection, this, [this] {
            while (QWebSocket* socket = m_sockets.nextPendingConnection())
                greet(socket);
        });
    }
    ~TestServer() override { stop(); }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }
    quint16 port() const { return m_port; }

    Journal journal;

    // ---- people ----
    QString password = QStringLiteral("geheim-7");
    protocol::Me me{.id = *protocol::UserId::from(5),
                    .username = QStringLiteral("foreman"),
                    .phone = {},
                    .email = {},
                    .fullName = QStringLiteral("Бригадиров Б."),
                    .roles = {protocol::Role::Manager},
                    .active = true,
                    .company = *protocol::CompanyId::from(1),
                    .companyName = QStringLiteral("Завод"),
                    .branch = {},
                    .branchName = {},
                    .timeZone = QStringLiteral("Asia/Ashgabat")};
    /// Makes a pair of tokens that are good here.
    protocol::Tokens issue()
    {
        const QString number = QString::number(++m_issued);
        m_access.insert(QStringLiteral("access-") + number);
        m_refresh.insert(QStringLiteral("refresh-") + number);
        return {QStringLiteral("access-") + number, QStringLiteral("refresh-") + number};
    }
    /// A token that says whose it is, good here.
    QString issueFor(const QString& subject)
    {
        const auto part = [](const QJsonObject& object) {
            return QString::fromLatin1(
                QJsonDocument(object)
                    .toJson(QJsonDocument::Compact)
                    .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        };
        const QString token = part({{QStringLiteral("alg"), QStringLiteral("HS256")}}) + u'.' +
                              part({{QStringLiteral("sub"), subject}}) + u'.' + QString::number(++m_issued);
        m_access.insert(token);
        return token;
    }
    void revokeAccess() { m_access.clear(); }
    void revokeAll()
    {
        m_access.clear();
        m_refresh.clear();
    }

    // ---- what goes wrong ----
    int greetAfterMs = 0;    ///< −1: never
    int upgradeStatus = 101; ///< anything else refuses
    int httpStatus = 200;    ///< anything else for every request below /api/v1 but the stream
    QByteArray retryAfter;   ///< sent with every answer
    int tokenLifetimeMs = 0; ///< told in the greeting; 0: not told
    bool answerResume = true;
    bool answerHttp = true; ///< false: takes the request and says nothing
    int changesLimit = 500;

    // ---- what happened ----
    int polls = 0;       ///< GET /changes
    int notModified = 0; ///< of these
    int snapshots = 0;
    int refreshes = 0;
    int logins = 0;
    int upgrades = 0;
    std::vector<std::pair<QByteArray, QByteArray>> writes; ///< Idempotency-Key, path
    std::vector<QJsonObject> writeBodies;                  ///< of writes, in their order
    QMap<QString, QJsonObject> answers;                    ///< to GET of other paths; to writes: their body
    QStringList renewed;
    QList<protocol::Resume> resumes;
    std::vector<QByteArray> writeStatuses; ///< answers to writes, "200" when empty

    int sockets() const { return static_cast<int>(m_open.size()); }

    /// To every socket that has resumed.
    void push(const protocol::Event& event)
    {
        for (QWebSocket* socket : std::as_const(m_resumed))
            send(socket, {event});
    }
    void push(const protocol::ServerMessage& message)
    {
        for (QWebSocket* socket : std::as_const(m_resumed))
            send(socket, {message});
    }
    void pushText(const QString& text)
    {
        for (QWebSocket* socket : std::as_const(m_open))
            socket->sendTextMessage(text);
    }
    void closeSockets(int code, const QString& reason = {})
    {
        const auto open = m_open;
        for (QWebSocket* socket : open)
            socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
    }
    /// As kill -9.
    void stop()
    {
        m_server.close();
        for (QWebSocket* socket : std::exchange(m_open, {})) {
            socket->disconnect(this);
            socket->abort();
            socket->deleteLater();
        }
        m_resumed.clear();
        const auto sockets = m_server.findChildren<QTcpSocket*>();
        for (QTcpSocket* socket : sockets) {
            socket->disconnect(this);
            socket->abort();
        }
    }
    void start() { listen(m_port); }

private:
    void listen(quint16 port)
    {
        if (!m_server.listen(QHostAddress::LocalHost, port))
            qFatal("the test server cannot listen on port %d", port);
        m_port = m_server.serverPort();
    }

    // ---- HTTP ----
    struct Request
    {
        QByteArray method;
        QUrl url;
        QMap<QByteArray, QByteArray> headers;
        QByteArray body;
    };
    void read(QTcpSocket* socket)
    {
        const QByteArray peeked = socket->peek(1 << 20);
        const qsizetype end = peeked.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QList<QByteArray> lines = peeked.left(end).split('\n');
        const QList<QByteArray> first = lines[0].trimmed().split(' ');
        Request request{first.value(0), QUrl(QString::fromLatin1(first.value(1))), {}, {}};
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const qsizetype colon = lines[i].indexOf(':');
            request.headers.insert(lines[i].left(colon).trimmed().toLower(),
                                   lines[i].mid(colon + 1).trimmed());
        }
        if (request.headers.value("upgrade").toLower() == "websocket") {
            ++upgrades;
            const bool known = m_access.contains(tokenOf(request));
            const int status = upgradeStatus != 101 ? upgradeStatus : known ? 101 : 401;
            if (status == 101) {
                socket->disconnect(this);
                m_sockets.handleConnection(socket);
                return;
            }
            socket->skip(end + 4);
            write(socket, status, {});
            return;
        }
        const int length = request.headers.value("content-length", "0").toInt();
        if (peeked.size() < end + 4 + length)
            return;
        socket->skip(end + 4);
        request.body = socket->read(length);
        answer(socket, request);
    }
    static QString tokenOf(const Request& request)
    {
        return QString::fromLatin1(request.headers.value("authorization").mid(7));
    }
    void write(QTcpSocket* socket, int status, const QByteArray& body, const QByteArray& etag = {})
    {
        if (!answerHttp)
            return;
        QByteArray head = "HTTP/1.1 " + QByteArray::number(status) +
                          " X\r\nContent-Length: " + QByteArray::number(body.size()) +
                          "\r\nContent-Type: application/json\r\n";
        if (!etag.isEmpty())
            head += "ETag: " + etag + "\r\n";
        if (!retryAfter.isEmpty())
            head += "Retry-After: " + retryAfter + "\r\n";
        head +=
            "Date: " +
            QLocale::c()
                .toString(QDateTime::currentDateTimeUtc(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
                .toLatin1() +
            "\r\n";
        socket->write(head + "\r\n" + body);
    }
    void writeJson(QTcpSocket* socket, const QJsonObject& object, const QByteArray& ifNoneMatch = {})
    {
        const QByteArray body = QJsonDocument(object).toJson(QJsonDocument::Compact);
        const QByteArray etag = '"' + QCryptographicHash::hash(body, QCryptographicHash::Sha1).toHex() + '"';
        if (!ifNoneMatch.isEmpty() && ifNoneMatch == etag) {
            ++notModified;
            write(socket, 304, {}, etag);
            return;
        }
        write(socket, 200, body, etag);
    }
    void writeError(QTcpSocket* socket, protocol::ErrorCode code)
    {
        const protocol::Error error{code, {}, {}};
        write(socket, error.status(), QJsonDocument(protocol::toJson(error)).toJson(QJsonDocument::Compact));
    }
    void answer(QTcpSocket* socket, const Request& request)
    {
        const QString path = request.url.path();
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        if (path == QLatin1StringView("/api/v1/auth/login")) {
            ++logins;
            const auto login = protocol::loginFromJson(body);
            if (!me.active)
                writeError(socket, protocol::ErrorCode::AccountInactive);
            else if (login && login->username == me.username && login->password == password)
                writeJson(socket, protocol::toJson(issue()));
            else
                writeError(socket, protocol::ErrorCode::InvalidCredentials);
            return;
        }
        if (path == QLatin1StringView("/api/v1/auth/refresh")) {
            ++refreshes;
            if (!m_refresh.remove(body.value(QStringLiteral("refresh_token")).toString()))
                writeError(socket, protocol::ErrorCode::InvalidToken);
            else
                writeJson(socket, protocol::toJson(issue()));
            return;
        }
        if (!m_access.contains(tokenOf(request))) {
            writeError(socket, protocol::ErrorCode::TokenExpired);
            return;
        }
        if (httpStatus != 200) {
            write(socket, httpStatus, {});
            return;
        }
        const QUrlQuery query(request.url);
        const QStringList topics =
            query.queryItemValue(QStringLiteral("topics")).split(u',', Qt::SkipEmptyParts);
        if (path == QLatin1StringView("/api/v1/auth/me")) {
            writeJson(socket, protocol::toJson(me));
        } else if (path == QLatin1StringView("/api/v1/changes")) {
            ++polls;
            const auto since = protocol::cursorFromWire(query.queryItemValue(QStringLiteral("since")));
            writeJson(socket, protocol::toJson(journal.changes(since, topics, changesLimit)),
                      request.headers.value("if-none-match"));
        } else if (path == QLatin1StringView("/api/v1/snapshot")) {
            ++snapshots;
            writeJson(socket, protocol::toJson(journal.snapshots(topics)));
        } else if (request.method == "GET" && answers.contains(path)) {
            writeJson(socket, answers[path]);
        } else if (request.method != "GET") {
            writes.emplace_back(request.headers.value("idempotency-key"), path.toUtf8());
            writeBodies.push_back(body);
            const size_t index = writes.size() - 1;
            const int status = index < writeStatuses.size() ? writeStatuses[index].toInt() : 200;
            if (status == 200)
                writeJson(socket, answers.value(path, {{QStringLiteral("seq"), journal.seq}}));
            else if (status == 409)
                writeError(socket, protocol::ErrorCode::Conflict);
            else
                write(socket, status, {});
        } else {
            writeError(socket, protocol::ErrorCode::NotFound);
        }
    }

    // ---- the stream ----
    void greet(QWebSocket* socket)
    {
        m_open.insert(socket);
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            m_open.remove(socket);
            m_resumed.remove(socket);
            socket->deleteLater();
        });
        connect(socket, &QWebSocket::textMessageReceived, this,
                [this, socket](const QString& text) { receive(socket, text); });
        if (greetAfterMs < 0)
            return;
        QTimer::singleShot(greetAfterMs, socket, [this, socket] {
            protocol::Greeting greeting{me.id, QDateTime::currentDateTimeUtc(), QStringLiteral("hello"), {}};
            if (tokenLifetimeMs > 0)
                greeting.expires = QDateTime::currentDateTimeUtc().addMSecs(tokenLifetimeMs);
            send(socket, {greeting});
        });
    }
    void receive(QWebSocket* socket, const QString& text)
    {
        const auto message = protocol::clientMessageFromJson(text.toUtf8());
        if (!message)
            return;
        if (const auto* resume = std::get_if<protocol::Resume>(&*message)) {
            resumes.append(*resume);
            if (!answerResume)
                return;
            for (const auto& part : journal.resume(resume->since, resume->topics))
                send(socket, {part});
            m_resumed.insert(socket);
        } else if (const auto* renew = std::get_if<protocol::Renew>(&*message)) {
            renewed.append(renew->token);
            send(socket, {protocol::Renewed{QDateTime::currentDateTimeUtc().addSecs(1'800)}});
        }
    }
    static void send(QWebSocket* socket, const std::vector<protocol::ServerMessage>& messages)
    {
        for (const auto& message : messages)
            socket->sendTextMessage(
                QString::fromUtf8(QJsonDocument(protocol::toJson(message)).toJson(QJsonDocument::Compact)));
    }

    QTcpServer m_server;
    QWebSocketServer m_sockets;
    quint16 m_port = 0;
    QSet<QString> m_access;
    QSet<QString> m_refresh;
    int m_issued = 0;
    QSet<QWebSocket*> m_open;
    QSet<QWebSocket*> m_resumed;
};

} // namespace support
