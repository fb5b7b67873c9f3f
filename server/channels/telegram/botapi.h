// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>

namespace channels {

/// Telegram's Bot API over HTTPS (core.telegram.org/bots/api): one POST a call, JSON both ways. The
/// token is part of every address, so addresses are never logged. A call begins on a connection of its
/// own: one that was kept may just be closing, and then nobody knows whether the call was heard. Used
/// on its own thread.
class BotApi final
{
public:
    /// baseUrl: "https://api.telegram.org", or a server of one's own (github.com/tdlib/telegram-bot-api).
    BotApi(QUrl baseUrl, QByteArray token);

    struct Answer
    {
        enum class Kind {
            Ok,           ///< result is what was asked for
            Refused,      ///< Telegram says no: code and description
            RetryAfter,   ///< 429: not before pause
            NotReached,   ///< no connection was made: it cannot have been done
            Doubtful,     ///< the connection broke, 5xx, or no sense: it may have been done
            Unauthorized, ///< 401, 404: there is no bot with this token
        };
        Kind kind = Kind::Doubtful;
        QJsonValue result{};
        int code = 0;
        QString description{};
        std::chrono::seconds pause{0};
    };
    using Done = std::function<void(const Answer&)>;

    /// done is called once, later, on this thread, unless the api or context is gone by then.
    void call(const QString& method, const QJsonObject& parameters, std::chrono::milliseconds timeout,
              QObject* context, Done done);

private:
    QUrl m_baseUrl;
    QByteArray m_token;
    QNetworkAccessManager m_network;
    int m_underWay = 0;
};

} // namespace channels
