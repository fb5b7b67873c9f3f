// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/groupcommit.h"
#include "storage/workqueue.h"

#include <future>
#include <mutex>
#include <thread>

namespace storage {

/// The thread that alone changes the database, and its queue.
class Writer final
{
public:
    Writer(const EngineOptions& options, const base::Clock& clock,
           const std::vector<domain::CommitListener>& listeners);
    ~Writer();

    /// Returns the database's epoch when the thread serves.
    protocol::Result<QString> start(const Furnish& furnish);
    void stop();
    void submit(WriteTask task);
    void addTo(EngineHealth& health) const;

private:
    void run(const Furnish& furnish, std::promise<protocol::Result<QString>> started);
    void serve(Connection& connection, SqlJournal& journal, domain::Workspace& workspace);
    void answerRefused(bool ending);

    const EngineOptions& m_options;
    const base::Clock& m_clock;
    const std::vector<domain::CommitListener>& m_listeners;
    WriterFigures m_figures;
    WorkQueue<WriteTask> m_queue;
    std::mutex m_refusedMutex;
    std::vector<domain::Executor::Done> m_refused; ///< to be told so on the writer's thread
    bool m_serving = false;                        ///< guarded by m_refusedMutex
    std::thread m_thread;
};

} // namespace storage
