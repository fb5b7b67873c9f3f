// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <functional>

namespace demo {

/// Asks as the demo users do: JSON over HTTP, logged in with the demo's password when need be, and again
/// when a token has expired. Lives on one thread with an event loop.
class OfficeHttp final : public QObject
{
    Q_OBJECT
public:
    struct Answer
    {
        int status = 0; ///< HTTP; 0: there was none
        QByteArray body;

        bool isGood() const { return status >= 200 && status < 300; }
        QJsonObject json() const;
        QJsonArray list() const;
    };
    using Done = std::function<void(const Answer&)>;

    /// server: "http://127.0.0.1:8000"
    explicit OfficeHttp(QUrl server, QObject* parent = nullptr);

    void get(const QString& user, const QString& target, Done done);
    void post(const QString& user, const QString& target, const QJsonObject& body, Done done = {});
    void put(const QString& user, const QString& target, const QJsonObject& body, Done done = {});
    /// A file as the body.
    void upload(const QString& user, const QString& target, const QByteArray& file, Done done = {});

private:
    struct Job
    {
        QByteArray method;
        QString user;
        QString target; ///< path and query
        QByteArray body;
        QByteArray type;
        Done done;
        bool again = false; ///< with a fresh token
    };
    void start(Job job);
    void logIn(Job then);
    void send(Job job, const QByteArray& token);
    QNetworkReply* request(const Job& job, const QByteArray& token);

    const QUrl m_server;
    QNetworkAccessManager m_network;
    QHash<QString, QByteArray> m_tokens;
};

} // namespace demo
