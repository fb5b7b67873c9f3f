// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/loglimit.h"
#include "dialects/schedule/endpoints.h"
#include "dialects/socketgroups.h"
#include "net/probe.h"

#include <compare>
#include <memory>

namespace dialects {

/// The schedule's wire (contracts.md D, specs/schedule-websocket.md), both generations, below /api. Made
/// before the server starts; the executor must have stopped before it goes.
///
/// The composition root gives the guard two dialects, ScheduleRest and ScheduleSocket, both without cookies,
/// refusing as refuse() does.
class Schedule final
{
public:
    /// executor and clock must outlive it.
    Schedule(domain::Executor& executor, const base::Clock& clock, ScheduleConfig config,
             ScheduleAccounts accounts);

    /// router must outlive it.
    void addTo(net::Router& router);
    /// A CommitListener's work.
    void committed(const domain::CommittedBatch& batch) { m_sockets.committed(batch); }
    /// For those who look whether the socket works; as long as this lives.
    net::SocketProbe probe();
    /// Before the server stops.
    void stop() { m_sockets.stop(); }

    /// {"detail":…}; the log says why a socket was refused, and what to change.
    net::Response refuse(const net::Request& request, const protocol::Error& error, bool socket) const;

private:
    /// Who gets the same messages.
    struct Listeners
    {
        protocol::CompanyId company;
        std::optional<protocol::BranchId> branch;
        unsigned topics; ///< plantopic bits
        friend auto operator<=>(const Listeners&, const Listeners&) = default;
    };
    SocketGroups<Listeners>::Rules socketRules();
    std::optional<net::Response> admit(const net::Request& request) const;
    void accept(net::WebSocketSession& session);

    const ScheduleConfig m_config;
    const ScheduleContext m_context;
    const net::Router* m_router = nullptr;
    mutable LogLimit m_refusals;
    SocketGroups<Listeners> m_sockets;
};

} // namespace dialects
