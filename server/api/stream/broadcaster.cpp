// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/stream/broadcaster.h"

#include "api/stream/snapshots.h"
#include "api/stream/subscription.h"
#include "net/websocketsession.h"

#include <QJsonDocument>

#include <utility>

namespace api {

domain::Scope Broadcaster::groupScope(const domain::Scope& scope)
{
    domain::Scope shared = scope;
    shared.user = nobody();
    return shared;
}

Broadcaster::LiveGroup& Broadcaster::groupOf(const domain::Scope& scope)
{
    const domain::Scope shared = groupScope(scope);
    auto& ofCompany = m_groups[scope.company.value()];
    for (const auto& group : ofCompany) {
        if (group->scope == shared)
            return *group;
    }
    ofCompany.push_back(std::make_unique<LiveGroup>(m_shard, shared));
    LiveGroup& group = *ofCompany.back();
    group.told = m_seq;
    group.toldAt = m_now;
    group.group.setFellBehind([this, &group](net::WebSocketSession& session, quint64 mark) {
        fellBehind(group, session, static_cast<qint64>(mark));
    });
    return group;
}

void Broadcaster::add(Subscription& subscription)
{
    Q_ASSERT(subscription.cursor().seq == m_seq);
    LiveGroup& group = groupOf(subscription.reader().scope);
    group.members[&subscription.session()] = &subscription;
    group.group.add(subscription.session());
}

void Broadcaster::remove(Subscription& subscription)
{
    m_waiting.erase(&subscription);
    const auto it = m_groups.find(subscription.reader().scope.company.value());
    if (it == m_groups.end())
        return;
    for (const auto& group : it->second) {
        if (group->members.erase(&subscription.session()) > 0)
            group->group.remove(subscription.session());
    }
}

void Broadcaster::fellBehind(LiveGroup& group, const net::WebSocketSession& session, qint64 mark)
{
    const auto member = group.members.find(&session);
    if (member == group.members.end())
        return;
    Subscription* const subscription = member->second;
    remove(*subscription);
    subscription->fellBehind(mark);
}

void Broadcaster::deliver(const domain::CommittedBatch& batch)
{
    for (const domain::StoredEventPtr& event : batch) {
        if (event->seq <= m_seq)
            continue;
        // Another company's groups are not even looked at; mayRead() would say no as well.
        const auto groups = m_groups.find(event->audience.company.value());
        if (groups != m_groups.end()) {
            net::Frame frame;
            for (const auto& group : groups->second) {
                if (group->members.empty())
                    continue;
                const bool personal = event->audience.user.has_value();
                if (!personal && !domain::mayRead(group->scope, event->topic, event->audience))
                    continue;
                if (frame.isEmpty())
                    frame = net::Frame::text(event->json);
                if (personal) {
                    deliverPersonally(*group, *event, frame);
                } else {
                    group->group.broadcast(frame, static_cast<quint64>(event->seq));
                    group->told = event->seq;
                    group->toldAt = m_now;
                }
            }
        }
        m_seq = event->seq;
    }
    const auto waiting = std::exchange(m_waiting, {});
    for (Subscription* subscription : waiting) {
        if (subscription->cursor().seq > m_seq)
            m_waiting.insert(subscription);
        else
            subscription->goOn();
    }
}

void Broadcaster::deliverPersonally(LiveGroup& group, const domain::StoredEvent& event,
                                    const net::Frame& frame)
{
    std::vector<Subscription*> theirs;
    for (const auto& [session, subscription] : group.members) {
        if (domain::mayRead(subscription->reader().scope, event.topic, event.audience))
            theirs.push_back(subscription);
    }
    if (theirs.empty())
        return;
    // What the group still holds is older, and a client drops what is older than what it has.
    group.group.flush();
    for (Subscription* subscription : theirs) {
        if (!group.group.contains(subscription->session()))
            continue; // fell behind with the flush: it will read this event later
        subscription->session().send(frame);
        if (subscription->session().hasBacklog())
            fellBehind(group, subscription->session(), event.seq);
    }
}

void Broadcaster::tick(qint64 nowMs, qint64 positionEveryMs)
{
    m_now = nowMs;
    for (auto& [company, groups] : m_groups) {
        std::erase_if(groups, [](const auto& group) { return group->members.empty(); });
        for (const auto& group : groups) {
            if (group->told >= m_seq || nowMs - group->toldAt < positionEveryMs)
                continue;
            const QJsonObject position = protocol::toJson(protocol::ServerMessage(protocol::Position{m_seq}));
            group->told = m_seq;
            group->toldAt = nowMs;
            group->group.broadcast(net::Frame::text(QJsonDocument(position).toJson(QJsonDocument::Compact)),
                                   static_cast<quint64>(m_seq));
        }
    }
    std::erase_if(m_groups, [](const auto& ofCompany) { return ofCompany.second.empty(); });
}

} // namespace api
