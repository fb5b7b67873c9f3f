// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Many WebSocket clients in one process behind one epoll descriptor; counts what comes and looks at
/// the times in it. Knows that every event has the same size, and does as little as it can.
class LoadClient final
{
public:
    explicit LoadClient(std::uint16_t port);
    ~LoadClient();
    LoadClient(const LoadClient&) = delete;
    LoadClient& operator=(const LoadClient&) = delete;

    /// Opens so many sessions, at most window of them at a time. Seconds it took; below 0: failed.
    double open(int count, int window);
    /// Reads until so many events have come to all sessions together, or nothing comes for ten
    /// seconds (false).
    bool receive(std::int64_t deliveries);
    /// Reads for so long.
    void receiveFor(std::int64_t ns);
    /// From now on the time from publishing to receiving is noted of every delivery.
    void noteLatencies(bool on);
    std::vector<std::int64_t>& latenciesNs() { return m_latencies; }
    std::int64_t delivered() const { return m_delivered; }
    int size() const { return int(m_sessions.size()); }

    /// Requests on so many kept-alive connections, one under way on each, for so long; how many a second.
    double requestsPerSecond(int connections, std::int64_t ns);

private:
    struct Session
    {
        int descriptor;
        bool open = false;
        int inFrame = 0; ///< bytes of the present frame that have come
        char stamp[21] = {};
    };

    int connectOne();
    void readFrames(Session& session, const char* data, std::int64_t size);
    int turn(int waitMs);

    std::uint16_t m_port;
    int m_epoll;
    std::vector<Session> m_sessions;
    std::vector<std::int64_t> m_latencies;
    std::int64_t m_delivered = 0;
    int m_opened = 0;
    bool m_failed = false;
    bool m_noting = false;
};
