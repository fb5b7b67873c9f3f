// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/journal.h"
#include "domain/within.h"
#include "domain/work.h"

#include <QByteArray>
#include <QDateTime>

#include <atomic>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <tuple>
#include <vector>

namespace dialects {

/// Whose rows somebody may see.
struct Viewer
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch; ///< none: all branches
    /// Whether card numbers are shown: a card can be copied from its number, and opens gates. Where
    /// the contract has the field and the viewer is not of the personnel, it is empty.
    bool seesCards = false;

    domain::Within within() const { return {company, branch}; }
    bool sees(const std::optional<protocol::BranchId>& rowsBranch) const { return within().sees(rowsBranch); }
    friend auto operator<=>(const Viewer&, const Viewer&) = default;
};

protocol::Topics topicSet(std::initializer_list<protocol::TopicIndex> indices);

/// The part of an answer that follows from the database alone.
struct HotPart
{
    QByteArray json;
    int count = 0;
    std::optional<QDateTime> at;         ///< of the newest row, where the answer says how new it is
    std::optional<QDateTime> validUntil; ///< when it changes by itself, e.g. at midnight
    qint64 version = 0;                  ///< set by HotAnswers: no event up to this seq is missing
};

/// Answers that everybody polls and that are the same until something changes: made once per change,
/// however many ask, and asked for once while the answer is being made. Each is keyed by its name and
/// by who may see what, and is good while the journal's newest event of the topics that it shows is
/// the one from before it was read. Thread-safe.
class HotAnswers final
{
public:
    using Make = std::function<protocol::Result<HotPart>(domain::Workspace&)>;
    using Part = std::shared_ptr<const HotPart>;
    using Use = std::function<void(protocol::Result<Part>)>;

    HotAnswers(domain::Executor& executor, const base::Clock& clock);

    /// name must be a literal, one per kind of answer. use is called on this thread or on a reader's.
    void get(const char* name, const Viewer& viewer, protocol::Topics shows, const Make& make, Use use);

    /// To be called for every commit (CommitListener).
    void committed(const domain::CommittedBatch& batch);
    /// To be called before a write is answered: the listeners hear of its commit a little later, and
    /// whoever has the answer must find what they wrote.
    void invalidate() { ++m_state->generation; }

private:
    using Key = std::tuple<QByteArray, Viewer>;
    struct Flight
    {
        qint64 version = 0;
        quint64 generation = 0;
        std::vector<Use> waiting;
    };
    struct Entry
    {
        qint64 version = -1;
        quint64 generation = 0;
        qint64 madeAtMs = 0;
        Part part;
        std::shared_ptr<Flight> flight;
    };
    class Landing;
    struct State
    {
        std::atomic<quint64> generation = 0;
        std::mutex mutex;
        std::map<Key, Entry> entries;
        std::map<std::pair<protocol::CompanyId, protocol::TopicIndex>, qint64> changedAt; ///< seq
    };

    static qint64 versionOf(const State& state, const Viewer& viewer, protocol::Topics shows);

    domain::Executor& m_executor;
    const base::Clock& m_clock;
    std::shared_ptr<State> m_state; ///< shared with reads under way
};

} // namespace dialects
