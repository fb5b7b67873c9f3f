// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadclient.h"

#include "control.h"
#include "vakhtaserver.h"

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

std::array<char, 256 * 1024> s_buffer;

/// The n-th user's upgrade. Made once: signing is the load's own work.
const std::string& upgradeOf(size_t n)
{
    static std::vector<std::string> s_upgrades;
    while (s_upgrades.size() <= n) {
        const QByteArray token = accessToken(int(s_upgrades.size()) + 1);
        s_upgrades.push_back("GET /api/v1/ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                             "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                             "Sec-WebSocket-Version: 13\r\nAuthorization: Bearer " +
                             token.toStdString() + "\r\nUser-Agent: bench_fanout\r\n\r\n");
    }
    return s_upgrades[n];
}

/// A client's text frame, masked with zeros; shorter than 126 bytes.
std::string clientFrame(unsigned char opcode, const std::string& payload)
{
    std::string frame;
    frame += char(0x80 | opcode);
    frame += char(0x80 | payload.size());
    return frame.append(4, '\0') + payload;
}

bool sendAll(int descriptor, const std::string& bytes)
{
    return ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) == ssize_t(bytes.size());
}

int connectTo(std::uint16_t port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

/// Without TIME_WAIT: the ports are needed again.
void closeAtOnce(int descriptor)
{
    const linger none = {1, 0};
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

double LoadClient::open(int count, int window)
{
    static size_t s_next = 0; // two clients at a time are different people
    m_sessions.reserve(m_sessions.size() + size_t(count));
    for (int i = 0; i < s_users; ++i)
        upgradeOf(size_t(i));
    const std::int64_t begin = nowNs();
    int begun = 0;
    m_opened = 0;
    while (m_opened < count && !m_failed) {
        while (begun < count && begun - m_opened < window) {
            const int descriptor = connectTo(m_port);
            if (descriptor < 0 || !sendAll(descriptor, upgradeOf(s_next++ % size_t(s_users))))
                return -1;
            epoll_event event = {};
            event.events = EPOLLIN;
            event.data.u64 = m_sessions.size();
            m_sessions.push_back({descriptor, false, {}});
            ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
            ++begun;
        }
        if (turn(10'000) == 0)
            return -1;
    }
    return m_failed ? -1 : double(nowNs() - begin) / 1e9;
}

bool LoadClient::resume()
{
    static const std::string s_resume =
        clientFrame(1, R"({"type":"resume","since":")" + std::string(s_epoch) + ":" +
                           std::to_string(s_firstSeq) + R"(","topics":["machines"]})");
    for (const Session& session : m_sessions) {
        if (!sendAll(session.descriptor, s_resume))
            return false;
    }
    while (m_resumed < int(m_sessions.size())) {
        if (turn(10'000) == 0)
            return false;
    }
    return true;
}

int LoadClient::turn(int waitMs)
{
    std::array<epoll_event, 512> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), waitMs);
    for (int i = 0; i < count; ++i) {
        Session& session = m_sessions[events[size_t(i)].data.u64];
        const ssize_t got = ::recv(session.descriptor, s_buffer.data(), s_buffer.size(), MSG_DONTWAIT);
        std::string_view data(s_buffer.data(), size_t(std::max<ssize_t>(got, 0)));
        if (got <= 0 || (!session.open && !upgraded(session, data))) {
            m_failed = true;
            return 0;
        }
        if (m_noting)
            m_now = nowNs();
        readFrames(session, data);
    }
    return count;
}

/// The 101 is small and comes whole; frames may be on its heels.
bool LoadClient::upgraded(Session& session, std::string_view& data)
{
    const size_t end = data.find("\r\n\r\n");
    if (end == std::string_view::npos || !data.starts_with("HTTP/1.1 101"))
        return false;
    session.open = true;
    ++m_opened;
    data.remove_prefix(end + 4);
    return true;
}

void LoadClient::readFrames(Session& session, std::string_view data)
{
    std::string held;
    if (!session.begun.empty()) {
        held = std::exchange(session.begun, {}).append(data);
        data = held;
    }
    const auto octet = [&](size_t i) { return size_t(static_cast<unsigned char>(data[i])); };
    while (data.size() >= 2) {
        size_t head = 2;
        size_t size = octet(1);
        if (size >= 126) {
            head = size == 126 ? 4 : 10;
            if (data.size() < head)
                break;
            size = 0;
            for (size_t i = 2; i < head; ++i)
                size = size << 8 | octet(i);
        }
        if (data.size() - head < size)
            break;
        take(session, unsigned(octet(0)) & 0x0f, data.substr(head, size));
        data.remove_prefix(head + size);
    }
    session.begun = data;
}

void LoadClient::take(const Session& session, unsigned opcode, std::string_view payload)
{
    constexpr std::string_view eventHead(s_eventHead);
    if (payload.starts_with(eventHead)) {
        ++m_delivered;
        if (m_noting)
            m_latencies.push_back(m_now - std::strtoll(payload.data() + eventHead.size(), nullptr, 10));
    } else if (opcode == 9) {
        sendAll(session.descriptor, clientFrame(10, std::string(payload)));
    } else if (payload.find(R"("type":"resumed")") != std::string_view::npos) {
        ++m_resumed;
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
