// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/tickets/sockets.h"

#include <deque>
#include <map>
#include <mutex>
#include <vector>

namespace dialects::tickets {

/// contracts.md E2: what the original's second port answers over HTTP. /test, /status and /clients tell
/// nothing that anybody could not see; /messages and /broadcast want a login, unless the configuration
/// lets everybody in. The answers' CORS lines are the listener's.
///
/// /messages answers what a client has not seen yet, each client by its login, address and program; the
/// original's list is always empty. A client begins with what comes after its first call.
class SideCar final
{
public:
    SideCar(const TicketsContext& context, TicketSockets& sockets);

    void addTo(net::Router& router);

private:
    struct Reader
    {
        qint64 event = 0;   ///< the newest of the tickets' events that it has
        qint64 message = 0; ///< the newest broadcast
        qint64 seenAt = 0;  ///< monotonic ms
    };
    struct Broadcast
    {
        qint64 number = 0;
        protocol::CompanyId company;
        QJsonObject message;
    };

    void messages(const net::Request& request, const net::Responder& respond);
    protocol::Result<net::Response> unseen(domain::Workspace& work, const QByteArray& reader,
                                           const TicketEars& ears);
    void broadcast(const net::Request& request, const net::Responder& respond);
    net::Response status(bool whole) const;
    /// m_mutex is held.
    void forgetIdleReaders(qint64 now);

    const TicketsContext& m_context;
    TicketSockets& m_sockets;
    const qint64 m_startedAt; ///< monotonic ms
    std::mutex m_mutex;       ///< for all below
    std::map<QByteArray, Reader> m_readers;
    std::deque<Broadcast> m_broadcasts;
    qint64 m_lastBroadcast = 0;
    qint64 m_forgotAt = 0; ///< monotonic ms
};

} // namespace dialects::tickets
