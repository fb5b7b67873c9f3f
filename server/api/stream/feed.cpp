// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/stream/feed.h"

#include "api/completion.h"
#include "base/logging.h"

#include <algorithm>
#include <mutex>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

QLatin1StringView toWire(NotRecovered reason)
{
    switch (reason) {
    case NotRecovered::First:
        return "first"_L1;
    case NotRecovered::Epoch:
        return "epoch"_L1;
    case NotRecovered::Retention:
        return "retention"_L1;
    case NotRecovered::Audience:
        return "audience"_L1;
    }
    Q_UNREACHABLE();
}

Feed::Feed(domain::Executor& executor, Limits limits) : m_executor(executor), m_limits(limits) {}

void Feed::open(const protocol::Cursor& start)
{
    const std::unique_lock lock(m_mutex);
    const qint64 end = std::max(start.seq, head());
    m_epoch = start.epoch;
    m_tails.clear();
    m_completeAfter = end;
    m_head.store(end, std::memory_order_release);
}

void Feed::append(const domain::CommittedBatch& batch)
{
    const std::unique_lock lock(m_mutex);
    for (const domain::StoredEventPtr& event : batch) {
        if (event->seq <= head()) {
            qCCritical(lcApi, "The journal's event %lld came twice or too late; it is not sent.",
                       static_cast<long long>(event->seq));
            continue;
        }
        auto [it, isNew] = m_tails.try_emplace(event->audience.company.value());
        Tail& tail = it->second;
        if (isNew)
            tail.completeAfter = m_completeAfter;
        tail.events.push_back(event);
        tail.bytes += event->json.size();
        while (tail.events.size() > m_limits.tailEvents || tail.bytes > m_limits.tailBytes) {
            tail.completeAfter = tail.events.front()->seq;
            tail.bytes -= tail.events.front()->json.size();
            tail.events.pop_front();
        }
        m_head.store(event->seq, std::memory_order_release);
    }
}

std::optional<Feed::Answer> Feed::recent(const std::optional<protocol::Cursor>& since, const Reader& reader,
                                         Bound bound) const
{
    const std::shared_lock lock(m_mutex);
    const qint64 end = head();
    const auto unable = [&](NotRecovered reason) { return Answer{{m_epoch, end}, reason, {}, false}; };
    if (!since)
        return unable(NotRecovered::First);
    if (since->epoch != m_epoch)
        return unable(NotRecovered::Epoch);
    // A snapshot read from the database may be ahead of what this process was told so far.
    if (since->seq > end)
        return std::nullopt;
    const auto it = m_tails.find(reader.scope.company.value());
    if (since->seq < (it == m_tails.end() ? m_completeAfter : it->second.completeAfter))
        return std::nullopt;
    if (since->seq < reader.audienceChangedAt)
        return unable(NotRecovered::Audience);

    Answer answer{{m_epoch, end}, {}, {}, false};
    if (it == m_tails.end() || since->seq == end)
        return answer;
    const auto& events = it->second.events;
    auto next = std::upper_bound(events.begin(), events.end(), since->seq,
                                 [](qint64 seq, const auto& event) { return seq < event->seq; });
    qint64 bytes = 0;
    for (; next != events.end(); ++next) {
        const domain::StoredEvent& event = **next;
        if (!domain::mayRead(reader.scope, event.topic, event.audience))
            continue;
        bytes += event.json.size();
        if (!answer.events.empty() &&
            (answer.events.size() >= static_cast<size_t>(bound.events) || bytes > bound.bytes)) {
            answer.more = true;
            answer.position.seq = event.seq - 1;
            break;
        }
        answer.events.push_back(*next);
    }
    return answer;
}

void Feed::fromJournal(const protocol::Cursor& since, const Reader& reader, Bound bound, Done whenDone) const
{
    const Completion<Answer> done(std::move(whenDone));
    const bool accepted = m_executor.read([since, reader, bound, done](domain::Workspace& workspace) {
        const auto& journal = workspace.get<domain::JournalReader>();
        const protocol::Cursor head = journal.head();
        const auto unable = [&](NotRecovered reason) { done(Answer{head, reason, {}, false}); };
        if (since.epoch != head.epoch || since.seq > head.seq)
            return unable(NotRecovered::Epoch);
        if (since.seq < journal.oldestCursor())
            return unable(NotRecovered::Retention);
        if (since.seq < reader.audienceChangedAt)
            return unable(NotRecovered::Audience);
        auto slice = journal.eventsAfter(since.seq, reader.scope, bound.events);
        if (!slice)
            return done(base::Unexpected<protocol::Error>{slice.error()});
        Answer answer{{head.epoch, slice->upTo}, {}, std::move(slice->events), slice->more};
        qint64 bytes = 0;
        for (size_t i = 0; i < answer.events.size(); ++i) {
            bytes += answer.events[i]->json.size();
            if (i > 0 && bytes > bound.bytes) {
                answer.position.seq = answer.events[i]->seq - 1;
                answer.events.resize(i);
                answer.more = true;
                break;
            }
        }
        done(std::move(answer));
    });
    if (!accepted)
        done(protocol::failure(ErrorCode::Unavailable));
}

} // namespace api
