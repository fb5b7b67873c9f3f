// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/cafe/sockets.h"

namespace dialects {

/// A café's wire (contracts.md B): logging in, its REST and its sockets. Made before the server starts; the
/// executor must have stopped before it goes.
///
/// The composition root gives the guard two dialects, CafeRest and CafeSocket, without cookies, refusing as
/// cafe::refuseRest() and cafe::refuseSocket() do.
class Cafe final
{
public:
    /// executor and clock must outlive it.
    Cafe(domain::Executor& executor, const base::Clock& clock, CafeDoor door);

    void addTo(net::Router& router);
    /// A CommitListener's work.
    void committed(const domain::CommittedBatch& batch) { m_sockets.committed(batch); }
    /// For those who look whether the sockets work; as long as this lives.
    std::vector<net::SocketProbe> probes() { return m_sockets.probes(); }
    /// Before the server stops.
    void stop() { m_sockets.stop(); }

private:
    const CafeDoor m_door;
    const CafeContext m_context;
    cafe::CafeSockets m_sockets;
};

} // namespace dialects
