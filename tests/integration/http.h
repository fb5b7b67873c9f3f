// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>
#include <vector>

namespace integration {

using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

struct Reply
{
    int status = 0; ///< 0: no answer came: refused, cut, or not whole
    Headers headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const; ///< first value; null when absent
    /// The value that a Set-Cookie gives this cookie; null when none does.
    QByteArray cookie(const QByteArray& name) const;
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

inline std::pair<QByteArray, QByteArray> bearer(const QByteArray& token)
{
    return {"Authorization", "Bearer " + token};
}

/// A kept-alive HTTP connection to loopback that blocks its thread: what a device, a script or a curl
/// does, with nothing retried behind the caller's back. An answer is one only when it came whole.
/// One thread at a time.
class Connection final
{
public:
    explicit Connection(quint16 port) : m_port(port) {}
    ~Connection() { close(); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Reply get(const QByteArray& target, const Headers& headers = {})
    {
        return send("GET", target, headers, {});
    }
    Reply post(const QByteArray& target, const QJsonObject& body, const Headers& headers = {});
    Reply send(const QByteArray& method, const QByteArray& target, const Headers& headers,
               const QByteArray& body);
    /// An upgrade to a WebSocket; the connection is closed after the answer.
    Reply upgrade(const QByteArray& target, const Headers& headers = {});
    /// Posts and goes away without waiting for the answer: whether it was heard, nobody knows.
    void postAndLeave(const QByteArray& target, const QJsonObject& body);
    /// As HTTP/1.0, and each piece in a packet of its own.
    Reply postInPieces(const QByteArray& target, const QByteArray& body);
    void close();

private:
    bool open();
    bool write(const QByteArray& bytes);
    Reply exchange(const QByteArray& request, bool hasBody);
    Reply readReply(bool hasBody);
    bool readMore();

    const quint16 m_port;
    int m_socket = -1;
    QByteArray m_input;
};

} // namespace integration
