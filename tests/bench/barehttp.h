// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <sys/types.h>

/// The least that a server on epoll can do: a process of its own that answers whatever ends in an empty
/// line with one and the same 200. What it spends is the system's share of any server's work.
class BareHttp final
{
public:
    /// bytes: of the whole answer, at least 64. prepare: runs in the new process. Aborts when the system
    /// gives no process or no port.
    BareHttp(std::int64_t bytes, const std::function<void()>& prepare);
    ~BareHttp(); ///< ends the process
    BareHttp(const BareHttp&) = delete;
    BareHttp& operator=(const BareHttp&) = delete;

    std::uint16_t port() const { return m_port; }
    pid_t process() const { return m_process; }

private:
    std::uint16_t m_port = 0;
    pid_t m_process = -1;
};
