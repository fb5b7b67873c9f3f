// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/groupcommit.h"

#include "base/logging.h"
#include "storage/connection.h"
#include "storage/sqljournal.h"

#include <chrono>
#include <thread>

namespace storage {

using namespace Qt::StringLiterals;
using SteadyClock = std::chrono::steady_clock;

void callSafely(const char* what, const std::function<void()>& call)
{
    try {
        call();
    } catch (const std::exception& error) {
        qCCritical(lcStorage) << "An exception came out of" << what << "and was dropped:" << error.what();
    } catch (...) {
        qCCritical(lcStorage) << "An exception came out of" << what << "and was dropped.";
    }
}

void patiently(std::chrono::seconds patience, const std::function<void()>& body)
{
    const auto begin = SteadyClock::now();
    for (;;) {
        try {
            body();
            return;
        } catch (const SqlError& error) {
            const auto waited = std::chrono::duration_cast<std::chrono::seconds>(SteadyClock::now() - begin);
            if (!error.isBusy() || waited >= patience)
                throw;
            if (waited.count() > 0)
                qCWarning(lcStorage) << "Another process has been writing to the database for" << waited.count()
                                     << "seconds; still waiting.";
        }
        // SQLite has mostly waited already, for the connection's busy timeout; where it foresees a deadlock
        // it does not.
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

GroupCommit::GroupCommit(Connection& connection, SqlJournal& journal, domain::Workspace& workspace,
                         const std::vector<domain::CommitListener>& listeners, WriterFigures& figures,
                         const EngineOptions& options)
    : m_db(connection)
    , m_journal(journal)
    , m_workspace(workspace)
    , m_listeners(listeners)
    , m_figures(figures)
    , m_options(options)
{
}

void GroupCommit::run(WriteTask first, const NextTask& next)
{
    std::vector<Finished> finished;
    std::optional<WriteTask> task(std::move(first));
    const auto deadline = SteadyClock::now() + m_options.groupTime;
    const auto advance = [&] {
        task.reset();
        if (finished.size() < static_cast<size_t>(m_options.groupUnits) && SteadyClock::now() < deadline)
            task = next();
    };
    const bool durable = commit([&] {
        while (task) {
            // The entry comes first, so that a unit which takes the whole group with it is answered, too.
            finished.push_back({std::move(task->done), protocol::failure(protocol::ErrorCode::Unavailable)});
            finished.back().outcome = runUnit(task->unit);
            advance();
        }
    });
    if (!durable && finished.empty())
        finished.push_back({std::move(task->done), protocol::failure(protocol::ErrorCode::Unavailable)});
    task.reset();

    qint64 succeeded = 0;
    for (Finished& one : finished) {
        if (!durable)
            one.outcome = protocol::failure(protocol::ErrorCode::Unavailable);
        succeeded += one.outcome ? 1 : 0;
    }
    m_figures.unitsCommitted += succeeded;
    const auto batch = durable ? m_journal.committed() : nullptr;
    m_figures.lastSeq = m_journal.seq();
    for (Finished& one : finished) {
        if (one.done)
            callSafely("a write's answer", [&one] { one.done(std::move(one.outcome)); });
    }
    publish(batch);
}

void GroupCommit::runOwn(const std::function<void()>& body)
{
    if (commit(body))
        publish(m_journal.committed());
    m_figures.lastSeq = m_journal.seq();
}

bool GroupCommit::commit(const std::function<void()>& body)
{
    try {
        patiently(m_options.patience, [this] { m_db.exec("BEGIN IMMEDIATE"_L1); });
        m_journal.begin([this](const auto& batch) { publish(batch); });
        body();
        const auto before = SteadyClock::now();
        m_db.exec("COMMIT"_L1);
        m_figures.lastCommitMs =
            std::chrono::duration<double, std::milli>(SteadyClock::now() - before).count();
        ++m_figures.commits;
        return true;
    } catch (const std::exception& error) {
        qCCritical(lcStorage) << "A group of writes was lost:" << error.what();
    }
    ++m_figures.commitsFailed;
    undo();
    return false;
}

void GroupCommit::undo()
{
    try {
        m_db.exec("ROLLBACK"_L1);
    } catch (const SqlError&) {
        // SQLite has rolled back by itself, as it does when the disk is full, or nothing had begun.
    }
    m_journal.rolledBack();
}

protocol::Result<void> GroupCommit::runUnit(const domain::Executor::WriteUnit& unit)
{
    // What these three throw is the group's end: the transaction is gone, and with it the savepoint.
    m_db.exec("SAVEPOINT unit"_L1);
    m_journal.beginUnit();
    protocol::Result<void> outcome = attempt(unit);
    if (!outcome) {
        m_db.exec("ROLLBACK TO unit"_L1);
        m_journal.undoUnit();
    }
    m_db.exec("RELEASE unit"_L1);
    return outcome;
}

protocol::Result<void> GroupCommit::attempt(const domain::Executor::WriteUnit& unit)
{
    try {
        return unit(m_workspace);
    } catch (const SqlError& error) {
        qCWarning(lcStorage).noquote() << "A write was undone:" << error.text();
        return base::Unexpected<protocol::Error>{error.toError()};
    } catch (const std::exception& error) {
        qCCritical(lcStorage) << "An exception came out of a write, which was undone:" << error.what();
    } catch (...) {
        qCCritical(lcStorage) << "An exception came out of a write, which was undone.";
    }
    return protocol::failure(protocol::ErrorCode::Internal);
}

void GroupCommit::publish(const std::shared_ptr<const domain::CommittedBatch>& batch)
{
    if (!batch)
        return;
    for (const auto& listener : m_listeners)
        callSafely("a commit listener", [&] { listener(batch); });
}

} // namespace storage
