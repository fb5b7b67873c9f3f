// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/loglimit.h"
#include "dialects/socketgroups.h"
#include "dialects/tickets/desk.h"
#include "domain/people/account.h"
#include "domain/tickets/ticket.h"
#include "net/probe.h"

#include <QTimeZone>

#include <compare>
#include <vector>

namespace dialects::tickets {

/// Who gets the same messages, as in the lists: the staff what happens in their branch, others what
/// happens to the tickets they have reported.
struct TicketEars
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch; ///< none: all branches
    std::optional<protocol::UserId> reporter; ///< none: the staff
    bool runsTheDesk = false;                 ///< hears of accounts
    bool seesMachines = false;                ///< hears of their repairs

    bool hear(const domain::Audience& audience) const;
    bool hear(const domain::StoredEvent& event) const;
    domain::TicketFilter filter() const;
    friend auto operator<=>(const TicketEars&, const TicketEars&) = default;
};

/// None: nobody without a login, and there is none.
std::optional<TicketEars> earsOf(const net::Request& request, const TicketsConfig& config);

/// The sockets / and /ws of contracts.md E1: {"type":"get_tickets"} is answered with a list, and what
/// happens is pushed (E4): to tickets, the quick endpoints' changes included; to accounts, to those who run
/// the desk; to machines in repair, to the staff who see machines; a notification, to its person, where the
/// original tells everybody. The original sends what happens once and has no replay, so neither does this.
class TicketSockets final
{
public:
    explicit TicketSockets(const TicketsContext& context);

    /// To the main port's router, then to any other's; their guards must be the same.
    void addTo(net::Router& router);
    /// For every commit, on the writer's thread (CommitListener).
    void committed(const domain::CommittedBatch& batch) { m_groups.committed(batch); }
    /// An account is new, or else was switched on or off; as it is now. Any thread.
    void tellOfAccount(const domain::Account& account, bool isNew, const QTimeZone& zone);
    /// To every socket of the company, whoever it is.
    void broadcast(protocol::CompanyId company, const QByteArray& utf8);
    int sessions() const;
    /// For those who look whether it works; as long as this lives.
    net::SocketProbe probe();
    /// Before the server stops: nothing is posted to its shards afterwards.
    void stop() { m_groups.stop(); }

private:
    std::optional<net::Response> admit(const net::Request& request);
    void accept(net::WebSocketSession& session);
    void received(net::WebSocketSession& session, const TicketEars& ears, const QByteArray& utf8);

    const TicketsContext& m_context;
    const net::Router* m_router = nullptr; ///< set before the server starts
    LogLimit m_logLimit;
    SocketGroups<TicketEars> m_groups;
};

} // namespace dialects::tickets
