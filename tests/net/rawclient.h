// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QTcpSocket>

/// One answer as it stood on the wire.
struct RawResponse
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// A GET request; extra: header lines, each with CRLF.
inline QByteArray get(const QByteArray& target, const QByteArray& extra = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + extra + "\r\n";
}

/// A client that sends exactly the bytes it is told to, right or wrong.
class RawClient final
{
public:
    RawClient() = default;
    explicit RawClient(quint16 port) { connectTo(port); }

    void connectTo(quint16 port);

    void send(const QByteArray& bytes);
    /// The next answer; status 0 when the connection ended or nothing whole came in time.
    RawResponse receive(int timeoutMs = 5000, bool headRequest = false);
    RawResponse exchange(const QByteArray& bytes)
    {
        send(bytes);
        return receive();
    }
    /// True when the server closes the connection in time; what came before is dropped.
    bool waitForEnd(int timeoutMs = 5000);
    /// Size bytes, or fewer when the time is up.
    QByteArray read(qsizetype size, int timeoutMs = 5000);
    /// Upgrades; the status of the answer. extra: header lines, each with CRLF.
    int upgrade(const QByteArray& target, const QByteArray& extra = {});
    /// What upgrade() was answered with.
    const RawResponse& answer() const { return m_answer; }
    /// Sends one masked frame.
    void sendFrame(quint8 opcode, const QByteArray& payload, bool final = true);
    struct Frame
    {
        int opcode = -1; ///< -1: none came
        QByteArray payload;
    };
    Frame receiveFrame(int timeoutMs = 5000);
    QTcpSocket& socket() { return m_socket; }

private:
    bool waitForMore(int timeoutMs);

    QTcpSocket m_socket;
    QByteArray m_buffer;
    RawResponse m_answer;
};
