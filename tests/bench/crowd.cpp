// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd.h"

#include <QStringBuilder>

#include <array>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::uint64_t httpMark = ~std::uint64_t(0);
constexpr std::int64_t patienceNs = 20'000'000'000;

std::array<char, 256 * 1024> readBuffer;

int connectedSocket(std::uint16_t port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

void endAtOnce(int descriptor)
{
    const linger none = {1, 0}; // without TIME_WAIT: the ports are needed again
    ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    ::close(descriptor);
}

bool sendWhole(int descriptor, const QByteArray& bytes)
{
    return ::send(descriptor, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

/// Masked with zeros; a payload of less than 126 bytes.
QByteArray maskedFrame(unsigned char opcode, const QByteArray& payload)
{
    return QByteArray().append(char(0x80 | opcode)).append(char(0x80 | payload.size())).append(4, '\0') +
           payload;
}

/// What the native stream says now and then to whoever has long heard nothing: no event.
bool isPosition(const char* text, size_t size)
{
    return size < 64 && std::string_view(text, size).find(R"("type":"position")") != std::string_view::npos;
}

void watch(int epoll, int descriptor, std::uint64_t mark)
{
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.u64 = mark;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

} // namespace

std::int64_t monotonicNs()
{
    timespec time = {};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

Crowd::Crowd(std::uint16_t port) : m_port(port), m_epoll(::epoll_create1(EPOLL_CLOEXEC)) {}

Crowd::~Crowd()
{
    for (const Member& member : m_members)
        endAtOnce(member.descriptor);
    if (m_http >= 0)
        endAtOnce(m_http);
    ::close(m_epoll);
}

bool Crowd::join(const QByteArray& path, const QByteArray& token, const QByteArray& hello)
{
    const int descriptor = connectedSocket(m_port);
    if (descriptor < 0)
        return false;
    std::string head;
    const bool asked =
        sendWhole(descriptor, "GET " + path +
                                  " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: "
                                  "Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                  "Sec-WebSocket-Version: 13\r\nAuthorization: Bearer " +
                                  token + "\r\n\r\n");
    size_t end = std::string::npos;
    while (asked && (end = head.find("\r\n\r\n")) == std::string::npos) {
        const ssize_t got = ::recv(descriptor, readBuffer.data(), readBuffer.size(), 0);
        if (got <= 0)
            break;
        head.append(readBuffer.data(), size_t(got));
    }
    if (end == std::string::npos || head.compare(0, 12, "HTTP/1.1 101") != 0) {
        ::close(descriptor);
        m_answer = QByteArray::fromStdString(head);
        return false;
    }
    watch(m_epoll, descriptor, m_members.size());
    m_members.push_back({descriptor, {}});
    const std::string rest = head.substr(end + 4);
    return readFrames(m_members.back(), rest.data(), rest.size()) &&
           (hello.isEmpty() || sendWhole(descriptor, maskedFrame(1, hello)));
}

void Crowd::settle(int quietMs)
{
    while (turn(quietMs)) {
    }
}

bool Crowd::change(const QByteArray& method, const QByteArray& target, const QByteArray& token,
                   const QByteArray& body, std::int64_t messages, std::vector<std::int64_t>* latenciesNs)
{
    if (m_http < 0) {
        m_http = connectedSocket(m_port);
        watch(m_epoll, m_http, httpMark);
    }
    m_answer.clear();
    m_latencies = latenciesNs;
    const std::int64_t until = m_heard + messages;
    m_sentNs = monotonicNs();
    bool well = sendWhole(m_http, method + ' ' + target +
                                      " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
                                      "\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
                                      "Content-Length: " +
                                      QByteArray::number(body.size()) + "\r\n\r\n" + body);
    // Never asleep: to wake it would cost the server as much as the delivery, or nothing, as it happens.
    while (well && (m_heard < until || !answerIsWhole())) {
        if (turn(0))
            continue;
        well = !m_ended && monotonicNs() - m_sentNs < patienceNs;
    }
    m_latencies = nullptr;
    return well && m_heard == until;
}

bool Crowd::answerIsWhole() const
{
    const qsizetype end = m_answer.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray key("\r\nContent-Length: ");
    const qsizetype at = m_answer.indexOf(key);
    if (at < 0 || at > end)
        return true;
    const qsizetype begin = at + key.size();
    return m_answer.size() >=
           end + 4 + m_answer.mid(begin, m_answer.indexOf('\r', begin) - begin).toLongLong();
}

/// False: nothing came in this time, or a connection ended.
bool Crowd::turn(int waitMs)
{
    std::array<epoll_event, 512> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), waitMs);
    for (int i = 0; i < count; ++i) {
        const std::uint64_t mark = events[size_t(i)].data.u64;
        const int descriptor = mark == httpMark ? m_http : m_members[mark].descriptor;
        const ssize_t got = ::recv(descriptor, readBuffer.data(), readBuffer.size(), MSG_DONTWAIT);
        m_ended = m_ended || got <= 0;
        if (m_ended)
            return false;
        if (mark == httpMark)
            m_answer.append(readBuffer.data(), got);
        else
            m_ended = !readFrames(m_members[mark], readBuffer.data(), size_t(got));
    }
    return count > 0 && !m_ended;
}

bool Crowd::readFrames(Member& member, const char* data, size_t size)
{
    if (!member.begun.empty()) {
        member.begun.append(data, size);
        data = member.begun.data();
        size = member.begun.size();
    }
    size_t at = 0;
    while (size - at >= 2) {
        const auto byte = [&](size_t i) { return std::uint64_t(static_cast<unsigned char>(data[at + i])); };
        const unsigned opcode = unsigned(byte(0) & 0x0f);
        std::uint64_t length = byte(1);
        size_t head = 2;
        if (length == 126 && size - at >= 4) {
            length = byte(2) << 8 | byte(3);
            head = 4;
        } else if (length == 127 && size - at >= 10) {
            length = 0;
            for (size_t i = 2; i < 10; ++i)
                length = length << 8 | byte(i);
            head = 10;
        } else if (length >= 126) {
            break;
        }
        if (size - at < head + length)
            break;
        if (opcode == 1 && !isPosition(data + at + head, size_t(length))) {
            ++m_heard;
            if (m_latencies)
                m_latencies->push_back(monotonicNs() - m_sentNs);
        } else if (opcode == 9) {
            if (!sendWhole(member.descriptor,
                           maskedFrame(10, QByteArray(data + at + head, qsizetype(length)))))
                return false;
        } else if (opcode == 8) {
            return false;
        }
        at += head + length;
    }
    std::string rest(data + at, size - at);
    member.begun = std::move(rest);
    return true;
}
