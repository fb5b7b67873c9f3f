// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/database.h"

#include "commands/workspace.h"

namespace commands {

storage::EngineOptions engineOptions(const Config& config, const storage::DataFolder& folder)
{
    storage::EngineOptions options;
    options.file = folder.databaseFile();
    options.retention = {config.journalAge, config.journalEvents};
    return options;
}

namespace {

/// A person waits at the terminal, and is told why: a server may be inventing its demo plant, which takes a
/// slow machine a minute.
storage::EngineOptions patientOptions(const Config& config, const storage::DataFolder& folder)
{
    storage::EngineOptions options = engineOptions(config, folder);
    options.patience = std::chrono::minutes(5);
    return options;
}

} // namespace

Database::Database(const Config& config, const QString& dataFolder)
    : m_folder(dataFolder), m_engine(patientOptions(config, m_folder), m_clock)
{
}

base::Result<std::unique_ptr<Database>, QString> Database::open(const Config& config,
                                                                const QString& dataFolder)
{
    std::unique_ptr<Database> database(new Database(config, dataFolder));
    if (const auto made = database->m_folder.make(); !made)
        return base::Unexpected{made.error().text()};
    const auto started =
        database->m_engine.start(furnishWith({config.attendance, config.machines, config.alarms}, database->m_clock));
    if (!started)
        return base::Unexpected{started.error().text()};
    return database;
}

domain::Company companyNamed(domain::Workspace& workspace, const QString& name, const QTimeZone& timeZone)
{
    auto& companies = workspace.get<domain::CompanyRepository>();
    const auto found = companies.findByName(name);
    return found ? *found : companies.insert(name, timeZone);
}

std::optional<protocol::BranchId> branchNamed(domain::Workspace& workspace, const domain::Company& company,
                                              const QString& name)
{
    if (name.isEmpty())
        return std::nullopt;
    for (const domain::Branch& branch : company.branches) {
        if (branch.name == name)
            return branch.id;
    }
    return workspace.get<domain::CompanyRepository>().insertBranch(company.id, name).id;
}

} // namespace commands
