// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"
#include "domain/work.h"
#include "protocol/cursor.h"

#include <atomic>
#include <deque>
#include <functional>
#include <optional>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace api {

/// Who reads the journal: what they may see now, and since when that has been so.
struct Reader
{
    domain::Scope scope;
    qint64 audienceChangedAt = 0; ///< cursors before it saw with other eyes
};

/// Why a cursor does not help (protocol::Resumed::reason).
enum class NotRecovered {
    First,     ///< there is no cursor
    Epoch,     ///< of another journal
    Retention, ///< events after it are gone
    Audience,  ///< what this person may see has changed since
};
QLatin1StringView toWire(NotRecovered reason);

/// The one read behind the WebSocket's stream, polling and catching up: events after a cursor, for a
/// reader, from memory where it reaches back far enough and else from the database. Thread-safe.
class Feed final
{
public:
    struct Limits
    {
        size_t tailEvents = 20'000;          ///< kept in memory, per company
        qint64 tailBytes = 16 * 1024 * 1024; ///< of JSON kept in memory, per company
    };
    /// How much one answer holds; at least one event whatever its size.
    struct Bound
    {
        int events = 500;
        qint64 bytes = 192 * 1024;
    };
    struct Answer
    {
        protocol::Cursor position;                ///< everything up to it is here or was not for this reader
        std::optional<NotRecovered> notRecovered; ///< then no events; position is the journal's end
        std::vector<domain::StoredEventPtr> events;
        bool more = false;
    };
    using Done = std::function<void(protocol::Result<Answer>)>;

    /// executor must outlive the feed; its Workspace has JournalReader.
    explicit Feed(domain::Executor& executor) : Feed(executor, Limits()) {}
    Feed(domain::Executor& executor, Limits limits);

    /// Where the journal ends as the server starts; what append() was given before only moves it on.
    void open(const protocol::Cursor& head);
    /// The commit listener: on the writer's thread, before anybody else is told of the commit. Batches
    /// come in order and leave out no event, whoever wrote it; a number that is missing is nobody's.
    void append(const domain::CommittedBatch& batch);

    /// The journal's end as far as this process was told. Any thread.
    qint64 head() const { return m_head.load(std::memory_order_acquire); }
    const QString& epoch() const { return m_epoch; }

    /// Answers without the database, or nullopt where only the database can.
    std::optional<Answer> recent(const std::optional<protocol::Cursor>& since, const Reader& reader,
                                 Bound bound) const;
    /// Answers from the database; done is called on a reader's thread, or at once with Unavailable
    /// when the readers are overloaded.
    void fromJournal(const protocol::Cursor& since, const Reader& reader, Bound bound, Done done) const;

private:
    struct Tail
    {
        std::deque<domain::StoredEventPtr> events;
        qint64 bytes = 0;
        qint64 completeAfter = 0; ///< no event of the company with a greater seq is missing here
    };

    domain::Executor& m_executor;
    const Limits m_limits;
    QString m_epoch;               ///< set by open(), then constant
    std::atomic<qint64> m_head{0}; ///< written under m_mutex
    mutable std::shared_mutex m_mutex;
    std::unordered_map<qint64, Tail> m_tails; ///< by company
    qint64 m_completeAfter = 0;               ///< for companies without a tail
};

} // namespace api
