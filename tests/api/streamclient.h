// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/stream.h"
#include "streamfixture.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>

namespace support {

/// What a desktop does with the stream: one cursor, events at or below it dropped (and counted here,
/// for there should be none), a frame applied as a whole.
class StreamState
{
public:
    void take(const QByteArray& frame)
    {
        const auto messages = protocol::serverMessagesFromJson(frame);
        Q_ASSERT(messages.has_value());
        arrays += messages->size() > 1;
        for (const auto& message : *messages) {
            if (const auto* resumed = std::get_if<protocol::Resumed>(&message)) {
                lastResumed = *resumed;
                ++resumes;
                cursor = resumed->position;
                if (!resumed->recovered)
                    rows.clear();
            } else if (const auto* snapshot = std::get_if<protocol::Snapshot>(&message)) {
                for (const auto& value : snapshot->rows) {
                    const QJsonObject row = value.toObject();
                    rows[{snapshot->topic, QString::number(row[QStringLiteral("id")].toInteger())}] = row;
                }
                snapshotTopics += snapshot->last;
                ++snapshotParts;
            } else if (const auto* event = std::get_if<protocol::Event>(&message)) {
                doubles += event->seq <= cursor.seq;
                cursor.seq = event->seq;
                seqs.push_back(event->seq);
                applyEvent(rows, *event);
            } else if (const auto* position = std::get_if<protocol::Position>(&message)) {
                doubles += position->seq < cursor.seq;
                cursor.seq = position->seq;
                ++positions;
            } else {
                others.push_back(message);
            }
        }
    }
    template <class T> std::vector<T> all() const
    {
        std::vector<T> found;
        for (const auto& message : others) {
            if (const auto* one = std::get_if<T>(&message))
                found.push_back(*one);
        }
        return found;
    }

    ClientRows rows;
    protocol::Cursor cursor;
    protocol::Resumed lastResumed;
    std::vector<qint64> seqs;
    std::vector<protocol::ServerMessage> others;
    int resumes = 0;
    int snapshotTopics = 0;
    int snapshotParts = 0;
    int positions = 0;
    int arrays = 0;
    int doubles = 0;
};

/// A client on QWebSocket.
class StreamClient final : public QObject
{
public:
    StreamClient()
    {
        connect(&socket, &QWebSocket::textMessageReceived, this, [this](const QString& text) {
            frames.push_back(text.toUtf8());
            state.take(frames.back());
        });
        connect(&socket, &QWebSocket::disconnected, this, [this] { closeCode = socket.closeCode(); });
    }
    /// As contracts.md C's clients do it.
    void openWithQuery(quint16 port, const QByteArray& token)
    {
        socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/api/v1/ws?token=%2")
                             .arg(port)
                             .arg(QString::fromLatin1(token))));
    }
    /// As our desktop does it.
    void openWithHeader(quint16 port, const QByteArray& token)
    {
        QNetworkRequest request(QUrl(QStringLiteral("ws://127.0.0.1:%1/api/v1/ws").arg(port)));
        request.setRawHeader("Authorization", "Bearer " + token);
        socket.open(request);
    }
    /// Now, or as soon as it is connected.
    void send(const QByteArray& text)
    {
        if (isOpen())
            socket.sendTextMessage(QString::fromUtf8(text));
        else
            connect(&socket, &QWebSocket::connected, this, [this, text] { send(text); });
    }
    void send(const protocol::ClientMessage& message)
    {
        send(QJsonDocument(protocol::toJson(message)).toJson(QJsonDocument::Compact));
    }
    void resume(const std::optional<protocol::Cursor>& since, const QStringList& topics = {})
    {
        send(protocol::ClientMessage(protocol::Resume{since, topics}));
    }
    bool isOpen() const { return socket.state() == QAbstractSocket::ConnectedState; }
    QJsonObject frame(size_t index) const { return QJsonDocument::fromJson(frames.at(index)).object(); }

    QWebSocket socket;
    std::vector<QByteArray> frames;
    StreamState state;
    int closeCode = 0;
};

/// A client that reads only when told to: QWebSocket cannot be stopped from reading.
class RawClient final : public QObject
{
public:
    explicit RawClient(quint16 port)
    {
        // So little that what the server sends waits in the kernels' buffers, and then in the server.
        m_socket.setReadBufferSize(1);
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        m_socket.waitForConnected();
        m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 128 * 1024);
    }
    /// The status of the answer to an upgrade; 0 when none came.
    int upgrade(const QByteArray& target, const QByteArray& headers = {})
    {
        m_socket.write("GET " + target +
                       " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" +
                       headers + "\r\n");
        m_socket.setReadBufferSize(0);
        while (!m_input.contains("\r\n\r\n")) {
            if (!m_socket.bytesAvailable() && !m_socket.waitForReadyRead(5000))
                return 0;
            m_input += m_socket.readAll();
        }
        head = m_input.left(m_input.indexOf("\r\n\r\n") + 4);
        m_input = m_input.mid(head.size());
        m_socket.setReadBufferSize(1);
        return head.split(' ').value(1).toInt();
    }
    /// A masked text frame, shorter than 126 bytes.
    void send(const QByteArray& text)
    {
        Q_ASSERT(text.size() < 126);
        m_socket.write(QByteArray("\x81", 1) + char(0x80 | text.size()) + QByteArray(4, '\0') + text);
        m_socket.flush();
    }
    /// Takes what has come and goes on reading from now on.
    void read()
    {
        m_socket.setReadBufferSize(0);
        connect(&m_socket, &QTcpSocket::readyRead, this, &RawClient::take, Qt::UniqueConnection);
        take();
    }
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

    QByteArray head;
    StreamState state;
    qint64 bytesRead = 0;

private:
    void take()
    {
        const QByteArray more = m_socket.readAll();
        bytesRead += more.size();
        m_input += more;
        qsizetype at = 0;
        while (takeFrame(at)) {
        }
        m_input.remove(0, at);
    }
    /// The frame that begins at this place, when it is here whole; moves the place behind it.
    bool takeFrame(qsizetype& at)
    {
        const qsizetype here = m_input.size() - at;
        if (here < 2)
            return false;
        quint64 size = quint8(m_input[at + 1]) & 0x7f;
        const int extra = size == 126 ? 2 : size == 127 ? 8 : 0;
        const qsizetype headSize = 2 + extra;
        if (here < headSize)
            return false;
        if (extra > 0) {
            size = 0;
            for (int i = 0; i < extra; ++i)
                size = (size << 8) | quint8(m_input[at + 2 + i]);
        }
        if (quint64(here) < quint64(headSize) + size)
            return false;
        if ((quint8(m_input[at]) & 0x0f) == 1)
            state.take(m_input.mid(at + headSize, qsizetype(size)));
        at += headSize + qsizetype(size);
        return true;
    }

    QTcpSocket m_socket;
    QByteArray m_input;
};

} // namespace support
