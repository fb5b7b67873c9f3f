// SPDX-License-Identifier: GPL-3.0-or-later
#include "barehttp.h"

#include <QByteArray>

#include <array>
#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

QByteArray answerOf(std::int64_t bytes)
{
    // The length of the body has as many digits in every answer, so that the whole is as long as asked.
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 00000000\r\n\r\n";
    const qint64 body = bytes - head.size();
    QByteArray answer = head;
    answer.replace("00000000", QByteArray::number(body).rightJustified(8, '0'));
    return answer.append(body, 'x');
}

void watch(int poll, int descriptor)
{
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

[[noreturn]] void serve(int listener, const QByteArray& answer)
{
    const int poll = ::epoll_create1(0);
    watch(poll, listener);
    std::array<epoll_event, 256> events;
    std::array<char, 16'384> input;
    for (;;) {
        const int count = ::epoll_wait(poll, events.data(), int(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int descriptor = events[size_t(i)].data.fd;
            if (descriptor == listener) {
                const int client = ::accept(listener, nullptr, nullptr);
                const int on = 1;
                ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                watch(poll, client);
                continue;
            }
            // One request is under way on each connection, and is smaller than a segment.
            const ssize_t got = ::recv(descriptor, input.data(), input.size(), 0);
            if (got <= 0 || ::send(descriptor, answer.constData(), size_t(answer.size()), MSG_NOSIGNAL) < 0)
                ::close(descriptor);
        }
    }
}

} // namespace

BareHttp::BareHttp(std::int64_t bytes, const std::function<void()>& prepare)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 1024) != 0 ||
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        std::abort();
    m_port = ntohs(address.sin_port);
    const QByteArray answer = answerOf(bytes);
    m_process = ::fork();
    if (m_process < 0)
        std::abort();
    if (m_process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        prepare();
        serve(listener, answer);
    }
    ::close(listener);
}

BareHttp::~BareHttp()
{
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
}
