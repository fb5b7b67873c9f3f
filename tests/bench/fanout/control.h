// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <string>
#include <sys/types.h>

/// The journal's name and its end as the load begins.
constexpr char s_epoch[] = "bench";
constexpr std::int64_t s_firstSeq = 1'000'000;
/// Everybody has one session: sockets of one user greet each other.
constexpr int s_users = 6000;

/// How the load tells a server process what to do, over a pair of sockets: so many events, now.
struct Order
{
    std::uint32_t events;
};

constexpr int s_eventBytes = 300; ///< a typical change of a machine's row

/// What an event begins with; the time of publishing follows (nanoseconds, 20 digits), in a key that
/// no reader knows and all skip.
constexpr char s_eventHead[] = R"({"ns":")";
/// An event of a machine's row as /api/v1/ws sends it, of s_eventBytes.
QByteArray makeEvent(std::int64_t seq);
/// Monotonic nanoseconds, the same clock in all processes.
std::int64_t nowNs();
/// What tokens are signed with.
QByteArray tokenKey();
void pinToCore(int core);
void allowManyDescriptors();

/// The server under measurement: this same program in a process of its own, on a core of its own.
class ServerProcess final
{
public:
    /// mode: what main() takes for a server ("--serve-bare", "--serve-bare-joined", "--serve-vakhta").
    ServerProcess(const std::string& mode, int core);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    std::uint16_t port() const { return m_port; }
    void publish(std::uint32_t events) const;
    /// CPU time of the whole process so far.
    std::int64_t cpuNs() const;
    /// Resident memory.
    std::int64_t residentBytes() const;

private:
    pid_t m_pid = -1;
    int m_control = -1;
    std::uint16_t m_port = 0;
};

/// The server's side: the descriptor it was given; tells its port, then reads orders.
constexpr int s_controlDescriptor = 3;
void tellPort(std::uint16_t port);
/// Blocks; 0 events: the load has gone.
Order readOrder();
