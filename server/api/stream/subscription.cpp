// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/stream/subscription.h"

#include "api/stream/broadcaster.h"
#include "api/stream/coalescer.h"
#include "api/stream/hub.h"
#include "base/logging.h"
#include "net/server.h"
#include "net/websocketsession.h"

#include <QJsonDocument>

namespace api {

Subscription::Subscription(Hub& hub, Broadcaster& broadcaster, net::WebSocketSession& session,
                           const Reader& reader)
    : m_hub(hub), m_broadcaster(broadcaster), m_session(session), m_reader(reader)
{
}

Subscription::~Subscription()
{
    leave();
}

void Subscription::leave()
{
    if (m_state == State::Live || m_state == State::Waiting)
        m_broadcaster.remove(*this);
}

void Subscription::resume(const std::optional<protocol::Cursor>& since, const Reader& reader)
{
    leave();
    ++m_round;
    m_reader = reader;
    m_cursor = since;
    m_resuming = true;
    m_reason.reset();
    m_snapshot.reset();
    m_state = State::Sending;
    goOn();
}

void Subscription::fellBehind(qint64 mark)
{
    m_cursor->seq = mark;
    m_state = State::Sending;
}

void Subscription::goOn()
{
    if (m_state == State::Idle || m_state == State::Reading || m_state == State::Live)
        return;
    while (m_session.isOpen()) {
        if (m_session.hasBacklog()) {
            m_state = State::Sending;
            return;
        }
        if (m_snapshot) {
            sendSnapshotPart();
            continue;
        }
        if (m_reason)
            return readSnapshot();
        const auto answer = m_hub.feed().recent(m_cursor, m_reader, slice);
        if (!answer)
            return readJournal();
        if (!take(*answer))
            return;
    }
}

bool Subscription::take(const Feed::Answer& answer)
{
    if (answer.notRecovered) {
        m_reason = answer.notRecovered;
        return true;
    }
    if (m_resuming)
        sendResumed(std::nullopt);
    sendEvents(answer.events);
    m_cursor = answer.position;
    return answer.more || !join();
}

bool Subscription::join()
{
    const qint64 liveEnd = m_broadcaster.seq();
    if (m_session.hasBacklog() || m_cursor->seq < liveEnd)
        return false;
    if (m_cursor->seq == liveEnd) {
        m_state = State::Live;
        m_broadcaster.add(*this);
    } else {
        m_state = State::Waiting;
        m_broadcaster.addWaiting(*this);
    }
    return true;
}

template <class T>
std::function<void(protocol::Result<T>)>
Subscription::later(void (Subscription::*step)(const protocol::Result<T>&))
{
    return [&hub = m_hub, shard = m_session.shard().index(), weak = weak_from_this(), round = m_round,
            step](protocol::Result<T> result) {
        hub.post(shard, [weak, round, step, result = std::move(result)](ShardHub&) {
            const auto self = weak.lock();
            if (!self || self->m_round != round)
                return;
            ((*self).*step)(result);
        });
    };
}

void Subscription::readJournal()
{
    m_state = State::Reading;
    m_hub.feed().fromJournal(*m_cursor, m_reader, slice, later(&Subscription::journalRead));
}

void Subscription::readSnapshot()
{
    m_state = State::Reading;
    m_hub.snapshots().get(m_reader, Snapshots::Freshness::Recent, later(&Subscription::snapshotRead));
}

void Subscription::journalRead(const protocol::Result<Feed::Answer>& answer)
{
    if (!answer)
        return refused(answer.error());
    m_state = State::Sending;
    if (take(*answer))
        goOn();
}

void Subscription::snapshotRead(const protocol::Result<SnapshotPtr>& data)
{
    if (!data)
        return refused(data.error());
    m_state = State::Sending;
    m_snapshot = *data;
    m_nextPart = 0;
    m_cursor = m_snapshot->at();
    sendResumed(m_reason);
    goOn();
}

void Subscription::refused(const protocol::Error& error)
{
    m_state = State::Refused;
    m_hub.noteRefusal();
    qCDebug(lcApi, "A stream waits, for the database could not be read: %s", qPrintable(error.text()));
}

void Subscription::sendSnapshotPart()
{
    const auto& parts = m_snapshot->parts();
    if (m_nextPart < parts.size())
        m_session.send(parts[m_nextPart++].frame);
    if (m_nextPart >= parts.size())
        m_snapshot.reset();
}

void Subscription::sendResumed(std::optional<NotRecovered> reason)
{
    m_resuming = false;
    m_reason.reset();
    const protocol::Resumed resumed{.recovered = !reason,
                                    .reason = reason ? QString(toWire(*reason)) : QString(),
                                    .position = *m_cursor,
                                    .topics = m_reader.scope.topics.toNames()};
    m_session.sendText(
        QJsonDocument(protocol::toJson(protocol::ServerMessage(resumed))).toJson(QJsonDocument::Compact));
}

void Subscription::sendEvents(const std::vector<domain::StoredEventPtr>& events)
{
    if (events.empty())
        return;
    const auto merged = coalesce(events);
    if (merged.size() == 1) {
        m_session.sendText(merged.front()->json);
        return;
    }
    qsizetype size = 2;
    for (const domain::StoredEventPtr& event : merged)
        size += event->json.size() + 1;
    QByteArray text;
    text.reserve(size);
    for (const domain::StoredEventPtr& event : merged) {
        text += text.isEmpty() ? '[' : ',';
        text += event->json;
    }
    text += ']';
    m_session.sendText(text);
}

} // namespace api
