// SPDX-License-Identifier: GPL-3.0-or-later
#include "bareserver.h"

#include "control.h"

#include <QCryptographicHash>

#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace {

struct BareClient
{
    QByteArray header;
    QByteArray backlog;
    bool upgraded = false;
};

class BareServer final
{
public:
    explicit BareServer(bool joined) : m_joined(joined) {}
    int run();

private:
    void accept();
    void input(int descriptor);
    void publish(std::uint32_t events);
    void upgrade(int descriptor, BareClient& client);
    void write(int descriptor, const QByteArray& bytes);
    void close(int descriptor);
    void watch(int descriptor, std::uint32_t events, int operation);

    const bool m_joined;
    int m_epoll = -1;
    int m_listener = -1;
    std::unordered_map<int, BareClient> m_clients;
    std::vector<int> m_sessions;
    std::int64_t m_seq = s_firstSeq;
};

QByteArray bareFrame(std::int64_t seq)
{
    QByteArray frame("\x81\x7e", 2);
    frame.append(char(s_eventBytes >> 8)).append(char(s_eventBytes & 0xff));
    return frame.append(makeEvent(seq));
}

void BareServer::watch(int descriptor, std::uint32_t events, int operation)
{
    epoll_event event = {};
    event.events = events;
    event.data.fd = descriptor;
    ::epoll_ctl(m_epoll, operation, descriptor, &event);
}

int BareServer::run()
{
    m_epoll = ::epoll_create1(0);
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(m_listener, 4096);
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    watch(m_listener, EPOLLIN, EPOLL_CTL_ADD);
    watch(s_controlDescriptor, EPOLLIN, EPOLL_CTL_ADD);
    tellPort(ntohs(address.sin_port));
    std::array<epoll_event, 256> events;
    for (;;) {
        const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int descriptor = events[size_t(i)].data.fd;
            if (descriptor == m_listener) {
                accept();
            } else if (descriptor == s_controlDescriptor) {
                const Order order = readOrder();
                if (order.events == 0)
                    return 0;
                publish(order.events);
            } else {
                if ((events[size_t(i)].events & EPOLLOUT) != 0)
                    write(descriptor, {});
                if ((events[size_t(i)].events & ~std::uint32_t(EPOLLOUT)) != 0)
                    input(descriptor);
            }
        }
    }
}

void BareServer::accept()
{
    for (;;) {
        const int descriptor = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK);
        if (descriptor < 0)
            return;
        const int on = 1;
        ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_clients[descriptor];
        watch(descriptor, EPOLLIN, EPOLL_CTL_ADD);
    }
}

void BareServer::close(int descriptor)
{
    ::close(descriptor);
    m_clients.erase(descriptor);
    std::erase(m_sessions, descriptor);
}

void BareServer::input(int descriptor)
{
    char buffer[4096];
    const ssize_t got = ::recv(descriptor, buffer, sizeof buffer, 0);
    if (got <= 0)
        return close(descriptor);
    BareClient& client = m_clients[descriptor];
    if (client.upgraded)
        return write(descriptor, "\x81\x12{\"type\":\"resumed\"}"); // the load sends one message
    client.header.append(buffer, qsizetype(got));
    if (client.header.endsWith("\r\n\r\n"))
        upgrade(descriptor, client);
}

void BareServer::upgrade(int descriptor, BareClient& client)
{
    const qsizetype key = client.header.indexOf("Sec-WebSocket-Key: ") + 19;
    QByteArray accept = client.header.mid(key, client.header.indexOf('\r', key) - key);
    accept += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    accept = QCryptographicHash::hash(accept, QCryptographicHash::Sha1).toBase64();
    client = {{}, {}, true};
    m_sessions.push_back(descriptor);
    write(descriptor, QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                 "Connection: Upgrade\r\nSec-WebSocket-Accept: ")
                          .append(accept)
                          .append("\r\n\r\n"));
}

void BareServer::publish(std::uint32_t events)
{
    QByteArray joined;
    for (std::uint32_t i = 0; i < events; ++i) {
        const QByteArray frame = bareFrame(++m_seq);
        if (m_joined) {
            joined += frame;
            continue;
        }
        for (const int descriptor : m_sessions)
            write(descriptor, frame);
    }
    if (m_joined) {
        for (const int descriptor : m_sessions)
            write(descriptor, joined);
    }
}

void BareServer::write(int descriptor, const QByteArray& bytes)
{
    BareClient* client = nullptr;
    // The map is only looked at where the kernel did not take all: the direct path costs one call.
    if (!bytes.isEmpty()) {
        const ssize_t taken = ::send(descriptor, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (taken == bytes.size())
            return;
        client = &m_clients[descriptor];
        client->backlog += bytes.mid(taken < 0 ? 0 : qsizetype(taken));
    } else {
        client = &m_clients[descriptor];
        const ssize_t taken =
            ::send(descriptor, client->backlog.constData(), size_t(client->backlog.size()), MSG_NOSIGNAL);
        if (taken > 0)
            client->backlog.remove(0, qsizetype(taken));
    }
    watch(descriptor, client->backlog.isEmpty() ? EPOLLIN : EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
}

} // namespace

int runBareServer(bool joined)
{
    return BareServer(joined).run();
}
