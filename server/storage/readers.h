// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/engine.h"
#include "storage/workqueue.h"

#include <future>
#include <thread>

namespace storage {

/// Some threads that read, each with a connection of its own, and the queue they share.
class Readers final
{
public:
    Readers(const EngineOptions& options, const base::Clock& clock);
    ~Readers();

    /// The file must exist and be of this build's schema.
    protocol::Result<void> start(const Furnish& furnish);
    void stop();
    bool submit(domain::Executor::ReadUnit unit) { return m_queue.push(unit); }
    int waiting() const { return static_cast<int>(m_queue.size()); }

private:
    void run(const Furnish& furnish, std::promise<protocol::Result<void>> started);
    void serve(Connection& connection, domain::Workspace& workspace);

    const EngineOptions& m_options;
    const base::Clock& m_clock;
    WorkQueue<domain::Executor::ReadUnit> m_queue;
    std::vector<std::thread> m_threads;
};

} // namespace storage
