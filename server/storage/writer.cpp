// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/writer.h"

#include "base/logging.h"
#include "storage/connection.h"
#include "storage/epoch.h"
#include "storage/maintenance.h"
#include "storage/migrations.h"
#include "storage/services.h"
#include "storage/sqljournal.h"

#include <algorithm>

namespace storage {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How soon another process' events are noticed while nothing else is written.
constexpr auto idleTime = 500ms;

} // namespace

Writer::Writer(const EngineOptions& options, const base::Clock& clock,
               const std::vector<domain::CommitListener>& listeners)
    : m_options(options)
    , m_clock(clock)
    , m_listeners(listeners)
    , m_queue(static_cast<size_t>(options.writeQueue))
{
}

Writer::~Writer()
{
    stop();
}

protocol::Result<QString> Writer::start(const Furnish& furnish)
{
    std::promise<protocol::Result<QString>> started;
    auto outcome = started.get_future();
    m_thread = std::thread(
        [this, furnish, promise = std::move(started)]() mutable { run(furnish, std::move(promise)); });
    auto result = outcome.get();
    if (!result)
        m_thread.join();
    return result;
}

void Writer::stop()
{
    m_queue.close();
    if (m_thread.joinable())
        m_thread.join();
}

void Writer::submit(WriteTask task)
{
    if (m_queue.push(task))
        return;
    {
        const std::lock_guard lock(m_refusedMutex);
        if (m_serving) {
            m_refused.push_back(std::move(task.done));
            return;
        }
    }
    if (task.done)
        task.done(protocol::failure(protocol::ErrorCode::Unavailable));
}

void Writer::addTo(EngineHealth& health) const
{
    health.writesWaiting = static_cast<int>(m_queue.size());
    health.unitsCommitted = m_figures.unitsCommitted;
    health.commits = m_figures.commits;
    health.commitsFailed = m_figures.commitsFailed;
    health.lastCommitMs = m_figures.lastCommitMs;
    health.lastSeq = m_figures.lastSeq;
}

void Writer::run(const Furnish& furnish, std::promise<protocol::Result<QString>> started)
{
    std::unique_ptr<Connection> connection;
    std::unique_ptr<SqlJournal> journal;
    domain::Workspace workspace;
    QString epoch;
    try {
        // A new file is made by whoever comes first; the others wait for it.
        patiently(m_options.patience, [&] {
            connection = std::make_unique<Connection>(m_options.file, Connection::Access::Writer);
            migrate(*connection);
            ensureEpoch(*connection);
        });
        epoch = epochOf(*connection);
        journal = std::make_unique<SqlJournal>(*connection, m_clock);
        addServices(*connection, m_clock, journal.get(), workspace);
        if (furnish)
            furnish(*connection, workspace);
    } catch (const std::exception& error) {
        const QString sentence =
            u"The database %1 cannot be used: %2"_s.arg(m_options.file, QString::fromUtf8(error.what()));
        started.set_value(protocol::failure(protocol::ErrorCode::Unavailable, sentence));
        return;
    }
    m_figures.lastSeq = journal->seq();
    {
        const std::lock_guard lock(m_refusedMutex);
        m_serving = true;
    }
    started.set_value(epoch);
    serve(*connection, *journal, workspace);
    answerRefused(true);
}

void Writer::serve(Connection& connection, SqlJournal& journal, domain::Workspace& workspace)
{
    GroupCommit group(connection, journal, workspace, m_listeners, m_figures, m_options);
    Maintenance maintenance(connection, journal, m_clock, m_options.retention);
    const auto next = [this] { return m_queue.tryPop(); };
    const auto every = m_options.maintenanceEvery;
    auto round = std::chrono::steady_clock::now() + every;
    bool inRound = false;
    for (;;) {
        auto task = inRound ? m_queue.tryPop()
                            : m_queue.popWithin(std::min<std::chrono::milliseconds>(idleTime, every));
        if (task) {
            group.run(std::move(*task), next);
        } else if (m_queue.isClosed() && m_queue.size() == 0) {
            return;
        } else {
            callSafely("the look at other processes' writes", [&] {
                if (journal.othersWrote())
                    group.runOwn([] {});
            });
        }
        answerRefused(false);
        if (std::chrono::steady_clock::now() >= round) {
            round += every;
            inRound = true;
            maintenance.begin();
        }
        if (inRound) {
            bool more = false; // a step that failed ends the round; the next one begins again
            group.runOwn([&] { more = maintenance.step(); });
            inRound = more;
        }
    }
}

void Writer::answerRefused(bool ending)
{
    std::vector<domain::Executor::Done> refused;
    {
        const std::lock_guard lock(m_refusedMutex);
        refused.swap(m_refused);
        m_serving = !ending;
    }
    for (const auto& done : refused) {
        if (done)
            callSafely("a write's answer",
                       [&done] { done(protocol::failure(protocol::ErrorCode::Unavailable)); });
    }
}

} // namespace storage
