// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QtEndian>

void RawClient::connectTo(quint16 port)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket.waitForConnected(5000);
}

void RawClient::send(const QByteArray& bytes)
{
    if (m_socket.state() != QAbstractSocket::ConnectedState)
        return; // the server has had enough, as some tests want
    m_socket.write(bytes);
    m_socket.flush();
}

bool RawClient::waitForMore(int timeoutMs)
{
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(timeoutMs))
        return false;
    m_buffer += m_socket.readAll();
    return true;
}

RawResponse RawClient::receive(int timeoutMs, bool headRequest)
{
    const QDeadlineTimer deadline(timeoutMs);
    qsizetype end = -1;
    while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
        if (!waitForMore(int(deadline.remainingTime())))
            return {};
    }
    RawResponse response;
    const QList<QByteArray> lines = m_buffer.left(end).split('\n');
    m_buffer.remove(0, end + 4);
    response.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        response.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = headRequest ? 0 : response.headers.value("content-length").toLongLong();
    while (m_buffer.size() < length) {
        if (!waitForMore(int(deadline.remainingTime())))
            return {};
    }
    response.body = m_buffer.left(length);
    m_buffer.remove(0, length);
    return response;
}

bool RawClient::waitForEnd(int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (m_socket.state() != QAbstractSocket::UnconnectedState) {
        if (deadline.hasExpired())
            return false;
        m_socket.waitForReadyRead(int(deadline.remainingTime()));
        m_socket.readAll();
    }
    return true;
}

QByteArray RawClient::read(qsizetype size, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (m_buffer.size() < size && waitForMore(int(deadline.remainingTime()))) {
    }
    const QByteArray got = m_buffer.left(size);
    m_buffer.remove(0, got.size());
    return got;
}

int RawClient::upgrade(const QByteArray& target, const QByteArray& extra)
{
    m_answer =
        exchange("GET " + target +
                 " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
                 extra + "\r\n");
    return m_answer.status;
}

void RawClient::sendFrame(quint8 opcode, const QByteArray& payload, bool final)
{
    QByteArray frame;
    frame.append(char((final ? 0x80 : 0) | opcode));
    if (payload.size() < 126) {
        frame.append(char(0x80 | payload.size()));
    } else if (payload.size() <= 0xffff) {
        frame.append(char(0x80 | 126));
        frame.resize(4);
        qToBigEndian(quint16(payload.size()), frame.data() + 2);
    } else {
        frame.append(char(0x80 | 127));
        frame.resize(10);
        qToBigEndian(quint64(payload.size()), frame.data() + 2);
    }
    const QByteArray mask("\x11\x22\x33\x44", 4);
    frame += mask;
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame.append(char(payload[i] ^ mask[i % 4]));
    send(frame);
}

RawClient::Frame RawClient::receiveFrame(int timeoutMs)
{
    const QByteArray head = read(2, timeoutMs);
    if (head.size() < 2)
        return {};
    quint64 size = quint8(head[1]) & 0x7f;
    if (size == 126)
        size = qFromBigEndian<quint16>(read(2, timeoutMs).constData());
    else if (size == 127)
        size = qFromBigEndian<quint64>(read(8, timeoutMs).constData());
    return {head[0] & 0x0f, read(qsizetype(size), timeoutMs)};
}
