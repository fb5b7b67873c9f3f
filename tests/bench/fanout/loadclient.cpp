// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadclient.h"

#include "control.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr char s_upgrade[] =
    "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJpc3MiOiJ2YWtodGEiLCJhdWQiOiJkZXNrdG9wIiwic3ViIjoiMTIzIiwiZXhwIjoxOTAwMDAwMDAwLCJ0eXAi"
    "OiJhY2Nlc3MifQ.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk8\r\n"
    "User-Agent: bench_fanout\r\n\r\n";
constexpr char s_get[] =
    "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench_fanout\r\nAccept: */*\r\n\r\n";

std::array<char, 256 * 1024> s_buffer;

void closeAtOnce(int descriptor)
{
    const linger none = {1, 0}; // no TIME_WAIT: the ports are needed again
    ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    ::close(descriptor);
}

} // namespace

LoadClient::LoadClient(std::uint16_t port) : m_port(port), m_epoll(::epoll_create1(EPOLL_CLOEXEC)) {}

LoadClient::~LoadClient()
{
    for (const Session& session : m_sessions)
        closeAtOnce(session.descriptor);
    ::close(m_epoll);
}

int LoadClient::connectOne()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

double LoadClient::open(int count, int window)
{
    m_sessions.reserve(m_sessions.size() + size_t(count));
    const std::int64_t begin = nowNs();
    int begun = 0;
    m_opened = 0;
    while (m_opened < count && !m_failed) {
        while (begun < count && begun - m_opened < window) {
            const int descriptor = connectOne();
            if (descriptor < 0 || ::send(descriptor, s_upgrade, sizeof s_upgrade - 1, MSG_NOSIGNAL) < 0)
                return -1;
            epoll_event event = {};
            event.events = EPOLLIN;
            event.data.u64 = m_sessions.size();
            m_sessions.push_back({descriptor});
            ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
            ++begun;
        }
        if (turn(10'000) == 0)
            return -1;
    }
    return m_failed ? -1 : double(nowNs() - begin) / 1e9;
}

int LoadClient::turn(int waitMs)
{
    std::array<epoll_event, 512> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), waitMs);
    for (int i = 0; i < count; ++i) {
        Session& session = m_sessions[events[size_t(i)].data.u64];
        const ssize_t got = ::recv(session.descriptor, s_buffer.data(), s_buffer.size(), MSG_DONTWAIT);
        if (got <= 0) {
            m_failed = true;
            return 0;
        }
        const char* data = s_buffer.data();
        std::int64_t size = got;
        if (!session.open) {
            // The 101 is small and comes whole; frames may be on its heels.
            const void* end = ::memmem(data, size_t(size), "\r\n\r\n", 4);
            if (!end || std::memcmp(data, "HTTP/1.1 101", 12) != 0) {
                m_failed = true;
                return 0;
            }
            session.open = true;
            ++m_opened;
            const std::int64_t header = static_cast<const char*>(end) - data + 4;
            data += header;
            size -= header;
        }
        readFrames(session, data, size);
    }
    return count;
}

void LoadClient::readFrames(Session& session, const char* data, std::int64_t size)
{
    if (!m_noting) {
        const std::int64_t total = session.inFrame + size;
        m_delivered += total / s_frameBytes;
        session.inFrame = int(total % s_frameBytes);
        return;
    }
    const std::int64_t now = nowNs();
    while (size > 0) {
        const std::int64_t step = std::min<std::int64_t>(size, s_frameBytes - session.inFrame);
        for (std::int64_t i = 0; i < step && session.inFrame + i < 24; ++i) {
            if (session.inFrame + i >= 4)
                session.stamp[session.inFrame + i - 4] = data[i];
        }
        session.inFrame += int(step);
        data += step;
        size -= step;
        if (session.inFrame == s_frameBytes) {
            session.inFrame = 0;
            ++m_delivered;
            m_latencies.push_back(now - std::strtoll(session.stamp, nullptr, 10));
        }
    }
}

bool LoadClient::receive(std::int64_t deliveries)
{
    const std::int64_t until = m_delivered + deliveries;
    while (m_delivered < until) {
        if (turn(10'000) == 0)
            return false;
    }
    return true;
}

void LoadClient::receiveFor(std::int64_t ns)
{
    const std::int64_t end = nowNs() + ns;
    for (std::int64_t left = ns; left > 0; left = end - nowNs())
        turn(int((left + 999'999) / 1'000'000));
}

void LoadClient::noteLatencies(bool on)
{
    m_noting = on;
    m_latencies.clear();
}

double LoadClient::requestsPerSecond(int connections, std::int64_t ns)
{
    std::vector<int> descriptors;
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < connections; ++i) {
        const int descriptor = connectOne();
        if (descriptor < 0)
            return -1;
        descriptors.push_back(descriptor);
        epoll_event event = {};
        event.events = EPOLLIN;
        event.data.fd = descriptor;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
        ::send(descriptor, s_get, sizeof s_get - 1, MSG_NOSIGNAL);
    }
    std::int64_t answers = 0;
    bool failed = false;
    const std::int64_t begin = nowNs();
    while (nowNs() - begin < ns && !failed) {
        std::array<epoll_event, 64> events;
        const int count = ::epoll_wait(poll, events.data(), int(events.size()), 1000);
        failed = count <= 0;
        for (int i = 0; i < count; ++i) {
            const int descriptor = events[size_t(i)].data.fd;
            const ssize_t got = ::recv(descriptor, s_buffer.data(), s_buffer.size(), MSG_DONTWAIT);
            if (got < 5 || std::memcmp(s_buffer.data() + got - 5, "hello", 5) != 0) {
                failed = true;
                break;
            }
            ++answers;
            ::send(descriptor, s_get, sizeof s_get - 1, MSG_NOSIGNAL);
        }
    }
    const double seconds = double(nowNs() - begin) / 1e9;
    for (const int descriptor : descriptors)
        closeAtOnce(descriptor);
    ::close(poll);
    return failed ? -1 : double(answers) / seconds;
}
