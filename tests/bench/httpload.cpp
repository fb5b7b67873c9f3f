// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpload.h"

#include <QStringBuilder>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

std::int64_t monotonicNs()
{
    timespec time = {};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

int connectTo(std::uint16_t port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

} // namespace

struct HttpLoad::Session
{
    int descriptor = -1;
    int number = 0;
    std::int64_t count = 0;
    std::int64_t sentAt = 0;
    QByteArray input;
    qsizetype needed = 0; ///< bytes of the whole answer, once its header is known
    int status = 0;
};

double HttpLoad::Result::latencyMs(double quantile) const
{
    if (latenciesNs.empty())
        return -1;
    return double(latenciesNs[size_t(quantile * double(latenciesNs.size() - 1))]) / 1e6;
}

/// True when an answer is there whole: counted and taken out of the input.
bool HttpLoad::take(Session& session, Result& result)
{
    if (session.needed == 0) {
        const qsizetype end = session.input.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        session.status = session.input.mid(9, 3).toInt();
        const qsizetype at = session.input.indexOf("Content-Length: ");
        const qsizetype length = at < 0 || at > end ? 0 : atoll(session.input.constData() + at + 16);
        session.needed = end + 4 + length;
    }
    if (session.input.size() < session.needed)
        return false;
    ++result.answers[session.status];
    if (session.number == 0)
        result.lastBody = session.input.sliced(session.input.indexOf("\r\n\r\n") + 4);
    session.input.truncate(0); // one request at a time: nothing of the next can be here
    session.needed = 0;
    return true;
}

HttpLoad::Result HttpLoad::run(int connections, double seconds, const Next& next) const
{
    Result result;
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<Session> sessions(static_cast<size_t>(connections));
    const auto send = [&](Session& session) {
        const QByteArray request = next(session.number, session.count++);
        session.sentAt = monotonicNs();
        if (::send(session.descriptor, request.constData(), size_t(request.size()), MSG_NOSIGNAL) !=
            request.size())
            result.broken = true;
    };
    for (int i = 0; i < connections && !result.broken; ++i) {
        Session& session = sessions[size_t(i)];
        session.number = i;
        session.descriptor = connectTo(m_port);
        if (session.descriptor < 0) {
            result.broken = true;
            break;
        }
        session.input.reserve(64 * 1024);
        epoll_event event = {};
        event.events = EPOLLIN;
        event.data.ptr = &session;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, session.descriptor, &event);
    }
    const std::int64_t begin = monotonicNs();
    const std::int64_t end = begin + std::int64_t(seconds * 1e9);
    for (Session& session : sessions)
        send(session);
    int underWay = connections;
    std::array<char, 65536> buffer;
    std::int64_t now = begin;
    while (underWay > 0 && !result.broken) {
        std::array<epoll_event, 64> events;
        const int count = ::epoll_wait(poll, events.data(), int(events.size()), 10'000);
        result.broken = count <= 0;
        for (int i = 0; i < count; ++i) {
            Session& session = *static_cast<Session*>(events[size_t(i)].data.ptr);
            const ssize_t got = ::recv(session.descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (got <= 0) {
                result.broken = true;
                break;
            }
            session.input.append(buffer.data(), got);
            if (!take(session, result))
                continue;
            now = monotonicNs();
            result.latenciesNs.push_back(now - session.sentAt);
            if (now < end)
                send(session);
            else
                --underWay;
        }
    }
    result.seconds = double(now - begin) / 1e9;
    for (const Session& session : sessions) {
        if (session.descriptor >= 0)
            ::close(session.descriptor);
    }
    ::close(poll);
    std::sort(result.latenciesNs.begin(), result.latenciesNs.end());
    return result;
}

QByteArray HttpLoad::get(const QByteArray& target, const QByteArray& headers)
{
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
}

QByteArray HttpLoad::post(const QByteArray& target, const QByteArray& body)
{
    return "POST " + target +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}
