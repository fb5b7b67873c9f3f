// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QTcpSocket>

namespace net {

/// The QTcpSocket that QWebSocketServer and QWebSocket are given. It has no engine, no notifiers and
/// no buffers of Qt's: input is pushed in by the connection, output and the end go to the Peer. So
/// every byte that QWebSocket writes by itself (pongs, closes) passes the connection's one bounded
/// queue, and an idle session costs no read and no write buffer.
class TunnelSocket final : public QTcpSocket
{
    Q_OBJECT
public:
    class Peer
    {
    public:
        /// False when nothing can go out any more.
        virtual bool tunnelWrite(const QByteArray& bytes) = 0;
        /// QWebSocket has closed the socket (after its closing handshake, or aborting).
        virtual void tunnelClosed() = 0;

    protected:
        ~Peer() = default;
    };

    /// name is what QWebSocket::peerName() will say: the one way to find the QWebSocket that
    /// QWebSocketServer made of this socket.
    TunnelSocket(Peer& peer, const QHostAddress& peerAddress, const QString& name);
    ~TunnelSocket() override;

    /// Input from the wire; announced by readyRead().
    void push(QByteArrayView bytes);
    qint64 unread() const { return m_input.size() - m_read; }
    /// Frees what the handshake left in QIODevice's buffer. Call with all input read.
    void releaseBuffers();
    /// The wire is gone: the same as a peer that closed. No calls to the Peer any more.
    void cut();

    void close() override;
    void disconnectFromHost() override;
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return 0; }
    bool isSequential() const override { return true; }
    bool waitForReadyRead(int) override { return false; }
    bool waitForBytesWritten(int) override { return true; }
    void setSocketOption(QAbstractSocket::SocketOption, const QVariant&) override {}

protected:
    qint64 readData(char* data, qint64 maxSize) override;
    qint64 skipData(qint64 maxSize) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    Peer* m_peer;
    QByteArray m_input;
    qsizetype m_read = 0; ///< bytes of m_input that have been read
};

} // namespace net
