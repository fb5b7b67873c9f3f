// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listener.h"

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace net {

namespace {

/// Connections that may wait to be accepted: Qt's default of 50 loses the herd after a restart.
constexpr int s_backlog = 4096;

struct SocketAddress
{
    sockaddr_storage storage = {};
    socklen_t size = 0;
    int family = AF_INET;
};

SocketAddress socketAddress(const QHostAddress& host, quint16 port)
{
    SocketAddress address;
    if (host.protocol() == QAbstractSocket::IPv4Protocol) {
        auto* in = reinterpret_cast<sockaddr_in*>(&address.storage);
        in->sin_family = AF_INET;
        in->sin_port = htons(port);
        in->sin_addr.s_addr = htonl(host.toIPv4Address());
        address.size = sizeof(sockaddr_in);
    } else {
        auto* in = reinterpret_cast<sockaddr_in6*>(&address.storage);
        in->sin6_family = AF_INET6;
        in->sin6_port = htons(port);
        const Q_IPV6ADDR bytes = host.toIPv6Address(); // all zero for Any
        std::memcpy(&in->sin6_addr, &bytes, sizeof bytes);
        address.size = sizeof(sockaddr_in6);
        address.family = AF_INET6;
    }
    return address;
}

/// The descriptor, or minus errno.
int tryListen(const QHostAddress& host, quint16 port, bool reusePort)
{
    const SocketAddress address = socketAddress(host, port);
    const int descriptor = ::socket(address.family, SOCK_STREAM, 0);
    if (descriptor < 0)
        return -errno;
    const int on = 1;
    const int off = 0;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (reusePort)
        ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (address.family == AF_INET6) {
        const bool both = host.protocol() == QAbstractSocket::AnyIPProtocol;
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, both ? &off : &on, sizeof on);
    }
    if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&address.storage), address.size) < 0 ||
        ::listen(descriptor, s_backlog) < 0) {
        const int error = errno;
        ::close(descriptor);
        return -error;
    }
    return descriptor;
}

QString refusalOf(const QHostAddress& host, quint16 port, int error)
{
    const QString where = host.toString() + u':' + QString::number(port);
    if (error == EADDRINUSE)
        return QStringLiteral("Another program already listens on %1.").arg(where);
    if (error == EADDRNOTAVAIL)
        return QStringLiteral("This machine has no address %1 to listen on.").arg(host.toString());
    if (error == EACCES)
        return QStringLiteral("Listening on %1 is not permitted; ports below 1024 need a privilege.")
            .arg(where);
    return QStringLiteral("Listening on %1 failed: %2.")
        .arg(where, QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace

base::Result<int, QString> openListener(const QHostAddress& host, quint16 port, bool shared)
{
    QHostAddress address = host;
    int descriptor = tryListen(address, port, shared);
    if (descriptor == -EAFNOSUPPORT && address.protocol() == QAbstractSocket::AnyIPProtocol) {
        address = QHostAddress(QHostAddress::AnyIPv4);
        descriptor = tryListen(address, port, shared);
    }
    if (descriptor < 0)
        return base::Unexpected{refusalOf(address, port, -descriptor)};
    return descriptor;
}

quint16 boundPort(int descriptor)
{
    sockaddr_storage storage = {};
    socklen_t size = sizeof storage;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&storage), &size) < 0)
        return 0;
    return storage.ss_family == AF_INET6 ? ntohs(reinterpret_cast<sockaddr_in6*>(&storage)->sin6_port)
                                         : ntohs(reinterpret_cast<sockaddr_in*>(&storage)->sin_port);
}

Listener::Listener(Accept accept, QObject* parent) : QTcpServer(parent), m_accept(std::move(accept)) {}

void Listener::incomingConnection(qintptr descriptor)
{
    const int on = 1;
    ::setsockopt(int(descriptor), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_accept(int(descriptor));
}

} // namespace net
