// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/cursor.h"
#include "protocol/error.h"
#include "protocol/ids.h"
#include "protocol/principal.h"
#include "protocol/stream.h"
#include "protocol/topics.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace domain {

/// Who may see an event or a row: everybody in the company; with a branch, those who see it; with roles
/// or a user (design.md §3), those who hold one of the roles, and that user whatever their roles are.
/// The topic's own readers (protocol::Topic) narrow it further, always.
struct Audience
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    protocol::Roles roles{};                ///< empty: any, unless there is a user
    std::optional<protocol::UserId> user{}; ///< besides the roles

    friend bool operator==(const Audience&, const Audience&) = default;
};

/// Who is reading, as they are now, and what they asked for. topics must already be cut down to
/// what the roles may read (Topics::readableBy).
struct Scope
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch; ///< none: all branches
    protocol::Roles roles;
    protocol::UserId user;
    protocol::Topics topics;

    friend bool operator==(const Scope&, const Scope&) = default;
};

/// The one place that decides who sees what.
bool mayRead(const Scope& scope, protocol::TopicIndex topic, const Audience& audience);

/// What a service did to a row that clients hold: the whole row as it is now, or its end.
struct Change
{
    protocol::TopicIndex topic = 0;
    QString id;
    std::optional<QJsonObject> row; ///< none: the row is gone
    Audience audience;
    QString cause; ///< in a word, e.g. "pulse"; protocol::Event::cause
};

/// The writer's side: within a write unit only. The change becomes durable with the unit, or not
/// at all.
class Journal
{
public:
    virtual ~Journal() = default;
    /// Appends the change: a put when the row is new to its audience, else the smallest patch, and
    /// nothing when the row is as it was. Returns the journal's newest seq afterwards.
    virtual qint64 record(const Change& change) = 0;
};

/// An event as it is kept: the JSON is complete (with its seq) and made once.
struct StoredEvent
{
    qint64 seq = 0;
    protocol::TopicIndex topic = 0;
    protocol::Event::Op op = protocol::Event::Op::Put;
    QString id;
    Audience audience;
    QByteArray json; ///< protocol::toJson(Event), compact UTF-8
};
using StoredEventPtr = std::shared_ptr<const StoredEvent>;

/// What one group commit added, in order of seq. A number may be missing: nobody's event, taken so
/// that a change of audience has a number of its own.
using CommittedBatch = std::vector<StoredEventPtr>;
/// Called on the writer's thread after each commit that added events; must not block.
using CommitListener = std::function<void(std::shared_ptr<const CommittedBatch>)>;

/// A stretch of the journal as one reader may see it.
struct Slice
{
    std::vector<StoredEventPtr> events;
    qint64 upTo = 0;   ///< everything up to here was looked at
    bool more = false; ///< the journal goes on: ask again after upTo, even when events is short or empty
};

/// The readers' side: within a read unit (or a write unit) only.
class JournalReader
{
public:
    virtual ~JournalReader() = default;
    /// The journal's end.
    virtual protocol::Cursor head() const = 0;
    /// The oldest seq after which nothing is missing; a cursor below it is "retention".
    virtual qint64 oldestCursor() const = 0;
    /// Events after a seq, as many as limit lets pass. Never another company's: the query says so.
    virtual protocol::Result<Slice> eventsAfter(qint64 seq, const Scope& scope, int limit) const = 0;
    /// The rows of one topic as they are at head(), each complete JSON, in order of id.
    virtual protocol::Result<std::vector<QByteArray>> rows(protocol::TopicIndex topic, const Scope& scope) const = 0;
    /// The seq at which this person's audience last changed: an older cursor is "audience".
    virtual qint64 audienceChangedAt(protocol::UserId user) const = 0;
};

} // namespace domain
