// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/stream/shardhub.h"

#include "api/stream/hub.h"
#include "net/server.h"
#include "net/websocketsession.h"

#include <QThread>

namespace api {

using namespace Qt::StringLiterals;
using protocol::CloseCode;

ShardHub::ShardHub(Hub& hub, net::Shard& shard, Times times)
    : m_hub(hub)
    , m_shard(shard)
    , m_times(times)
    , m_broadcaster(shard, hub.feed().head(), hub.clock().monotonicMs())
{
    Q_ASSERT(shard.thread() == QThread::currentThread());
    connect(&m_timer, &QTimer::timeout, this, &ShardHub::tick);
    m_timer.start(times.tick);
    connect(thread(), &QThread::finished, this, &QObject::deleteLater, Qt::DirectConnection);
}

ShardHub::~ShardHub()
{
    m_hub.leave(m_shard.index());
}

void ShardHub::accept(net::WebSocketSession& session, const Claims& claims)
{
    auto made = std::make_unique<Conversation>(m_hub, m_broadcaster, session, claims);
    Conversation* const conversation = made.get();
    const protocol::UserId user = conversation->principal().user;
    m_conversations.emplace(&session, std::move(made));
    m_byUser.emplace(user.value(), conversation);
    m_hub.enter(m_shard.index(), conversation->principal());
    connect(&session, &net::WebSocketSession::textReceived, this,
            [conversation](const QByteArray& utf8) { conversation->received(utf8); });
    connect(&session, &net::WebSocketSession::drained, this, [conversation] { conversation->drained(); });
    connect(&session, &net::WebSocketSession::closed, this, [this, &session] { forget(session); });
    m_hub.greet(m_shard.index(), user);
    // What changed between the guard's look and enter() would otherwise pass unseen.
    peopleChanged(m_hub.directory().snapshot(), {user});
}

void ShardHub::forget(net::WebSocketSession& session)
{
    const auto it = m_conversations.find(&session);
    if (it == m_conversations.end())
        return;
    disconnect(&session, nullptr, this, nullptr);
    const protocol::UserId user = it->second->principal().user;
    const auto [first, last] = m_byUser.equal_range(user.value());
    for (auto entry = first; entry != last; ++entry) {
        if (entry->second == it->second.get()) {
            m_byUser.erase(entry);
            break;
        }
    }
    m_conversations.erase(it);
    m_hub.exit(m_shard.index(), user);
}

void ShardHub::eachOf(protocol::UserId user, const std::function<void(Conversation&)>& action)
{
    const auto [first, last] = m_byUser.equal_range(user.value());
    for (auto entry = first; entry != last; ++entry)
        action(*entry->second);
}

void ShardHub::greet(protocol::UserId user)
{
    eachOf(user, [](Conversation& conversation) { conversation.greet(); });
}

void ShardHub::send(const net::Frame& frame, const std::function<bool(const protocol::Principal&)>& whom)
{
    for (const auto& [session, conversation] : m_conversations) {
        if (whom(conversation->principal()))
            conversation->send(frame);
    }
}

void ShardHub::sendTo(protocol::UserId user, const net::Frame& frame)
{
    eachOf(user, [&](Conversation& conversation) { conversation.send(frame); });
}

void ShardHub::peopleChanged(const Directory::Snapshot& now, const std::vector<protocol::UserId>& users)
{
    for (const protocol::UserId user : users) {
        const DirectorySnapshot::Person* person = now->person(user);
        eachOf(user, [&](Conversation& conversation) {
            if (!person || !person->account.active)
                return conversation.close(CloseCode::Refused, u"This account is switched off."_s);
            if (*person->principal == conversation.principal())
                return;
            // It was served by the old rules up to now.
            person->raiseAudienceMark(m_hub.feed().head());
            conversation.close(CloseCode::AudienceChanged, u"What you may see has changed; come back."_s);
        });
    }
}

void ShardHub::tick()
{
    for (const auto& [session, conversation] : m_conversations)
        conversation->tick();
    m_broadcaster.tick(m_hub.clock().monotonicMs(), m_times.position.count());
}

} // namespace api
