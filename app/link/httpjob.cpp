// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/httpjob.h"

#include <QJsonDocument>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// No answer of this API is larger; a body without end is not read to its end.
constexpr qint64 httpBodyLimit = 256LL * 1024 * 1024;

std::optional<std::chrono::milliseconds> readRetryAfter(const QByteArray& header,
                                                        const std::optional<QDateTime>& now)
{
    if (header.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const qint64 seconds = header.toLongLong(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::clamp<qint64>(seconds, 0, 3'600));
    const QDateTime at =
        QLocale::c().toDateTime(QString::fromLatin1(header), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!at.isValid() || !now)
        return std::nullopt;
    const QDateTime utc(at.date(), at.time(), Qt::UTC);
    return std::chrono::milliseconds(std::clamp<qint64>(now->msecsTo(utc), 0, 3'600'000));
}

HttpOutcome outcomeOf(int status)
{
    if (status >= 200 && status < 300)
        return HttpOutcome::Success;
    if (status == 304)
        return HttpOutcome::NotModified;
    if (status == 401)
        return HttpOutcome::Unauthorized;
    if (status == 408 || status == 429 || status >= 500)
        return HttpOutcome::Busy;
    return HttpOutcome::Refused;
}

} // namespace

HttpJob::HttpJob(QNetworkAccessManager& network, HttpRequest request, QObject* parent)
    : QObject(parent)
    , m_network(network)
    , m_request(std::move(request))
    , m_backoff(std::chrono::milliseconds(500), std::chrono::seconds(10))
{
}

HttpJob::~HttpJob()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

void HttpJob::start()
{
    send();
}

void HttpJob::send()
{
    QNetworkRequest request(m_request.url);
    request.setTransferTimeout(static_cast<int>(m_request.timeout.count()));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // A token must not follow to wherever a redirect points.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("Accept", "application/json");
    if (!m_request.bearer.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_request.bearer);
    for (const auto& [name, value] : m_request.headers)
        request.setRawHeader(name, value);
    QByteArray body;
    if (m_request.body) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        body = QJsonDocument(*m_request.body).toJson(QJsonDocument::Compact);
    }
    m_time.start();
    m_reply = m_network.sendCustomRequest(request, m_request.method, body);
    connect(m_reply, &QNetworkReply::downloadProgress, this, [this](qint64 received, qint64) {
        if (received > httpBodyLimit)
            m_reply->abort();
    });
    connect(m_reply, &QNetworkReply::finished, this, &HttpJob::read);
}

void HttpJob::read()
{
    const HttpAnswer found = answer();
    m_reply->deleteLater();
    m_reply = nullptr;
    const bool mayPass = found.outcome == HttpOutcome::Busy || found.outcome == HttpOutcome::Unreachable;
    if (mayPass && --m_request.attempts > 0) {
        QTimer::singleShot(
            std::max(m_backoff.next(), found.retryAfter.value_or(std::chrono::milliseconds(0))), this,
            &HttpJob::send);
        return;
    }
    deleteLater();
    emit finished(found);
}

HttpAnswer HttpJob::answer() const
{
    HttpAnswer found;
    found.took = std::chrono::milliseconds(m_time.elapsed());
    found.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    found.detail = m_reply->errorString();
    // An error after the status line (a cut body) is no answer either.
    const bool cut =
        m_reply->error() != QNetworkReply::NoError && m_reply->error() < QNetworkReply::ContentAccessDenied;
    if (found.status == 0 || cut) {
        found.status = 0;
        if (m_reply->error() == QNetworkReply::OperationCanceledError)
            found.detail = u"no answer within %1 ms"_s.arg(m_request.timeout.count());
        return found;
    }
    found.outcome = outcomeOf(found.status);
    found.body = m_reply->readAll();
    found.etag = m_reply->rawHeader("ETag");
    const QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(m_reply->rawHeader("Date")),
                                                   u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (date.isValid())
        found.serverTime = QDateTime(date.date(), date.time(), Qt::UTC);
    found.retryAfter = readRetryAfter(m_reply->rawHeader("Retry-After"), found.serverTime);
    if (found.outcome == HttpOutcome::Success || found.outcome == HttpOutcome::NotModified) {
        found.detail.clear();
        return found;
    }
    found.detail = u"HTTP %1"_s.arg(found.status);
    const QJsonDocument document = QJsonDocument::fromJson(found.body);
    if (auto error = protocol::errorFromJson(document.object())) {
        found.detail += u' ' + QString(protocol::errorEntry(error->code).name);
        found.error = std::move(*error);
    }
    return found;
}

} // namespace client
