// SPDX-License-Identifier: GPL-3.0-or-later
#include "control.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <sched.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

QByteArray makeEvent(std::int64_t seq)
{
    QByteArray text(256, Qt::Uninitialized);
    text.resize(std::snprintf(
        text.data(), size_t(text.size()),
        R"(%s%020lld","type":"event","seq":%lld,"topic":"machines","op":"patch","id":"7","row":{"pulse_count":)"
        R"(48213,"meters":1934.25,"status":"working"},"at":"2026-03-02T06:14:07.512Z","cause":")",
        s_eventHead, static_cast<long long>(nowNs()), static_cast<long long>(seq)));
    return text.leftJustified(s_eventBytes - 2, 'x').append(R"("})");
}

std::int64_t nowNs()
{
    timespec time = {};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

QByteArray tokenKey()
{
    return QByteArray(32, 'k');
}

void pinToCore(int core)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    if (::sched_setaffinity(0, sizeof set, &set) != 0)
        std::fprintf(stderr, "Core %d cannot be had; the figures will be worse.\n", core);
}

void allowManyDescriptors()
{
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

ServerProcess::ServerProcess(const std::string& mode, int core)
{
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
        std::abort();
    m_pid = ::fork();
    if (m_pid == 0) {
        pinToCore(core);
        ::dup2(pair[1], s_controlDescriptor);
        ::closefrom(s_controlDescriptor + 1);
        ::execl("/proc/self/exe", "bench_fanout", mode.c_str(), nullptr);
        std::_Exit(1);
    }
    ::close(pair[1]);
    m_control = pair[0];
    ::fcntl(m_control, F_SETFD, FD_CLOEXEC);
    if (::read(m_control, &m_port, sizeof m_port) != ssize_t(sizeof m_port)) {
        std::fprintf(stderr, "The server %s did not start.\n", mode.c_str());
        std::exit(1);
    }
}

ServerProcess::~ServerProcess()
{
    ::close(m_control); // the server sees it and ends
    ::waitpid(m_pid, nullptr, 0);
}

void ServerProcess::publish(std::uint32_t events) const
{
    const Order order = {events};
    if (::write(m_control, &order, sizeof order) != ssize_t(sizeof order))
        std::abort();
}

std::int64_t ServerProcess::cpuNs() const
{
    clockid_t clock = 0;
    timespec time = {};
    ::clock_getcpuclockid(m_pid, &clock);
    ::clock_gettime(clock, &time);
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

std::int64_t ServerProcess::residentBytes() const
{
    std::ifstream statm("/proc/" + std::to_string(m_pid) + "/statm");
    std::int64_t size = 0;
    std::int64_t resident = 0;
    statm >> size >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

void tellPort(std::uint16_t port)
{
    if (::write(s_controlDescriptor, &port, sizeof port) != ssize_t(sizeof port))
        std::exit(1);
}

Order readOrder()
{
    Order order = {};
    if (::read(s_controlDescriptor, &order, sizeof order) != ssize_t(sizeof order))
        return {0};
    return order;
}
