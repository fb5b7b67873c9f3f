// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "protocol/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;

namespace client {

struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url;
    std::optional<QJsonObject> body{};
    std::vector<std::pair<QByteArray, QByteArray>> headers{};
    QByteArray bearer{};                      ///< access token; empty: none
    std::chrono::milliseconds timeout{5'000}; ///< without any progress
    int attempts = 1;                         ///< in all; only after failures that may pass
};

/// What the caller should do about it.
enum class HttpOutcome {
    Success,      ///< 2xx
    NotModified,  ///< 304
    Unauthorized, ///< 401: another token
    Refused,      ///< any other answer that will not change by asking again
    Busy,         ///< 408, 429, 5xx: later
    Unreachable,  ///< no answer
};

struct HttpAnswer
{
    HttpOutcome outcome = HttpOutcome::Unreachable;
    int status = 0; ///< 0: no answer
    QByteArray body;
    QByteArray etag;
    std::optional<std::chrono::milliseconds> retryAfter;
    std::optional<protocol::Error> error; ///< when the body was our error shape
    QString detail;                       ///< for a log
    std::chrono::milliseconds took{0};
    std::optional<QDateTime> serverTime; ///< the Date header, to the second
};

/// One HTTP exchange with its timeout and its retries. Ends in exactly one finished(), unless it is
/// deleted before; deletes itself afterwards.
class HttpJob final : public QObject
{
    Q_OBJECT
public:
    HttpJob(QNetworkAccessManager& network, HttpRequest request, QObject* parent);
    ~HttpJob() override;
    void start();

signals:
    void finished(const client::HttpAnswer& answer);

private:
    void send();
    void read();
    HttpAnswer answer() const;

    QNetworkAccessManager& m_network;
    HttpRequest m_request;
    base::Backoff m_backoff;
    QElapsedTimer m_time;
    QPointer<QNetworkReply> m_reply;
};

} // namespace client
