// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/responsewriter.h"

#include "base/logging.h"

#include <QDateTime>
#include <QTimeZone>

#include <array>

namespace net {

namespace {

const char* reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 411:
        return "Length Required";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 422:
        return "Unprocessable Content";
    case 426:
        return "Upgrade Required";
    case 428:
        return "Precondition Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Status";
    }
}

/// A value from a handler must not be able to begin a header line of its own.
bool isSafe(QByteArrayView text)
{
    for (const char c : text) {
        if (c == '\r' || c == '\n' || c == '\0')
            return false;
    }
    return true;
}

void addHeader(QByteArray& head, QByteArrayView name, QByteArrayView value)
{
    if (!isSafe(name) || !isSafe(value)) {
        qCWarning(lcNet, "A response header with a line break in it was left out.");
        return;
    }
    head.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool carriesBody(const Response& response, const Framing& framing)
{
    return !framing.headOnly && response.status != 204 && response.status != 304;
}

QByteArray responseHead(const Response& response, const Framing& framing)
{
    QByteArray head;
    head.reserve(256 + framing.extra.size() + (carriesBody(response, framing) ? response.body.size() : 0));
    head.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    head.append(reasonPhrase(response.status)).append("\r\n");
    if (response.status != 204) {
        if (!response.contentType.isEmpty())
            addHeader(head, "Content-Type", response.contentType);
        // A 304 has no body and needs no length; HEAD says the length GET would have.
        if (response.status != 304)
            head.append("Content-Length: ").append(QByteArray::number(response.body.size())).append("\r\n");
    }
    for (const auto& [name, value] : response.headers)
        addHeader(head, name, value);
    head.append(framing.extra);
    head.append("Date: ").append(framing.date).append("\r\n");
    if (framing.close)
        head.append("Connection: close\r\n");
    else if (!framing.http11)
        head.append("Connection: keep-alive\r\n");
    head.append("\r\n");
    return head;
}

QByteArray httpDate(qint64 secondsSinceEpoch)
{
    static constexpr std::array<const char*, 7> days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QDateTime at = QDateTime::fromSecsSinceEpoch(secondsSinceEpoch, QTimeZone::utc());
    const QDate date = at.date();
    const QTime time = at.time();
    const QString text = QString::asprintf(
        "%s, %02d %s %04d %02d:%02d:%02d GMT", days[size_t(date.dayOfWeek() - 1)], date.day(),
        months[size_t(date.month() - 1)], date.year(), time.hour(), time.minute(), time.second());
    return text.toLatin1();
}

} // namespace net
