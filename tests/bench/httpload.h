// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

/// Kept-alive HTTP connections to loopback behind one epoll descriptor, one request under way on each.
class HttpLoad final
{
public:
    struct Result
    {
        double seconds = 0;
        std::map<int, std::int64_t> answers;   ///< by status
        std::vector<std::int64_t> latenciesNs; ///< of each request, sorted
        QByteArray lastBody;                   ///< of connection 0
        bool broken = false;                   ///< a connection ended, or an answer was none

        std::int64_t of(int status) const { return answers.contains(status) ? answers.at(status) : 0; }
        double perSecond(int status) const { return double(of(status)) / seconds; }
        double latencyMs(double quantile) const;
    };
    /// The whole request that connection number (from 0) sends as its count-th (from 0).
    using Next = std::function<QByteArray(int connection, std::int64_t count)>;

    explicit HttpLoad(std::uint16_t port) : m_port(port) {}

    Result run(int connections, double seconds, const Next& next) const;

    static QByteArray get(const QByteArray& target, const QByteArray& headers);
    static QByteArray post(const QByteArray& target, const QByteArray& body);

private:
    struct Session;
    static bool take(Session& session, Result& result);

    std::uint16_t m_port;
};
