// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/journal.h"
#include "domain/work.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace storage {

class Connection;
class Readers;
class Writer;

/// How long the journal goes back. Whoever was away longer gets a snapshot instead of the events.
struct Retention
{
    std::chrono::hours age = std::chrono::hours(24 * 14);
    qint64 events = 2'000'000;
};

struct EngineOptions
{
    QString file; ///< made if need be; its folder must exist
    int readers = 2;
    /// A group is what waits already: nothing is held back for it, these only bound it.
    std::chrono::milliseconds groupTime{5};
    int groupUnits = 100;
    int writeQueue = 10'000;
    int readQueue = 2'000;
    Retention retention;
    /// How long another process may be in the middle of a transaction before what waits is refused.
    std::chrono::seconds patience{30};
    std::chrono::milliseconds maintenanceEvery = std::chrono::minutes(10);
};

/// Figures for /health and metrics.
struct EngineHealth
{
    int writesWaiting = 0;
    int readsWaiting = 0;
    qint64 unitsCommitted = 0;
    qint64 commits = 0;
    qint64 commitsFailed = 0;
    double lastCommitMs = 0; ///< of the COMMIT alone, that is of the disk
    qint64 lastSeq = 0;      ///< the newest committed event
};

/// Adds the composition root's services to a connection's workspace. Called once a connection, one
/// after the other, each on the connection's thread, when the engine's own are there already:
/// CompanyRepository, AccountRepository, IdempotencyRepository, JournalReader, and Journal where
/// connection.isWriter(). What it adds must not keep rows in memory: a unit's work may be undone.
using Furnish = std::function<void(Connection&, domain::Workspace&)>;

/// The database's threads.
///
/// The writer takes the waiting units as a group into one transaction, each within a savepoint: one
/// that fails is undone alone. After the COMMIT it calls the units' done in their order, then the
/// listeners with the group's events. A COMMIT that fails (the disk is full) fails its whole group
/// with Unavailable.
///
/// Other processes may write to the same file meanwhile (vakhtad user, import): their events reach
/// the listeners within half a second.
///
/// A ReadUnit has nobody to report to: should it throw, that is logged, and whoever waits for an
/// answer must notice that the unit went without one.
class Engine final : public domain::Executor
{
public:
    Engine(EngineOptions options, const base::Clock& clock);
    ~Engine() override; ///< stops

    /// Before start().
    void addCommitListener(domain::CommitListener listener);
    /// Opens or makes the file, migrates it, starts the threads; the error's message is a sentence for
    /// the person who starts the server.
    protocol::Result<void> start(Furnish furnish);
    /// Finishes what waits, then ends the threads. Units offered from now on, or before start(), are
    /// refused on the caller's thread.
    void stop();

    void write(WriteUnit unit, Done done) override;
    bool read(ReadUnit unit) override;

    /// From any thread.
    EngineHealth health() const;
    /// Of the database, fixed from start() on.
    QString epoch() const { return m_epoch; }

private:
    EngineOptions m_options;
    const base::Clock& m_clock;
    std::vector<domain::CommitListener> m_listeners;
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<Readers> m_readers;
    QString m_epoch;
    std::atomic<bool> m_running = false; ///< set once: from then on the two above exist
};

} // namespace storage
