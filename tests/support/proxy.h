// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>
#include <vector>

namespace support {

/// A TCP proxy on loopback that does what cables, firewalls and other proxies do. Runs on the event
/// loop of its thread; knobs work on open connections too.
class Proxy final : public QObject
{
public:
    explicit Proxy(quint16 target) : m_target(target)
    {
        listen(0);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* client = m_server.nextPendingConnection())
                accept(client);
        });
    }
    ~Proxy() override { closeAll(); }

    quint16 port() const { return m_port; }
    void setTarget(quint16 port) { m_target = port; }

    /// The cable is pulled: open connections end with a reset, new ones are refused.
    void cut()
    {
        m_server.close();
        closeAll();
    }
    /// Plugged in again, on the same port.
    void mend() { listen(m_port); }
    /// Open connections end; new ones are welcome.
    void closeAll()
    {
        for (const auto& pair : std::exchange(m_pairs, {}))
            pair->close();
    }
    /// Like a router that lost its state: nothing passes, nothing ends. Connections can be opened.
    void setStalled(bool stalled)
    {
        m_stalled = stalled;
        if (!stalled) {
            for (const auto& pair : std::vector(m_pairs)) // pumping may end some
                pair->pump();
        }
    }
    /// Half open: what the server sends is lost, what the client sends arrives.
    void setDeafToServer(bool deaf) { m_deaf = deaf; }
    /// A proxy that knows no WebSocket: upgrades get a 502, the rest passes.
    void setBlockUpgrades(bool block) { m_blockUpgrades = block; }
    /// A proxy that was not told of WebSocket: upgrades arrive as plain requests, without the headers
    /// that are for one hop only (RFC 9110, 7.6.1).
    void setStripUpgrades(bool strip) { m_stripUpgrades = strip; }
    /// A proxy that passes on some paths only: what begins with this one gets a 404.
    void setLostPath(const QByteArray& path) { m_lostPath = path; }
    /// A firewall that lets an upgrade's bytes vanish: no answer, no end. The rest passes.
    void setSwallowUpgrades(bool swallow) { m_swallowUpgrades = swallow; }
    /// Ends each connection once the server has sent this many bytes more over it; −1: never.
    void setCutAfter(qint64 bytes)
    {
        m_cutAfter = bytes;
        for (const auto& pair : m_pairs)
            pair->passed = 0;
    }
    /// Changes what the server sends.
    void setMangler(std::function<QByteArray(QByteArray)> mangler) { m_mangler = std::move(mangler); }

    int accepted() const { return m_accepted; }
    int upgrades() const { return m_upgrades; }
    int open() const { return static_cast<int>(m_pairs.size()); }

private:
    struct Pair : std::enable_shared_from_this<Pair>
    {
        Proxy* proxy;
        QPointer<QTcpSocket> client;
        QPointer<QTcpSocket> server;
        QByteArray request; ///< until the end of the first header
        bool decided = false;
        qint64 passed = 0;

        void close()
        {
            for (const auto& socket : {client, server}) {
                if (!socket)
                    continue;
                socket->disconnect();
                socket->abort();
                socket->deleteLater();
            }
        }
        void pump()
        {
            if (proxy->m_stalled || !client || !server)
                return;
            fromClient();
            if (client && server)
                fromServer();
        }
        void fromClient()
        {
            QByteArray bytes = client->readAll();
            if (bytes.isEmpty())
                return;
            if (!decided) {
                request += bytes;
                if (!request.contains("\r\n\r\n"))
                    return;
                decided = true;
                bytes = request;
                if (!proxy->m_lostPath.isEmpty() &&
                    request.startsWith(QByteArray("GET " + proxy->m_lostPath))) {
                    client->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    client->flush();
                    proxy->drop(this);
                    return;
                }
                if (request.toLower().contains("upgrade: websocket")) {
                    ++proxy->m_upgrades;
                    if (proxy->m_blockUpgrades) {
                        client->write(
                            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                        client->flush();
                        proxy->drop(this);
                        return;
                    }
                    if (proxy->m_swallowUpgrades)
                        return;
                    if (proxy->m_stripUpgrades)
                        bytes = withoutHopHeaders(request);
                }
            }
            server->write(bytes);
        }
        static QByteArray withoutHopHeaders(const QByteArray& head)
        {
            QByteArray kept;
            for (const QByteArray& line : head.split('\n')) {
                const QByteArray name = line.left(line.indexOf(':')).trimmed().toLower();
                if (name != "upgrade" && name != "connection")
                    kept += line + '\n';
            }
            kept.chop(1); // there is no line after the last end of line
            return kept;
        }
        void fromServer()
        {
            QByteArray bytes = server->readAll();
            if (bytes.isEmpty() || proxy->m_deaf)
                return;
            if (proxy->m_mangler)
                bytes = proxy->m_mangler(bytes);
            if (proxy->m_cutAfter >= 0 && passed + bytes.size() >= proxy->m_cutAfter) {
                client->write(bytes.left(proxy->m_cutAfter - passed));
                client->flush();
                proxy->drop(this);
                return;
            }
            passed += bytes.size();
            client->write(bytes);
        }
    };

    void listen(quint16 port)
    {
        if (!m_server.listen(QHostAddress::LocalHost, port))
            qFatal("the proxy cannot listen on port %d", port);
        m_port = m_server.serverPort();
    }
    void accept(QTcpSocket* client)
    {
        ++m_accepted;
        auto pair = std::make_shared<Pair>();
        pair->proxy = this;
        pair->client = client;
        pair->server = new QTcpSocket(this);
        m_pairs.push_back(pair);
        Pair* raw = pair.get();
        for (QTcpSocket* socket : {client, pair->server.data()}) {
            connect(socket, &QTcpSocket::readyRead, this, [raw] { raw->pump(); });
            connect(socket, &QTcpSocket::disconnected, this, [this, raw] {
                if (!m_stalled)
                    drop(raw);
            });
            connect(socket, &QTcpSocket::errorOccurred, this, [this, raw] {
                if (!m_stalled)
                    drop(raw);
            });
        }
        connect(pair->server, &QTcpSocket::connected, this, [raw] { raw->pump(); });
        pair->server->connectToHost(QHostAddress::LocalHost, m_target);
    }
    void drop(Pair* pair)
    {
        for (auto it = m_pairs.begin(); it != m_pairs.end(); ++it) {
            if (it->get() != pair)
                continue;
            const auto kept = *it;
            m_pairs.erase(it);
            // What is written still goes out; then the end.
            if (kept->client && kept->client->state() == QAbstractSocket::ConnectedState) {
                kept->client->disconnect();
                QObject::connect(kept->client, &QTcpSocket::disconnected, kept->client,
                                 &QObject::deleteLater);
                kept->client->disconnectFromHost();
                kept->client = nullptr;
            }
            kept->close();
            return;
        }
    }

    QTcpServer m_server;
    quint16 m_target;
    quint16 m_port = 0;
    std::vector<std::shared_ptr<Pair>> m_pairs;
    bool m_stalled = false;
    bool m_deaf = false;
    bool m_blockUpgrades = false;
    bool m_swallowUpgrades = false;
    QByteArray m_lostPath;
    bool m_stripUpgrades = false;
    qint64 m_cutAfter = -1;
    std::function<QByteArray(QByteArray)> m_mangler;
    int m_accepted = 0;
    int m_upgrades = 0;
};

} // namespace support
