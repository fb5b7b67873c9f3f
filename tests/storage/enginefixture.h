// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/company.h"
#include "storage/connection.h"
#include "storage/engine.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <semaphore>
#include <utility>

/// The connection itself, for units that look beneath the repositories.
struct Raw
{
    storage::Connection& db;
};

/// An engine on a database of its own.
class EngineFixture final
{
public:
    EngineFixture() { options.file = folder.filePath(QStringLiteral("vakhta.db")); }

    protocol::Result<void> start()
    {
        engine = std::make_unique<storage::Engine>(options, clock);
        for (const auto& listener : listeners)
            engine->addCommitListener(listener);
        return engine->start([](storage::Connection& connection, domain::Workspace& workspace) {
            workspace.add(std::make_shared<Raw>(connection));
        });
    }

    /// Waits for the answer.
    protocol::Result<void> write(domain::Executor::WriteUnit unit)
    {
        std::promise<protocol::Result<void>> promise;
        auto outcome = promise.get_future();
        engine->write(std::move(unit),
                      [promise = std::make_shared<decltype(promise)>(std::move(promise))](
                          protocol::Result<void> result) { promise->set_value(std::move(result)); });
        return outcome.get();
    }
    /// Waits for what the function returns.
    template <class F> auto read(F function)
    {
        using T = decltype(function(std::declval<domain::Workspace&>()));
        auto promise = std::make_shared<std::promise<T>>();
        auto outcome = promise->get_future();
        const bool taken =
            engine->read([promise, function = std::move(function)](domain::Workspace& workspace) {
                promise->set_value(function(workspace));
            });
        if (!taken)
            qFatal("The read was not taken");
        return outcome.get();
    }
    qint64 count(const char* sql)
    {
        return read([sql](domain::Workspace& workspace) {
            return workspace.get<Raw>().db.integer(QLatin1StringView(sql)).value_or(-1);
        });
    }

    QTemporaryDir folder;
    support::ManualClock clock;
    storage::EngineOptions options;
    std::vector<domain::CommitListener> listeners;
    std::unique_ptr<storage::Engine> engine;
};

/// Holds whoever waits at it until it is opened, at the latest when it goes. What waits keeps the
/// state, not the gate: a thread may still be leaving when the test is over.
class Gate final
{
public:
    ~Gate() { open(); }
    std::function<void()> waiter() const
    {
        return [state = m_state] {
            state->entered.release();
            state->opened.acquire();
        };
    }
    domain::Executor::WriteUnit unit() const
    {
        return [wait = waiter()](domain::Workspace&) -> protocol::Result<void> {
            wait();
            return {};
        };
    }
    bool waitUntilEntered() { return m_state->entered.try_acquire_for(std::chrono::seconds(20)); }
    void open()
    {
        if (!std::exchange(m_isOpen, true))
            m_state->opened.release(64);
    }

private:
    struct State
    {
        std::counting_semaphore<64> entered{0};
        std::counting_semaphore<64> opened{0};
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
    bool m_isOpen = false;
};
