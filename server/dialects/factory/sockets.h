// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/endpoints.h"
#include "dialects/factory/floorpush.h"
#include "dialects/socketgroups.h"

#include <compare>
#include <vector>

namespace dialects {

/// The sockets of contracts.md A5: /ws/lohia/<room>/, /ws/employees/, /ws/security/ and
/// /ws/notifications/. What they push follows from committed journal events; each message is encoded
/// once per kind of viewer, not per client. The floor's own message is FloorPush's.
///
/// The original sends events once and has no replay, so neither does this: a page that was away asks
/// again. A socket whose login has ended or changed is closed with 1008.
class FactorySockets final
{
public:
    explicit FactorySockets(const FactoryContext& context);

    void addTo(net::Router& router);
    /// For every commit, on the writer's thread (CommitListener). Costs next to nothing while nobody
    /// is listening.
    void committed(const domain::CommittedBatch& batch);
    /// Before the server stops: nothing is posted to its shards afterwards.
    void stop();

private:
    enum class Kind { Lohia, Employees, Security, Notifications };
    struct Listeners ///< who gets the same messages
    {
        Kind kind;
        Viewer viewer;
        friend auto operator<=>(const Listeners&, const Listeners&) = default;
    };
    using Groups = SocketGroups<Listeners>;

    SocketHall::Welcome welcome() const;
    Groups::Rules rules() const;
    void addSocket(net::Router& router, const QByteArray& path, Kind kind);
    void accept(net::WebSocketSession& session, Kind kind);
    bool join(net::WebSocketSession& session, const Listeners& listeners);
    void received(net::WebSocketSession& session, const Listeners& listeners, const QByteArray& utf8);
    /// Sends one of the named messages to this session alone, when it has been made.
    void sendMessage(net::WebSocketSession& session, const char* name, const Viewer& viewer);
    static bool hears(const Listeners& listeners, const domain::StoredEvent& event);
    void make(domain::Workspace& work, const domain::StoredEvent& event, const std::vector<Listeners>& by,
              std::vector<Groups::Push>& pushes) const;

    const FactoryContext& m_context;
    const net::Router* m_router = nullptr;
    Groups m_groups;
    FloorPush m_floor;
};

} // namespace dialects
