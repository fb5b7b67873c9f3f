// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace support {

/// A Telegram of one's own: as much of the Bot API as the server uses, on a local port, with the
/// messages it has accepted, and on order the answers that Telegram gives on bad days.
class BotApiDouble final
{
public:
    struct Message
    {
        qint64 chat = 0;
        qint64 number = 0;
        QString text;
        int edits = 0;
    };
    /// What happens to the next call of a method.
    enum class Weather {
        Fine,
        TooMany,        ///< 429, again after a second
        Broken,         ///< 500, and nothing was done
        DoneButBroken,  ///< 500, and it was done
        Garbage,        ///< 200 with something that is no JSON; nothing was done
        DoneButGarbage,
        Dropped,        ///< the connection is closed without an answer; nothing was done
        DoneButDropped,
        Blocked,        ///< 403: the bot was blocked by the user
        NoSuchBot,      ///< 401
        Silent,         ///< done, and never answered
    };
    static constexpr auto token = "123:SECRET";

    BotApiDouble()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket* socket = m_server.nextPendingConnection())
                take(socket);
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("The Bot API's double cannot listen");
        m_port = m_server.serverPort();
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }
    /// Refuses connections, until resume().
    void suspend() { m_server.close(); }
    void resume()
    {
        if (!m_server.listen(QHostAddress::LocalHost, m_port))
            qFatal("The Bot API's double cannot listen again");
    }

    void expect(const QString& method, Weather weather) { m_weather[method].push_back(weather); }
    /// What people write; a private chat's number is the person's.
    void write(qint64 from, const QString& text, std::optional<qint64> chat = {})
    {
        const qint64 where = chat.value_or(from);
        m_updates.append(QJsonObject{
            {QStringLiteral("update_id"), ++m_lastUpdate},
            {QStringLiteral("message"),
             QJsonObject{{QStringLiteral("message_id"), nextNumber(where)},
                         {QStringLiteral("from"), QJsonObject{{QStringLiteral("id"), from},
                                                              {QStringLiteral("username"), QStringLiteral("nick")}}},
                         {QStringLiteral("chat"), QJsonObject{{QStringLiteral("id"), where}}},
                         {QStringLiteral("text"), text}}}});
        answerPolls();
    }
    /// Numbers that go to messages between others and the bot.
    void skipNumbers(int count) { m_number += count; }

    /// Texts of what was accepted in a chat, as they read now.
    QStringList texts(qint64 chat) const
    {
        QStringList found;
        for (const Message& message : messages) {
            if (message.chat == chat)
                found.append(message.text);
        }
        return found;
    }
    int calls(const QString& method) const { return m_calls.value(method); }

    std::vector<Message> messages;
    /// Called with the method when a request is there in full, before anything is done; and when it is
    /// done, before it is answered.
    std::function<void(const QString& method)> arrived;
    std::function<void(const QString& method)> done;

private:
    using Socket = QPointer<QTcpSocket>;

    void take(QTcpSocket* socket)
    {
        auto buffer = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, buffer] {
            buffer->append(socket->readAll());
            readRequests(socket, *buffer);
        });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
    void readRequests(QTcpSocket* socket, QByteArray& buffer)
    {
        const auto headEnd = buffer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        const QByteArray head = buffer.left(headEnd).toLower();
        const auto lengthAt = head.indexOf("content-length:");
        const auto length = lengthAt < 0 ? 0 : head.mid(lengthAt + 15).split('\r')[0].trimmed().toLongLong();
        if (buffer.size() < headEnd + 4 + length)
            return;
        const QString path = QString::fromLatin1(buffer.left(headEnd).split(' ').value(1));
        const QJsonObject body = QJsonDocument::fromJson(buffer.mid(headEnd + 4, length)).object();
        buffer.remove(0, headEnd + 4 + length);
        handle(socket, path, body);
    }

    void handle(QTcpSocket* socket, const QString& path, const QJsonObject& body)
    {
        const QString method = path.section(u'/', -1);
        ++m_calls[method];
        if (arrived)
            arrived(method);
        auto& forecast = m_weather[method];
        Weather weather = Weather::Fine;
        if (!forecast.empty()) {
            weather = forecast.front();
            forecast.pop_front();
        }
        if (path != QStringLiteral("/bot%1/%2").arg(QString::fromLatin1(token), method))
            weather = Weather::NoSuchBot;
        using enum Weather;
        switch (weather) {
        case TooMany:
            return refuse(socket, 429, QStringLiteral("Too Many Requests: retry after 1"), 1);
        case Broken:
            return reply(socket, 500, "Internal Server Error");
        case Garbage:
            return reply(socket, 200, "<html>proxy</html>");
        case Dropped:
            return socket->disconnectFromHost();
        case Blocked:
            return refuse(socket, 403, QStringLiteral("Forbidden: bot was blocked by the user"));
        case NoSuchBot:
            return refuse(socket, 401, QStringLiteral("Unauthorized"));
        default:
            break;
        }
        if (method == u"getUpdates" && weather == Fine) {
            m_polls.push_back({socket, body[QStringLiteral("offset")].toInteger()});
            const Socket waiting = socket;
            QTimer::singleShot(body[QStringLiteral("timeout")].toInt() * 1000, socket, [this, waiting] {
                answerPolls(waiting);
            });
            return answerPolls();
        }
        const QJsonObject answer = perform(method, body);
        if (done)
            done(method);
        if (weather == DoneButBroken)
            return reply(socket, 500, "Internal Server Error");
        if (weather == DoneButGarbage)
            return reply(socket, 200, "{\"ok\":tru");
        if (weather == DoneButDropped)
            return socket->disconnectFromHost();
        if (weather == Silent)
            return;
        reply(socket, answer[QStringLiteral("ok")].toBool() ? 200 : 400,
              QJsonDocument(answer).toJson(QJsonDocument::Compact));
    }

    QJsonObject perform(const QString& method, const QJsonObject& body)
    {
        const qint64 chat = body[QStringLiteral("chat_id")].toInteger();
        const qint64 number = body[QStringLiteral("message_id")].toInteger();
        const QString text = body[QStringLiteral("text")].toString();
        if (method == u"getMe")
            return ok(QJsonObject{{QStringLiteral("id"), 123}, {QStringLiteral("username"), QStringLiteral("VakhtaBot")}});
        if (method == u"sendMessage") {
            messages.push_back({chat, nextNumber(chat), text});
            return ok(QJsonObject{{QStringLiteral("message_id"), messages.back().number}});
        }
        for (Message& message : messages) {
            if (message.chat != chat || message.number != number)
                continue;
            if (method == u"editMessageReplyMarkup" || message.text == text) {
                return no(QStringLiteral("Bad Request: message is not modified: specified new message content and "
                                         "reply markup are exactly the same"));
            }
            message.text = text;
            ++message.edits;
            return ok(QJsonObject{{QStringLiteral("message_id"), number}});
        }
        return no(QStringLiteral("Bad Request: message to edit not found"));
    }

    void answerPolls(const Socket& timedOut = {})
    {
        std::vector<Poll> rest;
        for (const Poll& poll : m_polls) {
            QJsonArray fresh;
            for (const QJsonValue& update : m_updates) {
                if (update[QStringLiteral("update_id")].toInteger() >= poll.offset)
                    fresh.append(update);
            }
            if (fresh.isEmpty() && poll.socket != timedOut)
                rest.push_back(poll);
            else if (poll.socket)
                reply(poll.socket, 200, QJsonDocument(ok(fresh)).toJson(QJsonDocument::Compact));
        }
        m_polls = std::move(rest);
    }

    qint64 nextNumber(qint64 chat) { return chat <= -1'000'000'000'000 ? ++m_ownNumbers[chat] : ++m_number; }
    static QJsonObject ok(const QJsonValue& result)
    {
        return {{QStringLiteral("ok"), true}, {QStringLiteral("result"), result}};
    }
    static QJsonObject no(const QString& description)
    {
        return {{QStringLiteral("ok"), false},
                {QStringLiteral("error_code"), 400},
                {QStringLiteral("description"), description}};
    }
    static void refuse(QTcpSocket* socket, int status, const QString& description, int retryAfter = 0)
    {
        QJsonObject body{{QStringLiteral("ok"), false},
                         {QStringLiteral("error_code"), status},
                         {QStringLiteral("description"), description}};
        if (retryAfter > 0)
            body.insert(QStringLiteral("parameters"), QJsonObject{{QStringLiteral("retry_after"), retryAfter}});
        reply(socket, status, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    static void reply(QTcpSocket* socket, int status, const QByteArray& body)
    {
        socket->write("HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: application/json\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    struct Poll
    {
        Socket socket;
        qint64 offset = 0;
    };
    QTcpServer m_server;
    quint16 m_port = 0;
    QHash<QString, std::deque<Weather>> m_weather;
    QHash<QString, int> m_calls;
    QJsonArray m_updates;
    std::vector<Poll> m_polls;
    qint64 m_lastUpdate = 500;
    qint64 m_number = 0;
    QHash<qint64, qint64> m_ownNumbers;
};

} // namespace support
