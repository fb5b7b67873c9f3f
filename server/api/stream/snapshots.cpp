// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/stream/snapshots.h"

#include "api/completion.h"

#include <QHash>

#include <limits>
#include <utility>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

constexpr size_t kPartRows = 500;
constexpr qsizetype kPartBytes = 192 * 1024;

QByteArray topicName(protocol::TopicIndex topic)
{
    const QLatin1StringView name = protocol::topicTable()[static_cast<size_t>(topic)].name;
    return QByteArray(name.data(), name.size());
}

} // namespace

protocol::UserId nobody()
{
    return *protocol::UserId::from(std::numeric_limits<qint64>::max());
}

void SnapshotData::addTopic(protocol::TopicIndex topic, const std::vector<QByteArray>& rows)
{
    size_t from = 0;
    do {
        size_t to = from;
        qsizetype size = 0;
        while (to < rows.size() && to - from < kPartRows &&
               (to == from || size + rows[to].size() < kPartBytes))
            size += rows[to++].size() + 1;
        // {"type":"snapshot","topic":"machines","seq":240,"rows":[{"id":7}],"last":true}
        QByteArray text = R"({"type":"snapshot","topic":")" + topicName(topic) + R"(","seq":)" +
                          QByteArray::number(m_at.seq) + R"(,"rows":[)";
        text.reserve(text.size() + size + 16);
        const qsizetype rowsFrom = text.size();
        for (size_t i = from; i < to; ++i) {
            if (i > from)
                text += ',';
            text += rows[i];
        }
        const qsizetype rowsSize = text.size() - rowsFrom;
        text += to == rows.size() ? R"(],"last":true})" : R"(],"last":false})";
        net::Frame frame = net::Frame::text(text);
        const qsizetype head = frame.bytes().size() - text.size();
        m_bytes += frame.bytes().size();
        m_parts.push_back({std::move(frame), head + rowsFrom, rowsSize, topic});
        from = to;
    } while (from < rows.size());
}

QByteArray SnapshotData::body() const
{
    std::call_once(m_bodyMade, [this] {
        // {"epoch":"9f3c","seq":240,"snapshots":[{"topic":"machines","rows":[{"id":7}]}]}
        m_body.reserve(m_bytes + 256);
        m_body += R"({"epoch":")" + m_at.epoch.toUtf8() + R"(","seq":)" + QByteArray::number(m_at.seq) +
                  R"(,"snapshots":[)";
        std::optional<protocol::TopicIndex> open;
        for (const Part& part : m_parts) {
            if (open != part.topic) {
                if (open)
                    m_body += "]},";
                m_body += R"({"topic":")" + topicName(part.topic) + R"(","rows":[)";
                open = part.topic;
            } else {
                m_body += ',';
            }
            m_body += QByteArrayView(part.frame.bytes()).sliced(part.rowsFrom, part.rowsSize);
        }
        m_body += open ? "]}]}" : "]}";
    });
    return m_body;
}

size_t Snapshots::ScopeHash::operator()(const domain::Scope& scope) const
{
    return qHashMulti(0, scope.company, scope.branch ? scope.branch->value() : 0, scope.roles.bits(),
                      scope.user, scope.topics.bits());
}

domain::Scope Snapshots::sharedScope(const domain::Scope& scope)
{
    domain::Scope shared = scope;
    if (!scope.topics.arePersonal())
        shared.user = nobody();
    return shared;
}

Snapshots::Snapshots(domain::Executor& executor, const Feed& feed, const base::Clock& clock, Limits limits)
    : m_executor(executor), m_feed(feed), m_clock(clock), m_limits(limits)
{
}

bool Snapshots::isCurrent(const protocol::Cursor& at, const Reader& reader) const
{
    const auto since = m_feed.recent(at, reader, {.events = 1, .bytes = 1});
    return since && !since->notRecovered && since->events.empty();
}

bool Snapshots::serves(const SnapshotData& data, const Reader& reader, qint64 mustReach) const
{
    // Older than the reader's present audience: its cursor would be refused the next time.
    if (data.at().seq < reader.audienceChangedAt)
        return false;
    return data.at().seq >= mustReach || isCurrent(data.at(), reader);
}

void Snapshots::get(const Reader& reader, Freshness freshness, Done done)
{
    const domain::Scope scope = sharedScope(reader.scope);
    const qint64 now = m_clock.monotonicMs();
    SnapshotPtr kept;
    {
        const std::lock_guard lock(m_mutex);
        Entry& entry = m_entries[scope];
        const bool recent = entry.data && now - entry.readAt <= m_limits.recent.count() &&
                            m_feed.recent(entry.data->at(), reader, {.events = 1, .bytes = 1}).has_value();
        const qint64 mustReach = freshness == Freshness::Current ? m_feed.head() : 0;
        if (entry.data && (recent || freshness == Freshness::Current) &&
            serves(*entry.data, reader, mustReach)) {
            entry.usedAt = now;
            kept = entry.data;
        } else {
            entry.waiting.push_back({reader, mustReach, entry.reading, std::move(done)});
            if (std::exchange(entry.reading, true))
                return;
        }
    }
    if (kept)
        return done(std::move(kept));
    startRead(scope);
}

void Snapshots::startRead(const domain::Scope& scope)
{
    const Completion<SnapshotPtr> done(
        [this, scope](protocol::Result<SnapshotPtr> result) { finishRead(scope, std::move(result)); });
    const bool accepted = m_executor.read([scope, done](domain::Workspace& workspace) {
        const auto& journal = workspace.get<domain::JournalReader>();
        auto data = std::make_shared<SnapshotData>(journal.head(), scope);
        for (size_t i = 0; i < protocol::topicTable().size(); ++i) {
            const auto topic = static_cast<protocol::TopicIndex>(i);
            if (!scope.topics.has(topic))
                continue;
            const auto rows = journal.rows(topic, scope);
            if (!rows)
                return done(base::Unexpected<protocol::Error>{rows.error()});
            data->addTopic(topic, *rows);
        }
        done(SnapshotPtr(std::move(data)));
    });
    if (!accepted)
        done(protocol::failure(ErrorCode::Unavailable));
}

void Snapshots::finishRead(const domain::Scope& scope, protocol::Result<SnapshotPtr> result)
{
    std::vector<Waiting> served;
    bool again = false;
    {
        const std::lock_guard lock(m_mutex);
        Entry& entry = m_entries[scope];
        if (!result) {
            served = std::exchange(entry.waiting, {});
        } else {
            const SnapshotData& data = **result;
            entry.data = *result;
            entry.readAt = entry.usedAt = m_clock.monotonicMs();
            for (Waiting& waiting : std::exchange(entry.waiting, {})) {
                const bool late = std::exchange(waiting.late, false);
                auto& list =
                    !late || serves(data, waiting.reader, waiting.mustReach) ? served : entry.waiting;
                list.push_back(std::move(waiting));
            }
            again = !entry.waiting.empty();
        }
        entry.reading = again;
        makeRoom();
    }
    for (const Waiting& waiting : served)
        waiting.done(result);
    if (again)
        startRead(scope);
}

void Snapshots::makeRoom()
{
    qint64 bytes = 0;
    for (const auto& [scope, entry] : m_entries)
        bytes += entry.data ? entry.data->bytes() : 0;
    while (bytes > m_limits.bytes || m_entries.size() > 1'000) {
        auto oldest = m_entries.end();
        for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
            if (!it->second.reading &&
                (oldest == m_entries.end() || it->second.usedAt < oldest->second.usedAt))
                oldest = it;
        }
        if (oldest == m_entries.end())
            return;
        bytes -= oldest->second.data ? oldest->second.data->bytes() : 0;
        m_entries.erase(oldest);
    }
}

} // namespace api
