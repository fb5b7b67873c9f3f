// SPDX-License-Identifier: GPL-3.0-or-later
#include "http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace integration {

namespace {

constexpr timeval patience{20, 0};

} // namespace

QByteArray Reply::header(QByteArrayView name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray Reply::cookie(const QByteArray& name) const
{
    const QByteArray begin = name + '=';
    for (const auto& [key, value] : headers) {
        if (key.compare("Set-Cookie", Qt::CaseInsensitive) == 0 && value.startsWith(begin))
            return value.mid(name.size() + 1).split(';')[0];
    }
    return {};
}

Reply Connection::post(const QByteArray& target, const QJsonObject& body, const Headers& headers)
{
    return send("POST", target, headers, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

Reply Connection::send(const QByteArray& method, const QByteArray& target, const Headers& headers,
                       const QByteArray& body)
{
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto& [name, value] : headers)
        request += name + ": " + value + "\r\n";
    if (!body.isEmpty() || method == "POST" || method == "PUT" || method == "PATCH")
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return exchange(request + "\r\n" + body, method != "HEAD");
}

Reply Connection::upgrade(const QByteArray& target, const Headers& headers)
{
    QByteArray request = "GET " + target +
                         " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    for (const auto& [name, value] : headers)
        request += name + ": " + value + "\r\n";
    Reply reply = exchange(request + "\r\n", true);
    close();
    return reply;
}

void Connection::postAndLeave(const QByteArray& target, const QJsonObject& body)
{
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    if (open()) {
        write("POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " +
              QByteArray::number(text.size()) + "\r\n\r\n" + text);
    }
    close();
}

Reply Connection::postInPieces(const QByteArray& target, const QByteArray& body)
{
    close();
    if (!open())
        return {};
    write("POST " + target + " HTTP/1.0\r\n");
    write("Host: 127.0.0.1\r\nContent-");
    write("Length: " + QByteArray::number(body.size()) + "\r\n\r");
    write("\n");
    write(body.first(body.size() / 2));
    write(body.sliced(body.size() / 2));
    Reply reply = readReply(true);
    close();
    return reply;
}

void Connection::close()
{
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
    m_input.clear();
}

bool Connection::open()
{
    if (m_socket >= 0)
        return true;
    m_input.clear();
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return true;
    close();
    return false;
}

bool Connection::readMore()
{
    char buffer[65536];
    const ssize_t size = ::recv(m_socket, buffer, sizeof buffer, 0);
    if (size <= 0)
        return false;
    m_input.append(buffer, size);
    return true;
}

bool Connection::write(const QByteArray& bytes)
{
    return ::send(m_socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

Reply Connection::exchange(const QByteArray& request, bool hasBody)
{
    if (!open() || !write(request)) {
        close();
        return {};
    }
    return readReply(hasBody);
}

Reply Connection::readReply(bool hasBody)
{
    const auto cut = [this] {
        close();
        return Reply();
    };
    qsizetype end;
    while ((end = m_input.indexOf("\r\n\r\n")) < 0) {
        if (!readMore())
            return cut();
    }
    Reply reply;
    const auto lines = m_input.first(end).split('\n');
    reply.status = lines[0].split(' ').value(1).toInt();
    for (const QByteArray& line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        reply.headers.emplace_back(line.first(colon).trimmed(), line.sliced(colon + 1).trimmed());
    }
    m_input = m_input.sliced(end + 4);
    const bool bodiless = !hasBody || reply.status == 204 || reply.status == 304 || reply.status < 200;
    const qsizetype length = bodiless ? 0 : reply.header("Content-Length").toLongLong();
    while (m_input.size() < length) {
        if (!readMore())
            return cut();
    }
    reply.body = m_input.first(length);
    m_input = m_input.sliced(length);
    if (reply.header("Connection").compare("close", Qt::CaseInsensitive) == 0)
        close();
    return reply;
}

} // namespace integration
