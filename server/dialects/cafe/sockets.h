// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/cafe/endpoints.h"
#include "dialects/socketgroups.h"
#include "net/probe.h"

#include <compare>
#include <vector>

namespace dialects::cafe {

/// The sockets of contracts.md B2: /ws/cafe/orders/, /ws/cafe/tables/ and /ws/cafe/kitchen/. One group a
/// socket, that of a company or of one of its branches: what belongs to no branch is not told to a branch's
/// group, nor the other way round (B1). What is told follows from committed events, in their order (B3).
class CafeSockets final
{
public:
    explicit CafeSockets(const CafeContext& context);

    void addTo(net::Router& router);
    /// For every commit, on the writer's thread (CommitListener).
    void committed(const domain::CommittedBatch& batch) { m_groups.committed(batch); }
    /// For those who look whether they work; as long as this lives.
    std::vector<net::SocketProbe> probes();
    /// Before the server stops.
    void stop() { m_groups.stop(); }

private:
    enum class Kind { Orders, Tables, Kitchen };
    struct Key
    {
        Kind kind;
        protocol::CompanyId company;
        std::optional<protocol::BranchId> branch;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    using Groups = SocketGroups<Key>;

    Groups::Rules rules();
    net::SocketProbe probe(Kind kind, const QString& name);
    static QString groupOf(const Key& key);
    void accept(net::WebSocketSession& session, Kind kind);
    static bool hears(const Key& key, const domain::StoredEvent& event);
    void make(domain::Workspace& work, const domain::StoredEvent& event, const std::vector<Key>& by,
              std::vector<Groups::Push>& pushes) const;

    const CafeContext& m_context;
    const net::Router* m_router = nullptr;
    Groups m_groups;
};

} // namespace dialects::cafe
