// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"
#include "domain/work.h"
#include "storage/engine.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace storage {

class Connection;
class SqlJournal;

struct WriteTask
{
    domain::Executor::WriteUnit unit;
    domain::Executor::Done done;
};

/// Written by the writer's thread, read by any.
struct WriterFigures
{
    std::atomic<qint64> unitsCommitted = 0;
    std::atomic<qint64> commits = 0;
    std::atomic<qint64> commitsFailed = 0;
    std::atomic<double> lastCommitMs = 0;
    std::atomic<qint64> lastSeq = 0;
};

/// Calls something that is not ours; an exception ends here, in the log.
void callSafely(const char* what, const std::function<void()>& call);
/// Calls body, and again while another process holds the database, saying so each time. When the
/// patience is over, and after any other mistake, throws it.
void patiently(std::chrono::seconds patience, const std::function<void()>& body);

/// Transactions of many units, on the writer's thread. Nothing it does throws.
class GroupCommit final
{
public:
    using NextTask = std::function<std::optional<WriteTask>()>;

    GroupCommit(Connection& connection, SqlJournal& journal, domain::Workspace& workspace,
                const std::vector<domain::CommitListener>& listeners, WriterFigures& figures,
                const EngineOptions& options);

    /// Runs first and what next yields within the options' bounds, commits, calls each done, then the
    /// listeners.
    void run(WriteTask first, const NextTask& next);
    /// A transaction of the engine's own; also the moment to hear of what other processes wrote.
    void runOwn(const std::function<void()>& body);

private:
    struct Finished
    {
        domain::Executor::Done done;
        protocol::Result<void> outcome;
    };

    bool commit(const std::function<void()>& body);
    protocol::Result<void> runUnit(const domain::Executor::WriteUnit& unit);
    protocol::Result<void> attempt(const domain::Executor::WriteUnit& unit);
    void undo();
    void publish(const std::shared_ptr<const domain::CommittedBatch>& batch);

    Connection& m_db;
    SqlJournal& m_journal;
    domain::Workspace& m_workspace;
    const std::vector<domain::CommitListener>& m_listeners;
    WriterFigures& m_figures;
    const EngineOptions& m_options;
};

} // namespace storage
