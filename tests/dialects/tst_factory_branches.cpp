// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/service.h"
#include "domain/people/company.h"
#include "factoryfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Role;

/// A plant of two branches, one busy, one quiet: whoever looks after the quiet one sees its newest rows and
/// its own numbers, however much happens elsewhere.
class TestFactoryBranches : public QObject
{
    Q_OBJECT

    std::unique_ptr<FactoryFixture> m_plant;
    std::optional<protocol::BranchId> m_busy;
    std::optional<protocol::BranchId> m_quiet;

    QJsonObject seen(const QByteArray& path) const
    {
        return m_plant->get(path, m_plant->as({Role::Manager}, m_plant->home, m_quiet)).json();
    }
    void move(const std::optional<domain::Employee>& who, std::optional<protocol::BranchId> branch)
    {
        QVERIFY(m_plant->write([&](domain::Workspace& work) -> protocol::Result<void> {
            auto& employees = work.get<domain::EmployeeRepository>();
            domain::Employee moved = *employees.find(*m_plant->home, who->id);
            moved.branch = branch;
            employees.update(moved);
            return {};
        }));
    }

    /// More of everything at the busy branch than any list shows.
    void busyHour()
    {
        QVERIFY(m_plant->write([this](domain::Workspace& work) -> protocol::Result<void> {
            auto& machines = work.get<domain::MachineRepository>();
            for (int i = 0; i < 60; ++i) {
                m_plant->clock.advance(std::chrono::minutes(1));
                const QDateTime now = m_plant->clock.now();
                work.get<domain::AccessRepository>().insert({.company = *m_plant->home,
                                                             .branch = m_busy,
                                                             .granted = true,
                                                             .action = protocol::AccessAction::In,
                                                             .employee = m_plant->op,
                                                             .card = m_plant->op->card,
                                                             .at = now});
                machines.insertShift({.machine = m_plant->loom->id,
                                      .operatorRef = *m_plant->op,
                                      .startedAt = now,
                                      .endedAt = now});
                machines.insertCall({.machine = m_plant->loom->id,
                                     .status = protocol::CallStatus::Completed,
                                     .operatorRef = m_plant->op,
                                     .master = m_plant->master,
                                     .calledAt = now,
                                     .startedAt = now,
                                     .endedAt = now});
            }
            return {};
        }));
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
    }

private slots:
    void init()
    {
        m_plant = std::make_unique<FactoryFixture>();
        QVERIFY(m_plant->write([this](domain::Workspace& work) -> protocol::Result<void> {
            auto& companies = work.get<domain::CompanyRepository>();
            m_busy = companies.insertBranch(*m_plant->home, u"Север"_s).id;
            m_quiet = companies.insertBranch(*m_plant->home, u"Юг"_s).id;
            auto& machines = work.get<domain::MachineRepository>();
            domain::Machine loom = *machines.find(*m_plant->home, m_plant->loom->id);
            loom.branch = m_busy;
            machines.update(loom);
            return {};
        }));
        move(m_plant->op, m_busy);
        move(m_plant->otherOp, m_busy);
        move(m_plant->clerk, m_quiet);
        // The master belongs to no branch: both see him.
    }
    void cleanup() { m_plant.reset(); }

    void newestRowsAreTheBranchsOwn()
    {
        m_plant->scanAtGate(u"D4D4D4D4"_s);
        m_plant->scanAtTerminal(u"D4D4D4D4"_s);
        const domain::Machine quietLoom = m_plant->install(u"Станок юга"_s, u"LOHIA-002"_s);
        QVERIFY(m_plant->write([&](domain::Workspace& work) -> protocol::Result<void> {
            domain::Machine loom = quietLoom;
            loom.branch = m_quiet;
            work.get<domain::MachineRepository>().update(loom);
            return {};
        }));
        m_plant->scanAtLoom(u"LOHIA-002"_s, u"B2B2B2B2"_s);
        m_plant->pulses(u"LOHIA-002"_s, 7);
        m_plant->callMaster(u"LOHIA-002"_s);
        m_plant->clock.advance(std::chrono::seconds(30));
        busyHour();

        const QJsonObject gates = seen("/security/api/access-polling/");
        QCOMPARE(gates["count"_L1].toInt(), 1);
        QCOMPARE(gates["data"_L1][0]["employee"_L1]["employee_id"_L1].toString(),
                 m_plant->clerk->personnelNumber);
        QCOMPARE(seen("/security/api/latest-access/")["employee"_L1]["employee_id"_L1].toString(),
                 m_plant->clerk->personnelNumber);
        QCOMPARE(seen("/employees/api/worktime-latest/")["entry"_L1]["employee_id"_L1].toString(),
                 m_plant->clerk->personnelNumber);
        const QJsonObject shifts = seen("/lohia/api/shifts-history/");
        QCOMPARE(shifts["shifts"_L1].toArray().size(), 1);
        QCOMPARE(shifts["shifts"_L1][0]["machine"_L1].toString(), u"Станок юга"_s);
        const QJsonObject calls = seen("/lohia/api/maintenance-history/");
        QCOMPARE(calls["count"_L1].toInt(), 1);
        QCOMPARE(calls["calls"_L1][0]["machine"_L1].toString(), u"Станок юга"_s);
    }

    void numbersAreTheBranchsOwn()
    {
        m_plant->scanAtGate(u"A1A1A1A1"_s);
        m_plant->scanAtGate(u"B2B2B2B2"_s);
        m_plant->scanAtGate(u"D4D4D4D4"_s);
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        m_plant->scanAtTerminal(u"D4D4D4D4"_s);
        const QJsonObject gates = seen("/security/api/dashboard-stats/");
        QCOMPARE(gates["today_accesses"_L1].toInt(), 1);
        QCOMPARE(gates["unique_employees_today"_L1].toInt(), 1);
        QCOMPARE(gates["total_active_employees"_L1].toInt(), 2); // with the master
        const QJsonObject cards = seen("/employees/api/dashboard-stats/");
        QCOMPARE(cards["today_accesses"_L1].toInt(), 1);
        QCOMPARE(cards["unique_employees_today"_L1].toInt(), 1);
        QCOMPARE(cards["total_active_employees"_L1].toInt(), 2);
        QCOMPARE(seen("/employees/api/latest-access/")["employee"_L1]["employee_id"_L1].toString(),
                 m_plant->clerk->personnelNumber);
        // Who looks after all of them sees all.
        const Headers manager = m_plant->as({Role::Manager});
        const QJsonObject all = m_plant->get("/security/api/dashboard-stats/", manager).json();
        QCOMPARE(all["today_accesses"_L1].toInt(), 3);
    }
};

QTEST_GUILESS_MAIN(TestFactoryBranches)
#include "tst_factory_branches.moc"
