// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/frame.h"

#include <QObject>

#include <functional>
#include <unordered_map>
#include <vector>

namespace net {

class Shard;
class WebSocketSession;

/// Sessions of one shard that get the same frames. The frames of one turn of the event loop are
/// joined and go out in one write per session, all sessions sharing the one buffer; nothing is held
/// back beyond the turn. A session gets exactly the frames that were broadcast while it was in the
/// group. Shard's thread only.
class Group final : public QObject
{
    Q_OBJECT
public:
    /// A session whose kernel buffer is full: everything up to and including the frame marked mark has
    /// been accepted for it (some of it waits in its backlog), nothing later. The owner takes it out of
    /// the group now and, after WebSocketSession::drained(), reads on for it from mark. If it is left
    /// in, this is called after every flush until the backlog is gone or has reached its cap. Comes at
    /// the end of a turn, or from within flush(), add() or a broadcast() that fills the buffer.
    using FellBehind = std::function<void(WebSocketSession& session, quint64 mark)>;

    explicit Group(Shard& shard, QObject* parent = nullptr);
    ~Group() override;

    void setFellBehind(FellBehind fellBehind) { m_fellBehind = std::move(fellBehind); }

    /// From the next broadcast on. A session that closes leaves by itself. Adding twice is once.
    void add(WebSocketSession& session);
    void remove(WebSocketSession& session);
    bool contains(const WebSocketSession& session) const;
    int size() const { return int(m_members.size()); }
    bool isEmpty() const { return m_members.empty(); }

    /// mark: the owner's number of this frame (a journal's sequence), handed back by FellBehind.
    void broadcast(const Frame& frame, quint64 mark = 0);
    /// Writes what this turn has gathered, now. Happens by itself at the end of the turn.
    void flush();

private:
    struct Member
    {
        WebSocketSession* session;
        QMetaObject::Connection closed;
    };

    void drop(WebSocketSession& session);

    Shard& m_shard;
    FellBehind m_fellBehind;
    std::vector<Member> m_members;
    std::unordered_map<const WebSocketSession*, size_t> m_places; ///< of the members, by session
    Frame m_pending;
    quint64 m_mark = 0;
    bool m_flushDue = false;
};

} // namespace net
