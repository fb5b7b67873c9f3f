// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"

#include <functional>
#include <memory>
#include <typeindex>
#include <unordered_map>
#include <utility>

namespace domain {

/// The services that work on one database connection, found by type. Made once per connection by
/// the composition root; a subject is added there and nowhere else. Used on that connection's
/// thread only.
class Workspace final
{
public:
    template <class T> void add(std::shared_ptr<T> service) { m_services[typeid(T)] = std::move(service); }
    /// Asking for what was never added is a programming error and asserts.
    template <class T> T& get() const
    {
        const auto it = m_services.find(typeid(T));
        Q_ASSERT(it != m_services.end());
        return *static_cast<T*>(it->second.get());
    }

private:
    std::unordered_map<std::type_index, std::shared_ptr<void>> m_services;
};

/// Where work on the database is done: one writer thread with group commit, some readers. Both
/// calls return at once and may be made from any thread; the queues are bounded.
class Executor
{
public:
    using WriteUnit = std::function<protocol::Result<void>(Workspace&)>;
    using Done = std::function<void(protocol::Result<void>)>;
    using ReadUnit = std::function<void(Workspace&)>;

    virtual ~Executor() = default;

    /// Runs unit on the writer: all of what it did, or on an error none of it. done is called after
    /// the commit has reached the disk (or with the unit's error, or Unavailable when the queue is
    /// full or the commit failed), on the writer's thread, or on the caller's while the executor is
    /// not running; it must not block.
    virtual void write(WriteUnit unit, Done done) = 0;
    /// Runs unit on a reader, within one consistent snapshot of the database; false: the queue is
    /// full, the unit will not run (answer Unavailable).
    virtual bool read(ReadUnit unit) = 0;
};

/// write() for a unit that yields something.
template <class T>
void writeThen(Executor& executor, std::function<protocol::Result<T>(Workspace&)> unit,
               std::function<void(protocol::Result<T>)> done)
{
    auto outcome = std::make_shared<std::optional<T>>();
    executor.write(
        [unit = std::move(unit), outcome](Workspace& workspace) -> protocol::Result<void> {
            auto result = unit(workspace);
            if (!result)
                return base::Unexpected<protocol::Error>{result.error()};
            *outcome = std::move(*result);
            return {};
        },
        [done = std::move(done), outcome](protocol::Result<void> result) {
            if (!result)
                done(base::Unexpected<protocol::Error>{result.error()});
            else
                done(std::move(**outcome));
        });
}

} // namespace domain
