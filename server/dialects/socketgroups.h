// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/sockethall.h"
#include "domain/journal.h"
#include "net/frame.h"
#include "net/group.h"

#include <QPointer>

#include <algorithm>
#include <atomic>
#include <deque>
#include <functional>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dialects {

/// Sockets whose pushes follow from the journal's events. A Key says who gets the same messages (a value
/// with <=>: a company and a branch, say). Events are taken from the commits, one read at a time makes
/// messages of them in the journal's order, once an event however many listen, and each message goes out
/// as one shared frame to every session of the keys that get it.
///
/// Sent once, no replay: the originals' clients that were away ask again. A client that does not read is
/// cut off when Limits::maxBacklogBytes wait for it.
template <class Key> class SocketGroups final
{
public:
    struct Push
    {
        Key to;
        net::Frame frame;
        std::optional<protocol::UserId> only{}; ///< to this person's sessions alone
    };
    struct Rules
    {
        protocol::Topics topics; ///< others' events are not looked at
        /// Whether an event is for those of a key. On any thread; must be quick.
        std::function<bool(const Key&, const domain::StoredEvent&)> hears;
        /// Appends what an event comes to for those who hear it (at least one). On a reader's thread.
        std::function<void(domain::Workspace&, const domain::StoredEvent&, const std::vector<Key>& by,
                           std::vector<Push>&)>
            make;
        SocketHall::Welcome welcome{}; ///< e.g. isStillWelcome()
        std::chrono::milliseconds askEvery{15'000};
    };

    SocketGroups(domain::Executor& executor, Rules rules)
        : m_rules(std::move(rules)), m_hall(executor, m_rules.welcome, m_rules.askEvery)
    {
    }

    // ---- on the session's shard ----

    /// From the next event on, until it closes. False: the server is stopping, and the session is ended.
    bool join(net::WebSocketSession& session, const Key& key)
    {
        if (!m_hall.enter(session)) {
            session.abort();
            return false;
        }
        SideOfShard& side = sideOf(session.shard());
        side.keys.insert_or_assign(&session, key);
        put(side, session, key);
        if (const auto& who = session.request().principal)
            side.people.emplace(who->user.value(), &session);
        QObject::connect(&session, &net::WebSocketSession::closed, &session, [this, &side, &session] {
            if (const auto mine = side.keys.extract(&session)) {
                forget(side, session);
                take(side, session, mine.mapped());
            }
        });
        return true;
    }
    /// It gets another key's messages from now on, e.g. after a subscription.
    void move(net::WebSocketSession& session, const Key& key)
    {
        SideOfShard& side = sideOf(session.shard());
        const auto mine = side.keys.find(&session);
        if (mine == side.keys.end() || mine->second == key)
            return;
        take(side, session, std::exchange(mine->second, key));
        put(side, session, key);
    }
    /// As SocketHall::answer().
    bool answer(net::WebSocketSession& session, std::function<QByteArray(domain::Workspace&)> make)
    {
        return m_hall.answer(session, std::move(make));
    }

    // ---- on the writer's thread ----

    /// For every commit (CommitListener). Costs next to nothing while nobody listens.
    void committed(const domain::CommittedBatch& batch)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_present.empty())
                return;
            for (const domain::StoredEventPtr& event : batch) {
                if (!m_rules.topics.has(event->topic))
                    continue;
                Heard heard{event, {}};
                for (const auto& [key, sessions] : m_present) {
                    if (m_rules.hears(key, *event))
                        heard.by.push_back(key);
                }
                if (!heard.by.empty())
                    m_waiting.push_back(std::move(heard));
            }
            while (m_waiting.size() > maxWaiting) // a page shows few anyway, and asks again
                m_waiting.pop_front();
        }
        startReading();
    }

    // ---- on any thread ----

    /// What follows from no event.
    void broadcast(std::vector<Push> pushes)
    {
        if (pushes.empty())
            return;
        m_hall.postToAll(
            [this, all = std::make_shared<const std::vector<Push>>(std::move(pushes))](net::Shard& shard) {
                SideOfShard& side = sideOf(shard);
                for (const Push& push : *all) {
                    const auto group = side.groups.find(push.to);
                    if (group == side.groups.end())
                        continue;
                    if (!push.only) {
                        group->second->broadcast(push.frame);
                        continue;
                    }
                    const auto isIts = [&](const Key& key) { return key == push.to; };
                    for (const auto& session : sessionsOf(side, *push.only, isIts)) {
                        if (session)
                            session->send(push.frame);
                    }
                }
            });
    }
    /// To those of a person's sessions that would hear the event, and nobody else's. done: how many there
    /// were; on one of the shards' threads, or this one.
    void echo(const domain::StoredEvent& event, protocol::UserId user, const net::Frame& frame,
              std::function<void(int)> done)
    {
        struct Round
        {
            std::function<void(int)> done;
            std::atomic<int> sent{0};
            ~Round() { done(sent); } // when the last shard has had its turn, or is gone
        };
        const auto round = std::make_shared<Round>(std::move(done));
        m_hall.postToAll([this, event, user, frame, round](net::Shard& shard) {
            const auto hears = [&](const Key& key) { return m_rules.hears(key, event); };
            for (const auto& session : sessionsOf(sideOf(shard), user, hears)) {
                if (session && session->send(frame))
                    ++round->sent;
            }
        });
    }
    /// How many sessions there are of the keys that count.
    template <class Counts> int sessions(Counts counts) const
    {
        const std::lock_guard lock(m_mutex);
        int number = 0;
        for (const auto& [key, present] : m_present)
            number += counts(key) ? present : 0;
        return number;
    }
    std::vector<Key> present() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Key> keys;
        for (const auto& [key, sessions] : m_present)
            keys.push_back(key);
        return keys;
    }
    /// Before the server stops: nothing is posted to its shards afterwards.
    void stop()
    {
        m_hall.stop([this](net::Shard& shard) {
            SideOfShard& side = sideOf(shard);
            side.groups.clear();
            side.keys.clear();
            side.people.clear();
        });
    }

private:
    static constexpr size_t maxWaiting = 10'000;
    static constexpr size_t maxAtOnce = 200; ///< events a read, so that the first are not kept waiting
    static constexpr std::chrono::milliseconds retryAfter{200};

    struct Heard
    {
        domain::StoredEventPtr event;
        std::vector<Key> by;
    };
    struct SideOfShard ///< on its shard's thread only
    {
        std::map<Key, std::unique_ptr<net::Group>> groups;
        std::map<net::WebSocketSession*, Key> keys;
        std::unordered_multimap<qint64, net::WebSocketSession*> people; ///< by user: those with a login
    };
    /// Those of a person's sessions whose keys count. Sending to one may end it.
    template <class Counts>
    static std::vector<QPointer<net::WebSocketSession>> sessionsOf(const SideOfShard& side,
                                                                   protocol::UserId user, Counts counts)
    {
        std::vector<QPointer<net::WebSocketSession>> sessions;
        const auto [begin, end] = side.people.equal_range(user.value());
        for (auto it = begin; it != end; ++it) {
            if (counts(side.keys.at(it->second)))
                sessions.emplace_back(it->second);
        }
        return sessions;
    }

    SideOfShard& sideOf(net::Shard& shard)
    {
        const std::lock_guard lock(m_mutex);
        return m_sides[&shard];
    }
    void put(SideOfShard& side, net::WebSocketSession& session, const Key& key)
    {
        auto& group = side.groups[key];
        if (!group)
            group = std::make_unique<net::Group>(session.shard());
        group->add(session);
        const std::lock_guard lock(m_mutex);
        ++m_present[key];
    }
    void take(SideOfShard& side, net::WebSocketSession& session, const Key& key)
    {
        if (const auto group = side.groups.find(key); group != side.groups.end()) {
            group->second->remove(session);
            if (group->second->isEmpty())
                side.groups.erase(group);
        }
        const std::lock_guard lock(m_mutex);
        const auto count = m_present.find(key);
        if (count != m_present.end() && --count->second == 0)
            m_present.erase(count);
    }

    static void forget(SideOfShard& side, const net::WebSocketSession& session)
    {
        const auto& who = session.request().principal;
        const auto [begin, end] = who ? side.people.equal_range(who->user.value())
                                      : std::pair{side.people.end(), side.people.end()};
        const auto mine =
            std::find_if(begin, end, [&](const auto& entry) { return entry.second == &session; });
        if (mine != end)
            side.people.erase(mine);
    }

    void startReading()
    {
        auto events = std::make_shared<std::vector<Heard>>();
        {
            const std::lock_guard lock(m_mutex);
            if (m_reading || m_waiting.empty() || m_hall.isStopped())
                return;
            m_reading = true; // one read at a time, so that messages stay in order
            const size_t count = std::min(m_waiting.size(), maxAtOnce);
            std::move(m_waiting.begin(), m_waiting.begin() + qsizetype(count), std::back_inserter(*events));
            m_waiting.erase(m_waiting.begin(), m_waiting.begin() + qsizetype(count));
        }
        // Its end is the end of the read: also of one that threw, or that the executor dropped.
        const std::shared_ptr<bool> turn(new bool(true), [this](bool* wasTaken) {
            if (*std::unique_ptr<bool>(wasTaken))
                readOn();
        });
        const bool accepted = m_hall.executor().read([this, turn, events](domain::Workspace& work) {
            std::vector<Push> pushes;
            for (const Heard& heard : *events)
                m_rules.make(work, *heard.event, heard.by, pushes);
            broadcast(std::move(pushes));
        });
        if (accepted)
            return;
        *turn = false;
        { // the readers are overloaded: once more a little later
            const std::lock_guard lock(m_mutex);
            m_reading = false;
            m_waiting.insert(m_waiting.begin(), std::make_move_iterator(events->begin()),
                             std::make_move_iterator(events->end()));
        }
        m_hall.postLater(retryAfter, [this] { startReading(); });
    }
    void readOn()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_reading = false;
        }
        startReading(); // what has come meanwhile
    }

    const Rules m_rules;
    SocketHall m_hall;
    mutable std::mutex m_mutex; ///< for all below
    bool m_reading = false;
    std::deque<Heard> m_waiting;
    std::map<Key, int> m_present; ///< sessions
    std::map<net::Shard*, SideOfShard> m_sides;
};

} // namespace dialects
