// SPDX-License-Identifier: GPL-3.0-or-later
#include "pollload.h"

#include "control.h"
#include "loadclient.h"
#include "vakhtaserver.h"

#include <array>
#include <cstdlib>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

std::array<char, 64 * 1024> s_pollBuffer;

/// How long the whole answer is at whose beginning data is; 0: its header is not here whole.
size_t answerSize(const std::string& data)
{
    const size_t end = data.find("\r\n\r\n");
    if (end == std::string::npos)
        return 0;
    const size_t length = data.find("Content-Length: ");
    const bool hasBody = length < end;
    return end + 4 + (hasBody ? size_t(std::strtoull(data.c_str() + length + 16, nullptr, 10)) : 0);
}

bool sendWhole(int descriptor, const std::string& bytes)
{
    return ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) == ssize_t(bytes.size());
}

/// Reads once; true when data begins with a whole answer.
bool readAnswer(int descriptor, std::string& data, bool& failed)
{
    const ssize_t got = ::recv(descriptor, s_pollBuffer.data(), s_pollBuffer.size(), 0);
    failed = got <= 0;
    if (!failed)
        data.append(s_pollBuffer.data(), size_t(got));
    const size_t size = answerSize(data);
    return size > 0 && data.size() >= size;
}

int statusOf(const std::string& answer)
{
    return answer.size() > 12 ? std::atoi(answer.c_str() + 9) : 0;
}

} // namespace

std::string pollRequest(const std::string& etag)
{
    return "GET /api/v1/changes?since=" + std::string(s_epoch) + ":" + std::to_string(s_firstSeq) +
           "&topics=machines HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench_fanout\r\n"
           "Accept: application/json\r\nAuthorization: Bearer " +
           accessToken(1).toStdString() + (etag.empty() ? "" : "\r\nIf-None-Match: " + etag) + "\r\n\r\n";
}

PollAnswer pollOnce(std::uint16_t port, const std::string& request)
{
    PollAnswer answer;
    const int descriptor = connectTo(port);
    if (descriptor < 0 || !sendWhole(descriptor, request))
        return answer;
    std::string data;
    bool failed = false;
    bool whole = false;
    while (!whole && !failed)
        whole = readAnswer(descriptor, data, failed);
    closeAtOnce(descriptor);
    if (!whole)
        return answer;
    const size_t end = data.find("\r\n\r\n");
    answer.status = statusOf(data);
    answer.body = data.substr(end + 4);
    if (const size_t tag = data.find("ETag: "); tag < end)
        answer.etag = data.substr(tag + 6, data.find('\r', tag) - tag - 6);
    return answer;
}

double pollsPerSecond(std::uint16_t port, const std::string& request, int status, int connections,
                      std::int64_t ns)
{
    struct Client
    {
        int descriptor;
        std::string data;
    };
    std::vector<Client> clients;
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    bool failed = false;
    for (int i = 0; i < connections; ++i) {
        clients.push_back({connectTo(port), {}});
        epoll_event event = {};
        event.events = EPOLLIN;
        event.data.u64 = size_t(i);
        ::epoll_ctl(poll, EPOLL_CTL_ADD, clients.back().descriptor, &event);
        failed = failed || !sendWhole(clients.back().descriptor, request);
    }
    std::int64_t answers = 0;
    const std::int64_t begin = nowNs();
    while (nowNs() - begin < ns && !failed) {
        std::array<epoll_event, 64> events;
        const int count = ::epoll_wait(poll, events.data(), int(events.size()), 1000);
        failed = count <= 0;
        for (int i = 0; i < count && !failed; ++i) {
            Client& client = clients[events[size_t(i)].data.u64];
            if (!readAnswer(client.descriptor, client.data, failed))
                continue;
            failed = statusOf(client.data) != status;
            client.data.clear(); // one is under way at a time: nothing of the next is here
            ++answers;
            failed = failed || !sendWhole(client.descriptor, request);
        }
    }
    const double seconds = double(nowNs() - begin) / 1e9;
    for (const Client& client : clients)
        closeAtOnce(client.descriptor);
    ::close(poll);
    return failed ? -1 : double(answers) / seconds;
}
