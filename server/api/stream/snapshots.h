// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/stream/feed.h"
#include "base/clock.h"
#include "net/frame.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace api {

/// A user that no row is for (accounts are numbered from 1): who reads as nobody gets what everybody
/// with the same company, branch and roles may see, and never what is for one user alone.
protocol::UserId nobody();

/// All rows of some topics as one reader may see them, at one place in the journal, encoded once.
/// Immutable.
class SnapshotData final
{
public:
    /// A stretch of one topic's rows: at most 500 rows and about 192 KB, as it goes out.
    struct Part
    {
        net::Frame frame;       ///< {"type":"snapshot",…,"rows":[…],"last":…}
        qsizetype rowsFrom = 0; ///< where the rows stand in frame, without the brackets
        qsizetype rowsSize = 0;
        protocol::TopicIndex topic = 0;
    };

    SnapshotData(protocol::Cursor at, const domain::Scope& scope) : m_at(std::move(at)), m_scope(scope) {}
    void addTopic(protocol::TopicIndex topic, const std::vector<QByteArray>& rows);

    const protocol::Cursor& at() const { return m_at; }
    const domain::Scope& scope() const { return m_scope; }
    const std::vector<Part>& parts() const { return m_parts; }
    qint64 bytes() const { return m_bytes; }
    /// {"epoch","seq","snapshots":[{"topic","rows"}]}, made when first asked for.
    QByteArray body() const;

private:
    const protocol::Cursor m_at;
    const domain::Scope m_scope;
    std::vector<Part> m_parts;
    qint64 m_bytes = 0;
    mutable std::once_flag m_bodyMade;
    mutable QByteArray m_body;
};
using SnapshotPtr = std::shared_ptr<const SnapshotData>;

/// Reads snapshots and keeps the last ones: whoever may see the same gets the same bytes, and a crowd
/// that comes back together costs one read. Thread-safe.
class Snapshots final
{
public:
    struct Limits
    {
        qint64 bytes = 64 * 1024 * 1024;         ///< kept; those being sent stay alive by themselves
        std::chrono::milliseconds recent{5'000}; ///< how old Freshness::Recent may be
    };
    enum class Freshness {
        Current, ///< nothing that was committed before the call is missing
        Recent,  ///< may lag a little: the caller goes on with the events after at()
    };
    using Done = std::function<void(protocol::Result<SnapshotPtr>)>;

    /// All must outlive the snapshots; the Workspace has JournalReader.
    Snapshots(domain::Executor& executor, const Feed& feed, const base::Clock& clock)
        : Snapshots(executor, feed, clock, Limits())
    {
    }
    Snapshots(domain::Executor& executor, const Feed& feed, const base::Clock& clock, Limits limits);

    /// done is called at once when a kept one serves, else on a reader's thread; with Unavailable when
    /// the readers are overloaded.
    void get(const Reader& reader, Freshness freshness, Done done);

    /// True when a snapshot taken at that place would still be the same for this reader, as far as
    /// memory tells.
    bool isCurrent(const protocol::Cursor& at, const Reader& reader) const;

    /// The scope that a snapshot for this reader is kept under: without the user where no topic has
    /// rows for one user alone.
    static domain::Scope sharedScope(const domain::Scope& scope);

private:
    struct Waiting
    {
        Reader reader;
        qint64 mustReach = 0; ///< the journal's end when it was asked for; 0 for Recent
        bool late = false;    ///< the read under way began before it was asked for
        Done done;
    };
    struct Entry
    {
        SnapshotPtr data;
        qint64 readAt = 0; ///< monotonic ms
        qint64 usedAt = 0;
        bool reading = false;
        std::vector<Waiting> waiting;
    };
    struct ScopeHash
    {
        size_t operator()(const domain::Scope& scope) const;
    };
    using Entries = std::unordered_map<domain::Scope, Entry, ScopeHash>;

    bool serves(const SnapshotData& data, const Reader& reader, qint64 mustReach) const;
    void startRead(const domain::Scope& scope);
    void finishRead(const domain::Scope& scope, protocol::Result<SnapshotPtr> result);
    void makeRoom();

    domain::Executor& m_executor;
    const Feed& m_feed;
    const base::Clock& m_clock;
    const Limits m_limits;
    std::mutex m_mutex;
    Entries m_entries;
};

} // namespace api
