// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/machines/machine.h"
#include "domain/people/employee.h"
#include "storage/connection.h"
#include "storage/migrations.h"
#include "storage/sqlaccess.h"
#include "storage/sqlemployees.h"
#include "storage/sqlmachines.h"
#include "storage/sqlworktime.h"
#include "support/memoryaccess.h"
#include "support/memoryemployees.h"
#include "support/memorymachines.h"
#include "support/memorypeople.h"
#include "support/memoryworktime.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace support {

/// Repositories to run the same test on, in memory and on a real database file:
///
///     void initTestCase_data() { support::Backend::addRows(); }
///     void init() { QFETCH_GLOBAL(QString, backend); m_backend = support::Backend::make(backend); }
///
/// There are two companies, whose ids are home and abroad; home has the branches north and south.
class Backend
{
public:
    static void addRows()
    {
        QTest::addColumn<QString>("backend");
        for (const char* name : {"memory", "sqlite"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    static std::unique_ptr<Backend> make(const QString& name);

    virtual ~Backend() = default;
    virtual domain::EmployeeRepository& employees() = 0;
    virtual domain::WorktimeRepository& worktime() = 0;
    virtual domain::AccessRepository& access() = 0;
    virtual domain::MachineRepository& machines() = 0;
    domain::CompanyRepository& companies() { return m_companies; }

    const protocol::CompanyId home = protocol::CompanyId::from(1).value();
    const protocol::CompanyId abroad = protocol::CompanyId::from(2).value();
    const protocol::BranchId north = protocol::BranchId::from(3).value();
    const protocol::BranchId south = protocol::BranchId::from(4).value();

    /// An employee at home, with "T-1", "T-2", … where no number is given.
    domain::Employee hire(domain::Employee employee)
    {
        if (employee.personnelNumber.isEmpty())
            employee.personnelNumber = QStringLiteral("T-%1").arg(++m_hired);
        return employees().insert(employee);
    }
    domain::Employee someone() const
    {
        return {.id = protocol::EmployeeId::from(1).value(),
                .company = home,
                .lastName = QStringLiteral("Тест"),
                .firstName = QStringLiteral("Анна")};
    }

protected:
    Backend()
    {
        m_companies.insert(QStringLiteral("Дом"), QTimeZone("Asia/Ashgabat"));
        m_companies.insert(QStringLiteral("Чужие"), QTimeZone("Europe/Berlin"));
        m_companies.insertBranch(home, QStringLiteral("Север"));
        m_companies.insertBranch(home, QStringLiteral("Юг"));
    }

private:
    MemoryCompanies m_companies;
    int m_hired = 0;
};

class MemoryBackend final : public Backend
{
public:
    domain::EmployeeRepository& employees() override { return m_employees; }
    domain::WorktimeRepository& worktime() override { return m_worktime; }
    domain::AccessRepository& access() override { return m_access; }
    domain::MachineRepository& machines() override { return m_machines; }

private:
    MemoryEmployees m_employees;
    MemoryWorktime m_worktime{m_employees};
    MemoryAccess m_access{m_employees};
    MemoryMachines m_machines{m_employees};
};

class SqliteBackend final : public Backend
{
public:
    SqliteBackend() : m_db(m_folder.filePath(QStringLiteral("plant.db")), storage::Connection::Access::Writer)
    {
        storage::migrate(m_db);
        m_db.execScript(QStringLiteral("BEGIN;" // never committed: spares the disk
                                       "INSERT INTO companies VALUES (1, 'Дом', 'Asia/Ashgabat');"
                                       "INSERT INTO companies VALUES (2, 'Чужие', 'Europe/Berlin');"
                                       "INSERT INTO branches VALUES (3, 1, 'Север');"
                                       "INSERT INTO branches VALUES (4, 1, 'Юг');"
                                       "INSERT INTO accounts VALUES (7, 1, NULL, 'guard', 'guard', '', '', '', '', 0, 1, 0, NULL);"));
    }
    domain::EmployeeRepository& employees() override { return m_employees; }
    domain::WorktimeRepository& worktime() override { return m_worktime; }
    domain::AccessRepository& access() override { return m_access; }
    domain::MachineRepository& machines() override { return m_machines; }
    storage::Connection& db() { return m_db; }

private:
    QTemporaryDir m_folder;
    storage::Connection m_db;
    storage::SqlEmployees m_employees{m_db};
    storage::SqlWorktime m_worktime{m_db};
    storage::SqlAccess m_access{m_db};
    storage::SqlMachines m_machines{m_db};
};

inline std::unique_ptr<Backend> Backend::make(const QString& name)
{
    if (name == QLatin1StringView("sqlite"))
        return std::make_unique<SqliteBackend>();
    return std::make_unique<MemoryBackend>();
}

} // namespace support
