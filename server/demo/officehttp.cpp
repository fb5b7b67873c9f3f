// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/officehttp.h"

#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int answerWithinMs = 20'000;

QByteArray compactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QJsonObject OfficeHttp::Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QJsonArray OfficeHttp::Answer::list() const
{
    return QJsonDocument::fromJson(body).array();
}

OfficeHttp::OfficeHttp(QUrl server, QObject* parent)
    : QObject(parent), m_server(std::move(server)), m_network(this)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

void OfficeHttp::get(const QString& user, const QString& target, Done done)
{
    start({.method = "GET", .user = user, .target = target, .body = {}, .type = {}, .done = std::move(done)});
}

void OfficeHttp::post(const QString& user, const QString& target, const QJsonObject& body, Done done)
{
    start({.method = "POST",
           .user = user,
           .target = target,
           .body = compactJson(body),
           .type = "application/json",
           .done = std::move(done)});
}

void OfficeHttp::put(const QString& user, const QString& target, const QJsonObject& body, Done done)
{
    start({.method = "PUT",
           .user = user,
           .target = target,
           .body = compactJson(body),
           .type = "application/json",
           .done = std::move(done)});
}

void OfficeHttp::upload(const QString& user, const QString& target, const QByteArray& file, Done done)
{
    start({.method = "POST",
           .user = user,
           .target = target,
           .body = file,
           .type = "application/xml",
           .done = std::move(done)});
}

void OfficeHttp::start(Job job)
{
    const auto token = m_tokens.constFind(job.user);
    if (token == m_tokens.cend())
        logIn(std::move(job));
    else
        send(std::move(job), *token);
}

QNetworkReply* OfficeHttp::request(const Job& job, const QByteArray& token)
{
    QNetworkRequest request(m_server.resolved(QUrl(job.target)));
    if (!job.type.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, job.type);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token);
    request.setTransferTimeout(answerWithinMs);
    QNetworkReply* reply = m_network.sendCustomRequest(request, job.method, job.body);
#if QT_CONFIG(ssl)
    connect(reply, &QNetworkReply::sslErrors, reply,
            [reply] { reply->ignoreSslErrors(); }); // loopback, our own
#endif
    return reply;
}

void OfficeHttp::logIn(Job then)
{
    const Job login{.method = "POST",
                    .user = then.user,
                    .target = u"/api/v1/auth/login"_s,
                    .body = compactJson({{u"username"_s, then.user}, {u"password"_s, u"demo"_s}}),
                    .type = "application/json",
                    .done = {}};
    QNetworkReply* reply = request(login, {});
    connect(reply, &QNetworkReply::finished, this, [this, reply, then = std::move(then)]() mutable {
        reply->deleteLater();
        const QByteArray token =
            QJsonDocument::fromJson(reply->readAll()).object()["access_token"_L1].toString().toLatin1();
        if (token.isEmpty()) {
            // A person's own password by now, or no account of this name any more.
            if (then.done)
                then.done({reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), {}});
            return;
        }
        m_tokens.insert(then.user, token);
        send(std::move(then), token);
    });
}

void OfficeHttp::send(Job job, const QByteArray& token)
{
    QNetworkReply* reply = request(job, token);
    connect(reply, &QNetworkReply::finished, this, [this, reply, job = std::move(job)]() mutable {
        reply->deleteLater();
        Answer answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
        if (answer.status == 401 && !job.again) {
            job.again = true;
            logIn(std::move(job));
            return;
        }
        if (job.done)
            job.done(answer);
    });
}

} // namespace demo
