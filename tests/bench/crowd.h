// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <string>
#include <vector>

/// Many WebSockets to one server behind one epoll descriptor, and one kept-alive HTTP connection beside
/// them that changes something. Looks at no message: counts them, notes when they came, answers pings.
/// Linux only; one thread.
class Crowd final
{
public:
    explicit Crowd(std::uint16_t port);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    /// One more socket, open when this returns. hello: a text message that it sends then; may be empty.
    /// False: it was refused.
    bool join(const QByteArray& path, const QByteArray& token, const QByteArray& hello);
    /// Reads until nothing has come for so long.
    void settle(int quietMs);

    /// Sends a request and reads until its answer and so many text messages are there; false when they
    /// do not come for twenty seconds. latenciesNs (may be null) gets each message's time since the sending.
    bool change(const QByteArray& method, const QByteArray& target, const QByteArray& token,
                const QByteArray& body, std::int64_t messages, std::vector<std::int64_t>* latenciesNs);
    const QByteArray& answer() const { return m_answer; } ///< of the last change, its head included
    /// Text messages of all sockets so far.
    std::int64_t heard() const { return m_heard; }

private:
    struct Member
    {
        int descriptor;
        std::string begun; ///< what has come of a frame that is not here whole
    };
    bool turn(int waitMs);
    bool readFrames(Member& member, const char* data, size_t size);
    bool answerIsWhole() const;

    const std::uint16_t m_port;
    const int m_epoll;
    int m_http = -1;
    std::vector<Member> m_members;
    QByteArray m_answer;
    bool m_ended = false; ///< a connection has
    std::int64_t m_heard = 0;
    std::int64_t m_sentNs = 0;
    std::vector<std::int64_t>* m_latencies = nullptr;
};

/// Monotonic nanoseconds.
std::int64_t monotonicNs();
