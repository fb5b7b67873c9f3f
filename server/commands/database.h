// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "commands/config.h"
#include "domain/people/company.h"
#include "domain/work.h"
#include "storage/datafolder.h"
#include "storage/engine.h"

#include <QString>

#include <future>
#include <memory>
#include <optional>

namespace commands {

storage::EngineOptions engineOptions(const Config& config, const storage::DataFolder& folder);

/// The database as a command uses it that comes, does one thing and goes; a server may be at work on
/// the same file.
class Database final
{
public:
    /// The error is a sentence for the person at the terminal.
    static base::Result<std::unique_ptr<Database>, QString> open(const Config& config,
                                                                 const QString& dataFolder);

    /// Runs one write unit and waits until it is on the disk. Not on a database thread.
    template <class T> protocol::Result<T> write(std::function<protocol::Result<T>(domain::Workspace&)> unit)
    {
        auto promise = std::make_shared<std::promise<protocol::Result<T>>>();
        auto outcome = promise->get_future();
        domain::writeThen<T>(m_engine, std::move(unit), [promise](protocol::Result<T> result) {
            promise->set_value(std::move(result));
        });
        return outcome.get();
    }

    storage::Engine& engine() { return m_engine; }
    const storage::DataFolder& folder() const { return m_folder; }
    const base::Clock& clock() const { return m_clock; }

private:
    Database(const Config& config, const QString& dataFolder);

    const base::SystemClock m_clock;
    storage::DataFolder m_folder;
    storage::Engine m_engine;
};

/// The company of that name, made with the configured time zone if there is none. Write units only.
domain::Company companyNamed(domain::Workspace& workspace, const QString& name, const QTimeZone& timeZone);
/// Its branch of that name, made if there is none; none for an empty name. Write units only.
std::optional<protocol::BranchId> branchNamed(domain::Workspace& workspace, const domain::Company& company,
                                              const QString& name);

} // namespace commands
