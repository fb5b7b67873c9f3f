// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/devicepost.h"

#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int timeoutMs = 10'000;

} // namespace

DevicePost::DevicePost(QUrl server, QObject* parent)
    : QObject(parent), m_server(std::move(server)), m_network(this)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

void DevicePost::post(const QString& path, const QJsonObject& body, const Pauses& pauses, Done done)
{
    attempt(path, QJsonDocument(body).toJson(QJsonDocument::Compact), pauses, 0, done);
}

void DevicePost::attempt(const QString& path, const QByteArray& body, const Pauses& pauses, std::size_t tries,
                         const Done& done)
{
    QUrl url = m_server;
    url.setPath(path);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(timeoutMs);
    ++m_posted;
    QNetworkReply* reply = m_network.post(request, body);
#if QT_CONFIG(ssl)
    connect(reply, &QNetworkReply::sslErrors, reply,
            [reply] { reply->ignoreSslErrors(); }); // loopback, our own
#endif
    connect(reply, &QNetworkReply::finished, this, [=, this] {
        reply->deleteLater();
        const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
        if (!answer["success"_L1].toBool() && tries < pauses.size()) {
            QTimer::singleShot(pauses[tries], this,
                               [=, this] { attempt(path, body, pauses, tries + 1, done); });
            return;
        }
        if (done)
            done(answer);
    });
}

} // namespace demo
