// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Many WebSocket clients in one process behind one epoll descriptor; each somebody else, each asks
/// for the stream from the journal's end. Counts events and looks at the times in them, answers pings,
/// and does as little else as it can.
class LoadClient final
{
public:
    explicit LoadClient(std::uint16_t port);
    ~LoadClient();
    LoadClient(const LoadClient&) = delete;
    LoadClient& operator=(const LoadClient&) = delete;

    /// Opens so many sessions, at most window of them at a time. Seconds it took; below 0: failed.
    double open(int count, int window);
    /// Has all sessions subscribe, and waits until they are.
    bool resume();
    /// Reads until so many events have come to all sessions together, or nothing comes for ten
    /// seconds (false).
    bool receive(std::int64_t deliveries);
    /// Reads for so long.
    void receiveFor(std::int64_t ns);
    /// From now on the time from publishing to receiving is noted of every delivery.
    void noteLatencies(bool on);
    std::vector<std::int64_t>& latenciesNs() { return m_latencies; }

private:
    struct Session
    {
        int descriptor;
        bool open = false;
        std::string begun; ///< what has come of a frame that is not here whole
    };

    bool upgraded(Session& session, std::string_view& data);
    void readFrames(Session& session, std::string_view data);
    void take(const Session& session, unsigned opcode, std::string_view payload);
    int turn(int waitMs);

    std::uint16_t m_port;
    int m_epoll;
    std::vector<Session> m_sessions;
    std::vector<std::int64_t> m_latencies;
    std::int64_t m_now = 0; ///< when the present bytes came
    std::int64_t m_delivered = 0;
    int m_opened = 0;
    int m_resumed = 0;
    bool m_failed = false;
    bool m_noting = false;
};
