// SPDX-License-Identifier: GPL-3.0-or-later
#include "plant.h"

#include "domain/telling.h"

using namespace Qt::StringLiterals;
using domain::ImportFault;
using domain::ImportReport;

class ImportTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { support::Backend::addRows(); }
    void init()
    {
        QFETCH_GLOBAL(QString, backend);
        m_plant = std::make_unique<Plant>(backend);
    }

    void employeesAreAddedAndTold()
    {
        const auto report = importEmployees("employee_id,last_name,first_name,middle_name,department,position,rfid_uid\n"
                                            "T-1,Иванов,Иван,Иванович,Цех нового вида,ткач,0a1b2c3d\n"
                                            "T-2,Петрова,Анна,,,,\n");
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(report.added, 2);
        const auto people = m_plant->backend->employees().all(home());
        QCOMPARE(people.size(), 2u);
        QCOMPARE(people[0].fullName(), u"Иванов Иван Иванович"_s);
        QCOMPARE(people[0].department, u"Цех нового вида"_s);
        QCOMPARE(people[0].card, u"0A1B2C3D"_s);
        QCOMPARE(people[0].branch, m_plant->backend->south);
        QCOMPARE(people[1].card, QString());
        QVERIFY(people[1].active);
        QCOMPARE(m_plant->journal.summary(), QStringList({u"people import"_s, u"people import"_s}));
    }

    void aKnownNumberIsAnUpdate()
    {
        importEmployees("employee_id,last_name,first_name,department,rfid_uid\n"
                        "T-1,Иванов,Иван,Склад,0A1B2C3D\n"
                        "T-2,Петрова,Анна,Склад,0A1B2C3E\n");
        auto left = *m_plant->backend->employees().findByPersonnelNumber(home(), u"T-2"_s);
        left.active = false;
        m_plant->backend->employees().update(left);
        m_plant->journal.clear();

        const auto report = importEmployees("employee_id;last_name;first_name;rfid_uid\n"
                                            "T-1;Иванов;Иван;0A1B2C3D\n"
                                            "T-2;Петрова;Анна;\n"
                                            "T-3;Новый;Олег;\n");
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(report.unchanged, 1);
        QCOMPARE(report.updated, 1);
        QCOMPARE(report.added, 1);
        const auto anna = *m_plant->backend->employees().findByPersonnelNumber(home(), u"T-2"_s);
        QCOMPARE(anna.id, left.id);
        QVERIFY(anna.active);
        QCOMPARE(anna.department, u"Склад"_s); // the table has no such column
        QCOMPARE(anna.card, QString());        // the table has it, empty
        QCOMPARE(m_plant->journal.changes.size(), 2u);
    }

    void cardsMayGoFromHandToHand()
    {
        importEmployees("employee_id,last_name,first_name,rfid_uid\nT-1,А,А,0A1B2C3D\nT-2,Б,Б,0A1B2C3E\n");
        const auto report = importEmployees(
            "employee_id,last_name,first_name,rfid_uid\nT-1,А,А,0A1B2C3E\nT-2,Б,Б,0A1B2C3D\n");
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(m_plant->backend->employees().findByCard(home(), u"0A1B2C3D"_s)->personnelNumber, u"T-2"_s);
        QCOMPARE(m_plant->backend->employees().findByCard(home(), u"0A1B2C3E"_s)->personnelNumber, u"T-1"_s);
    }

    void theCardOfWhoLeftIsFree()
    {
        importEmployees("employee_id,last_name,first_name,rfid_uid\nT-1,А,А,0A1B2C3D\n");
        auto left = *m_plant->backend->employees().findByPersonnelNumber(home(), u"T-1"_s);
        left.active = false;
        m_plant->backend->employees().update(left);
        const auto report = importEmployees("employee_id,last_name,first_name,rfid_uid\nT-2,Б,Б,0A1B2C3D\n");
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(m_plant->backend->employees().findByCard(home(), u"0A1B2C3D"_s)->personnelNumber, u"T-2"_s);
    }

    void everyFaultIsReportedAndNothingIsPutIn()
    {
        importEmployees("employee_id,last_name,first_name,rfid_uid\nT-0,Старый,Иван,00000000\n");
        m_plant->journal.clear();
        const auto report = importEmployees("employee_id,last_name,first_name,rfid_uid\n"
                                            "T-1,Иванов,Иван,0A1B2C3D\n"
                                            "T-1,Иванов,Иван,0A1B2C3E\n"
                                            "T-2,,Анна,0a1b2c3d\n"
                                            ",Петров,,\n"
                                            "T-3,Сидоров,Пётр,0A 1B\n"
                                            "T-4,Сидоров\n"
                                            "T-5,Сидоров,Пётр,00000000\n"
                                            "T-6,Сидоров,Пётр,0123456789ABCDE\n"
                                            "T-000000000000000000007,Сидоров,Пётр,\n");
        const std::vector<ImportFault> expected{
            {3, u"employee_id"_s, u"is already in line 2"_s},
            {4, u"last_name"_s, u"is empty"_s},
            {4, u"rfid_uid"_s, u"is already in line 2"_s},
            {5, u"employee_id"_s, u"is empty"_s},
            {5, u"first_name"_s, u"is empty"_s},
            {6, u"rfid_uid"_s, u"is not a card number: 8 to 14 hex digits without separators"_s},
            {7, u""_s, u"has 2 fields where the header line has 4"_s},
            {8, u"rfid_uid"_s, u"is the card of T-0 (Старый Иван)"_s},
            {9, u"rfid_uid"_s, u"is not a card number: 8 to 14 hex digits without separators"_s},
            {10, u"employee_id"_s, u"is longer than 20 characters"_s},
        };
        compareFaults(report, expected);
        QCOMPARE(m_plant->backend->employees().all(home()).size(), 1u);
        QVERIFY(m_plant->journal.changes.empty());
        QVERIFY(report.text().startsWith(u"line 3, employee_id: is already in line 2\n"_s));
    }

    void headersAreChecked()
    {
        compareFaults(importEmployees("employee_id,last_name,firstname\nT-1,А,А\n"),
                      {{1, u"firstname"_s,
                        u"is not a column of this table; there are employee_id, last_name, first_name, middle_name, "
                        "department, position, rfid_uid"_s},
                       {1, u"first_name"_s, u"the header line lacks this column"_s}});
        compareFaults(importMachines("name\nСтанок\n"), {{1, u"esp32_id"_s, u"the header line lacks this column"_s}});
    }

    void anotherCompanysPeopleAreNoHindrance()
    {
        domain::Employee foreign = m_plant->backend->someone();
        foreign.company = m_plant->backend->abroad;
        foreign.personnelNumber = u"T-1"_s;
        foreign.card = u"0A1B2C3D"_s;
        m_plant->backend->hire(foreign);
        const auto report = importEmployees("employee_id,last_name,first_name,rfid_uid\nT-1,А,А,0A1B2C3D\n");
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(report.added, 1);
        QCOMPARE(m_plant->backend->employees().findByPersonnelNumber(m_plant->backend->abroad, u"T-1"_s)->lastName,
                 u"Тест"_s);
    }

    void machinesWithDefaults()
    {
        const auto report = importMachines("name,esp32_id,meters_per_pulse,transmit_pulse,gear_box_ratio,"
                                           "sprocket_gear_box,sprocket_takeup_roller,roller_diameter_cm\n"
                                           "Станок 1,LOHIA-001,,,,,,\n"
                                           "Станок 2,LOHIA-002,0,20,,,,\n"
                                           "Станок 3,LOHIA-003,0.5,,,,,\"16,70\"\n");
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(report.added, 3);
        const auto machines = m_plant->backend->machines().all(home());
        QCOMPARE(machines.size(), 3u);
        QCOMPARE(machines[0].gearing, domain::Gearing());
        QCOMPARE(machines[0].metersPerPulse, 0.000115);
        QCOMPARE(machines[0].branch, m_plant->backend->south);
        QCOMPARE(machines[1].gearing.transmitPulse, 20.0);
        QCOMPARE(machines[1].metersPerPulse, 0.00023);
        QCOMPARE(machines[2].metersPerPulse, 0.5);
        QCOMPARE(machines[2].gearing.rollerDiameterCm, 16.70);
        QCOMPARE(m_plant->journal.on(domain::topic::machines).size(), 3u);
        QCOMPARE(m_plant->journal.on(domain::topic::states).size(), 3u);
    }

    void aKnownDeviceIsAnUpdate()
    {
        importMachines("name,esp32_id,meters_per_pulse\nСтанок 1,LOHIA-001,0\nСтанок 2,LOHIA-002,0.5\n");
        m_plant->hire(u"0A1B2C3D"_s);
        m_plant->machines.startShift(u"LOHIA-001"_s, u"0A1B2C3D"_s).value();
        m_plant->machines.addPulses(u"LOHIA-001"_s, 100).value();
        m_plant->journal.clear();

        const auto report = importMachines(
            "name,esp32_id,transmit_pulse\nЛучший,LOHIA-001,20\nСтанок 2,LOHIA-002,40\n");
        QVERIFY2(report.ok(), qPrintable(report.text()));
        QCOMPARE(report.updated, 1);
        QCOMPARE(report.unchanged, 1);
        const auto machine = *m_plant->backend->machines().findByDevice(u"LOHIA-001"_s);
        QCOMPARE(machine.name, u"Лучший"_s);
        QCOMPARE(machine.metersPerPulse, 0.00023); // was computed, so follows the gearing
        QCOMPARE(machine.pulseCount, 100);
        QCOMPARE(machine.status, protocol::MachineStatus::Working);
        QCOMPARE(m_plant->journal.summary(), QStringList{u"machines import"_s});
        const auto row = protocol::machineRowFromJson(*m_plant->journal.changes[0].row).value();
        QVERIFY(row.shift);
        QCOMPARE(row.name, u"Лучший"_s);
        QCOMPARE(m_plant->backend->machines().findByDevice(u"LOHIA-002"_s)->metersPerPulse, 0.5);
    }

    void machineFaults()
    {
        m_plant->machines
            .add({.id = *protocol::MachineId::from(1),
                  .company = m_plant->backend->abroad,
                  .name = u"Webstuhl"_s,
                  .deviceId = u"LOHIA-900"_s})
            .value();
        m_plant->journal.clear();
        const auto report = importMachines("name,esp32_id,meters_per_pulse,transmit_pulse,roller_diameter_cm\n"
                                           ",LOHIA-001,,,\n"
                                           "Станок 2,,,,\n"
                                           "Станок 3,LOHIA 003,,,\n"
                                           "Станок 4,LOHIA-001,,,\n"
                                           "Станок 5,LOHIA-005,x,0,inf\n"
                                           "Станок 6,LOHIA-006,-1,1e9,nan\n"
                                           "Станок 7,LOHIA-900,,,\n");
        compareFaults(report, {{2, u"name"_s, u"is empty"_s},
                               {3, u"esp32_id"_s, u"is empty"_s},
                               {4, u"esp32_id"_s, u"has a space inside"_s},
                               {5, u"esp32_id"_s, u"is already in line 2"_s},
                               {6, u"transmit_pulse"_s, u"must be from 0.001 to 100000"_s},
                               {6, u"roller_diameter_cm"_s, u"is not a number"_s},
                               {6, u"meters_per_pulse"_s, u"is not a number"_s},
                               {7, u"transmit_pulse"_s, u"must be from 0.001 to 100000"_s},
                               {7, u"roller_diameter_cm"_s, u"is not a number"_s},
                               {7, u"meters_per_pulse"_s, u"must be from 0 to 1000"_s},
                               {8, u"esp32_id"_s, u"is registered to another company"_s}});
        QVERIFY(m_plant->backend->machines().all(home()).empty());
        QVERIFY(m_plant->journal.changes.empty());
    }

    void peopleByHand()
    {
        domain::Employee anna = m_plant->backend->someone();
        anna.personnelNumber = u"T-1"_s;
        anna.card = u"0a1b2c3d"_s;
        const auto added = m_plant->people.add(anna);
        QVERIFY(added);
        QCOMPARE(added->card, u"0A1B2C3D"_s);
        QCOMPARE(m_plant->people.add(anna).error().code, protocol::ErrorCode::AlreadyExists);
        anna.personnelNumber = u"T-2"_s;
        QCOMPARE(m_plant->people.add(anna).error().code, protocol::ErrorCode::AlreadyExists); // the card
        anna.card = u"xyz"_s;
        QCOMPARE(m_plant->people.add(anna).error().code, protocol::ErrorCode::ValidationFailed);
        anna.card.clear();
        QVERIFY(m_plant->people.add(anna));
        anna.firstName.clear();
        QCOMPARE(m_plant->people.add(anna).error().code, protocol::ErrorCode::ValidationFailed);

        domain::Employee moved = *added;
        moved.department = u"Склад"_s;
        m_plant->journal.clear();
        QVERIFY(m_plant->people.change(moved));
        QCOMPARE(m_plant->journal.summary(), QStringList{u"people correction"_s});
        moved.personnelNumber = u"T-2"_s;
        QCOMPARE(m_plant->people.change(moved).error().code, protocol::ErrorCode::AlreadyExists);
        moved.company = m_plant->backend->abroad;
        QCOMPARE(m_plant->people.change(moved).error().code, protocol::ErrorCode::NotFound);
    }

private:
    protocol::CompanyId home() const { return m_plant->backend->home; }
    ImportReport importEmployees(const char* file)
    {
        return m_plant->people.importTable(home(), m_plant->backend->south, domain::parseCsv(file).value());
    }
    ImportReport importMachines(const char* file)
    {
        return m_plant->machines.importTable(home(), m_plant->backend->south, domain::parseCsv(file).value());
    }
    static void compareFaults(const ImportReport& report, const std::vector<ImportFault>& expected)
    {
        ImportReport wanted;
        wanted.faults = expected;
        QCOMPARE(report.text(), wanted.text());
        QCOMPARE(report.added + report.updated + report.unchanged, 0);
    }

    std::unique_ptr<Plant> m_plant;
};

QTEST_GUILESS_MAIN(ImportTest)
#include "tst_import.moc"
