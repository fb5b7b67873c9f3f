// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/endpoints.h"
#include "domain/journal.h"
#include "net/group.h"
#include "net/websocketsession.h"

#include <QPointer>

#include <compare>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace dialects {

/// The sockets of contracts.md A5: /ws/lohia/<room>/, /ws/employees/, /ws/security/ and
/// /ws/notifications/. What they push follows from committed journal events; each message is encoded
/// once per kind of viewer, not per client, and goes out through net::Group.
///
/// The original sends events once and has no replay, so neither does this: a page that was away asks
/// again. Bursts of changes at machines are joined into one machine_status of the whole floor.
class FactorySockets final
{
public:
    explicit FactorySockets(const FactoryContext& context);
    ~FactorySockets();
    FactorySockets(const FactorySockets&) = delete;
    FactorySockets& operator=(const FactorySockets&) = delete;

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
    struct Push
    {
        Listeners to;
        net::Frame frame;
        qint64 version = 0; ///< of a machine_status
    };
    /// What belongs to one shard; used on its thread only.
    struct ShardSide
    {
        explicit ShardSide(net::Shard& its) : shard(its) {}
        net::Shard& shard;
        std::map<Listeners, std::unique_ptr<net::Group>> groups;
        std::map<Viewer, qint64> statusVersion; ///< of the last machine_status broadcast
    };
    using SidePtr = std::shared_ptr<ShardSide>;
    using SessionPtr = QPointer<net::WebSocketSession>;

    void addSocket(net::Router& router, const QByteArray& path, Kind kind);
    void accept(net::WebSocketSession& session, Kind kind);
    net::Group& groupOf(ShardSide& side, const Listeners& listeners);
    void received(const SidePtr& side, net::WebSocketSession& session, const Listeners& listeners,
                  const QByteArray& utf8);
    /// Sends one of the named messages to this session alone, when it has been made.
    void sendMessage(const SidePtr& side, net::WebSocketSession& session, const char* name,
                     const Viewer& viewer);
    void sendStatus(const SidePtr& side, net::WebSocketSession& session, const Viewer& viewer);
    SidePtr sideOf(net::Shard& shard);

    void startStatusTimer();
    void pushStatus();
    void startReading();
    std::vector<Push> read(domain::Workspace& work, const std::vector<domain::StoredEventPtr>& events,
                           const std::vector<Listeners>& present) const;
    void broadcast(std::vector<Push> pushes);
    /// Runs task on the side's shard unless the server is stopping.
    void post(const SidePtr& side, std::function<void()> task);

    const FactoryContext& m_context;

    std::mutex m_mutex; ///< for all below
    bool m_stopped = false;
    std::map<net::Shard*, SidePtr> m_sides;
    std::map<Listeners, int> m_present; ///< sessions
    std::set<protocol::CompanyId> m_changedFloors;
    bool m_statusDue = false;
    std::deque<domain::StoredEventPtr> m_events; ///< to be told
    bool m_reading = false;                      ///< one read at a time, so that events stay in order
};

} // namespace dialects
