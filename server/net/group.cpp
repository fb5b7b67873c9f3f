// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/group.h"

#include "net/server.h"
#include "net/websocketsession.h"

#include <QPointer>

namespace net {

namespace {

/// A turn that gathers more writes in between: the kernel can begin to send, and the buffer stays
/// small enough for the cache.
constexpr qsizetype s_joinAtMost = 64 * 1024;

void prefetch([[maybe_unused]] const void* address)
{
#if defined(__GNUC__)
    __builtin_prefetch(address);
#endif
}

} // namespace

Group::Group(Shard& shard, QObject* parent) : QObject(parent), m_shard(shard) {}

Group::~Group() = default;

void Group::add(WebSocketSession& session)
{
    if (!session.isOpen() || contains(session))
        return;
    Q_ASSERT(&session.shard() == &m_shard);
    flush(); // what was broadcast before is not for the newcomer
    m_places.emplace(&session, m_members.size());
    m_members.push_back({&session, connect(&session, &WebSocketSession::closed, this,
                                           [this, closed = &session] { drop(*closed); })});
}

void Group::remove(WebSocketSession& session)
{
    if (!contains(session))
        return;
    if (!m_pending.isEmpty())
        session.send(m_pending);
    drop(session);
}

bool Group::contains(const WebSocketSession& session) const
{
    return m_places.find(&session) != m_places.end();
}

void Group::drop(WebSocketSession& session)
{
    const auto entry = m_places.find(&session);
    if (entry == m_places.end())
        return;
    const size_t place = entry->second;
    m_places.erase(entry);
    disconnect(m_members[place].closed);
    if (place + 1 != m_members.size()) {
        m_members[place] = m_members.back();
        m_places[m_members[place].session] = place;
    }
    m_members.pop_back();
}

void Group::broadcast(const Frame& frame, quint64 mark)
{
    m_mark = mark;
    if (m_members.empty() || frame.isEmpty())
        return;
    // The first frame of a turn is shared as it is; only a second one makes a joined copy.
    if (m_pending.isEmpty())
        m_pending = frame;
    else
        m_pending.append(frame);
    if (m_pending.bytes().size() >= s_joinAtMost)
        return flush();
    if (m_flushDue)
        return;
    m_flushDue = true;
    m_shard.atEndOfTurn([group = QPointer<Group>(this)] {
        if (group) {
            group->m_flushDue = false;
            group->flush();
        }
    });
}

void Group::flush()
{
    if (m_pending.isEmpty())
        return;
    const Frame joined = std::exchange(m_pending, Frame());
    const quint64 mark = m_mark;
    std::vector<WebSocketSession*> behind;
    // Sending emits nothing and ends no session: the members stay as they are meanwhile.
    for (size_t i = 0; i < m_members.size(); ++i) {
        // The kernel's work for one session pushes the next one out of the cache: it is fetched while
        // the kernel is at work.
        if (i + 1 < m_members.size())
            prefetch(m_members[i + 1].session);
        bool isBehind = false;
        m_members[i].session->send(joined, isBehind);
        if (isBehind)
            behind.push_back(m_members[i].session);
    }
    if (!m_fellBehind)
        return;
    for (WebSocketSession* session : behind) {
        if (contains(*session)) // an earlier one's owner may have taken it out too
            m_fellBehind(*session, mark);
    }
}

} // namespace net
