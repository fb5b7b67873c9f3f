// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/alarms/evaluator.h"
#include "domain/alarms/rule.h"
#include "domain/journal.h"
#include "domain/work.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace domain {

class AlarmRepository;

/// Keeps alarms true to the journal: judges what is committed, in write units of its own, and does
/// what is due by time. Each company's place in the journal is committed together with what was made
/// of it, so that every event is judged once whatever happens between; what rules remember of states
/// is made again from the current rows at the start and whenever a unit failed.
///
/// Its Workspace has AlarmRepository, AlarmService, SubjectRows, CompanyRepository, JournalReader. All
/// methods may be called from any thread.
class AlarmRunner final
{
public:
    AlarmRunner(Executor& executor, const AlarmRules& rules, const base::Clock& clock);

    /// Judges everything that is there. Once, when the executor has started.
    void start();
    /// The commit listener.
    void committed(const CommittedBatch& batch);
    /// A fact that is no row: the server's own figures.
    void feed(Fact fact);
    /// To be called about once a second: begins what is due.
    void poke();

    struct Figures
    {
        qint64 judged = 0;   ///< events, since the start
        qint64 verdicts = 0;
        qint64 lagMs = 0;    ///< from an event's commit to its judgement, of the last one
        qint64 points = 0;   ///< remembered states
    };
    Figures figures() const;

private:
    void schedule();
    protocol::Result<void> run(Workspace& workspace);
    void warmUp(Workspace& workspace, std::vector<Verdict>& verdicts);
    protocol::Result<bool> judgeJournal(Workspace& workspace, protocol::CompanyId company,
                                        std::vector<Verdict>& verdicts);
    std::optional<Fact> factOf(Workspace& workspace, protocol::CompanyId company, const StoredEvent& event) const;
    void finished(const protocol::Result<void>& result);
    void refused();

    Executor& m_executor;
    const AlarmRules& m_rules;
    const base::Clock& m_clock;
    const protocol::Topics m_watched;
    const protocol::TopicIndex m_alarmTopic;

    // On the writer's thread only.
    struct Place
    {
        qint64 judged = 0; ///< in memory
        qint64 kept = 0;   ///< in the database
    };
    std::unique_ptr<AlarmEvaluator> m_evaluator; ///< null: to be warmed up
    std::unordered_map<qint64, Place> m_places;  ///< by company
    bool m_more = false;

    std::atomic<bool> m_started{false};
    std::atomic<bool> m_scheduled{false};
    std::atomic<qint64> m_nextDue; ///< milliseconds since 1970 UTC
    std::mutex m_mutex;
    std::unordered_set<qint64> m_touched; ///< companies with new events; under m_mutex, as the next
    std::vector<Fact> m_fed;
    std::atomic<qint64> m_judged{0};
    std::atomic<qint64> m_verdicts{0};
    std::atomic<qint64> m_lagMs{0};
    std::atomic<qint64> m_points{0};
};

} // namespace domain
