// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/endwithus.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

#include <memory>
#include <vector>

namespace support {

/// The program itself on a data folder of its own, as an administrator starts it. The test's event
/// loop goes on while anything here waits. VAKHTAD is the program's path.
class RealServer final
{
public:
    static constexpr auto password = "correct horse";

    explicit RealServer(const QByteArray& configuration = {})
    {
        write(QStringLiteral("vakhtad.toml"), "[server]\nshards = 1\n" + configuration);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        endWithUs(process);
    }
    ~RealServer() { kill(); }

    QString path(const QString& name) const { return folder.filePath(name); }
    void write(const QString& name, const QByteArray& text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("A test's file cannot be written");
    }

    // ---- the command line ----

    /// A command that ends by itself. Returns its exit code.
    int run(const QStringList& words, const QByteArray& input = {}) const
    {
        QProcess command;
        command.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        command.start(QStringLiteral(VAKHTAD), words + places());
        command.write(input);
        command.closeWriteChannel();
        [&] { QTRY_COMPARE_WITH_TIMEOUT(command.state(), QProcess::NotRunning, 60'000); }();
        return command.exitStatus() == QProcess::NormalExit ? command.exitCode() : -1;
    }
    void hire(const QString& name, const QString& role) const
    {
        const int code =
            run({QStringLiteral("user"), QStringLiteral("add"), name, QStringLiteral("--role"), role},
                QByteArray(password) + '\n');
        if (code != 0)
            qFatal("A test's account cannot be made");
    }
    void import(const QString& what, const QByteArray& csv) const
    {
        write(what, csv);
        if (run({QStringLiteral("import"), what, path(what)}) != 0)
            qFatal("A test's file cannot be imported");
    }

    /// True once it serves.
    bool start()
    {
        said.clear();
        process.start(QStringLiteral(VAKHTAD),
                      QStringList{QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")} +
                          places());
        [this] {
            QTRY_VERIFY_WITH_TIMEOUT((said += process.readAllStandardOutput()).contains('\n') ||
                                         process.state() == QProcess::NotRunning,
                                     30'000);
        }();
        const auto at = said.indexOf("http");
        url = at < 0 ? QUrl() : QUrl(QString::fromUtf8(said.mid(at).trimmed()));
        return url.isValid() && process.state() == QProcess::Running;
    }
    /// As a power cut does.
    void kill()
    {
        if (process.state() == QProcess::NotRunning)
            return;
        process.kill();
        process.waitForFinished();
    }

    // ---- HTTP ----

    struct Answer
    {
        int status = 0;
        QByteArray body;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        QJsonArray list() const { return QJsonDocument::fromJson(body).array(); }
    };
    Answer call(const QByteArray& method, const QString& where, const QByteArray& token = {},
                const QJsonObject& body = {})
    {
        QUrl target = url.resolved(QUrl(where));
        QNetworkRequest request(target);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        if (!token.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + token);
        const QByteArray text =
            method == "GET" ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
        const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, method, text));
        if (!reply->isFinished()) {
            QEventLoop loop;
            QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
            loop.exec();
        }
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    }
    Answer get(const QString& where, const QByteArray& token = {}) { return call("GET", where, token); }
    Answer post(const QString& where, const QByteArray& token, const QJsonObject& body = {})
    {
        return call("POST", where, token, body);
    }
    QByteArray logIn(const QString& name)
    {
        const QJsonObject answer = post(QStringLiteral("/api/v1/auth/login"), {},
                                        {{QStringLiteral("username"), name},
                                         {QStringLiteral("password"), QString::fromLatin1(password)}})
                                       .json();
        return answer[QStringLiteral("access_token")].toString().toLatin1();
    }

    QTemporaryDir folder;
    QUrl url;
    QProcess process;
    QByteArray said;
    QNetworkAccessManager network;

private:
    QStringList places() const
    {
        return {QStringLiteral("--data"), path(QStringLiteral("data")), QStringLiteral("--config"),
                path(QStringLiteral("vakhtad.toml"))};
    }
};

/// A socket on /api/v1/ws, with all that it was told.
class RealSocket final
{
public:
    RealSocket(const RealServer& server, const QByteArray& token)
    {
        QUrl url =
            server.url.resolved(QUrl(QStringLiteral("/api/v1/ws?token=") + QString::fromLatin1(token)));
        url.setScheme(QStringLiteral("ws"));
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [this](const QString& text) {
            const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
            if (!document.isArray()) {
                told.push_back(document.object());
                return;
            }
            const QJsonArray events = document.array();
            for (const QJsonValue& event : events)
                told.push_back(event.toObject());
        });
        socket.open(url);
        [this] { QTRY_VERIFY(!told.empty()); }(); // the greeting
    }

    /// Asks for the stream, as our own desktop does.
    void resume(const QStringList& topics)
    {
        const QJsonObject message{{QStringLiteral("type"), QStringLiteral("resume")},
                                  {QStringLiteral("since"), QJsonValue()},
                                  {QStringLiteral("topics"), QJsonArray::fromStringList(topics)}};
        socket.sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
        [this] { QTRY_VERIFY(!of(QStringLiteral("resumed")).empty()); }();
    }
    std::vector<QJsonObject> of(const QString& type) const
    {
        std::vector<QJsonObject> found;
        for (const QJsonObject& message : told) {
            if (message[QStringLiteral("type")].toString() == type)
                found.push_back(message);
        }
        return found;
    }
    /// contracts.md C2's pushes.
    QStringList titles() const
    {
        QStringList found;
        for (const QJsonObject& message : of(QStringLiteral("notification")))
            found.append(message[QStringLiteral("title")].toString());
        return found;
    }
    /// Rows of a topic as its events have left them, each a put or a patch.
    QJsonObject row(const QString& topic, qint64 id) const
    {
        QJsonObject row;
        for (const QJsonObject& event : of(QStringLiteral("event"))) {
            if (event[QStringLiteral("topic")].toString() != topic ||
                event[QStringLiteral("id")].toString() != QString::number(id))
                continue;
            const QJsonObject change = event[QStringLiteral("row")].toObject();
            if (event[QStringLiteral("op")].toString() == QStringLiteral("put"))
                row = {};
            for (auto it = change.begin(); it != change.end(); ++it) {
                if (it.value().isNull())
                    row.remove(it.key());
                else
                    row.insert(it.key(), it.value());
            }
        }
        return row;
    }

    QWebSocket socket;
    std::vector<QJsonObject> told;
};

} // namespace support
