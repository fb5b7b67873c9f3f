// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/livefixture.h"
#include "examination.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace support {

inline QUrl local(quint16 port)
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
}

/// The real server, whose clock is this machine's.
struct Plant
{
    Plant() { follow(); }
    void follow()
    {
        f.clock.jump(std::chrono::milliseconds(f.clock.now().msecsTo(QDateTime::currentDateTimeUtc())));
    }
    diagnosis::Patient patient(quint16 port) const
    {
        return {.server = local(port), .token = f.accessToken(manager)};
    }
    diagnosis::Patient patient() const { return patient(f.port()); }

    LiveFixture f;
    domain::Account manager = f.addUser(QStringLiteral("manager"), {protocol::Role::Manager});
};

/// Something that says the same to everybody.
class Parrot final : public QObject
{
public:
    Parrot(QByteArray text, bool waitsForARequest)
    {
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QTcpServer::newConnection, this, [this, text, waitsForARequest] {
            while (QTcpSocket* socket = server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                const auto speak = [socket, text] {
                    socket->write(text);
                    socket->disconnectFromHost();
                };
                if (waitsForARequest)
                    connect(socket, &QTcpSocket::readyRead, socket, speak);
                else
                    speak();
            }
        });
    }
    QTcpServer server;
};

/// A whole answer.
inline QByteArray http(const QByteArray& status, const QByteArray& body, const QByteArray& headers = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" +
           headers + "\r\n" + body;
}

} // namespace support
