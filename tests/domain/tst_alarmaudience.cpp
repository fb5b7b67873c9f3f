// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarmshop.h"

#include <QTest>

using namespace domaintest;

/// Who may see an alarm, answer it and be told of it.
class TestAlarmAudience final : public QObject
{
    Q_OBJECT
private slots:
    void everybodySeesTheirsOnly_data()
    {
        QTest::addColumn<QString>("roles");
        QTest::addColumn<QString>("place"); // "company" or "company north"
        QTest::addColumn<QString>("sees");  // rules, sorted
        const auto row = [](const char* roles, const char* place, const char* sees) {
            QTest::addRow("%s, %s", roles, place)
                << QString::fromLatin1(roles) << QString::fromLatin1(place) << QString::fromLatin1(sees);
        };
        row("MASTER", "own", "machine-stopped");
        row("MASTER", "own north", "machine-stopped");
        row("MASTER", "own south", "");
        row("MASTER", "other", "");
        row("EQUIPMENT_MANAGER", "own", "machine-stopped"); // may have to act next
        row("SECURITY", "own", "access-denied");
        row("SECURITY", "own south", "access-denied"); // a reader that belongs to no branch
        row("SECURITY", "other", "");
        row("MANAGER", "own", "access-denied machine-stopped");
        row("MANAGER", "own south", "access-denied");
        row("ADMIN", "own", "access-denied machine-stopped");
        row("ADMIN", "other", "");
        row("OPERATOR", "own", "");
        row("FOREMAN", "own", "");
        row("ACCOUNTANT", "own", "");
        row("HR_MANAGER", "own", "");
        row("MATERIALS_MANAGER", "own", "");
        row("PROCUREMENT_MANAGER", "own", "");
        row("MASTER,SECURITY", "own", "access-denied machine-stopped");
    }
    void everybodySeesTheirsOnly()
    {
        QFETCH(QString, roles);
        QFETCH(QString, place);
        QFETCH(QString, sees);
        AlarmPlant plant({stoppedRule(), deniedRule()});
        const auto branch = place.endsWith("north"_L1)   ? std::optional(plant.north)
                            : place.endsWith("south"_L1) ? std::optional(plant.south)
                                                         : std::nullopt;
        const auto who = plant.hire(u"who"_s, protocol::Roles::fromNames(roles.split(u',')).value(), branch,
                                    place.startsWith("own"_L1) ? plant.company : plant.other);
        plant.tell(domain::topic::machines, machineRow(7, "stopped"), {}, plant.north);
        plant.tell(domain::topic::access, deniedRow(1, plant.clock.now()));
        QStringList seen;
        for (const Alarm& alarm : plant.service().openFor(who.principal()))
            seen.append(alarm.rule);
        seen.sort();
        QCOMPARE(seen.join(u' '), sees);
        for (const Alarm& alarm : plant.open()) {
            plant.change([&] {
                const auto result = plant.service().acknowledge(who.principal(), alarm.id, {});
                QCOMPARE(result.has_value(), seen.contains(alarm.rule));
                if (!result)
                    QCOMPARE(result.error().code, protocol::ErrorCode::NotFound);
            });
        }
        // What is on the stream is the same: the journal's rows carry the audience.
        const domain::Scope scope{who.company, who.branch, who.roles, who.id,
                                  protocol::Topics::readableBy(who.roles)};
        const auto rows = plant.get<domain::JournalReader>().rows(domain::topic::alarms, scope);
        for (const QByteArray& row : *rows) {
            const auto alarm = protocol::alarmRowFromJson(QJsonDocument::fromJson(row).object());
            QVERIFY(seen.removeOne(alarm->rule));
        }
        QCOMPARE(seen, QStringList());
    }

    void onlyTheBranchIsTold()
    {
        AlarmPlant plant({withoutEscalation()});
        const auto north = plant.hire(u"north"_s, {Role::Master}, plant.north);
        const auto south = plant.hire(u"south"_s, {Role::Master}, plant.south);
        const auto both = plant.hire(u"both"_s, {Role::Master});
        const auto foreign = plant.hire(u"foreign"_s, {Role::Master}, {}, plant.other);
        const auto admin = plant.hire(u"admin"_s, {Role::Admin});
        plant.tell(domain::topic::machines, machineRow(7, "stopped"), {}, plant.north);
        QCOMPARE(plant.titles(north).size(), 1);
        QCOMPARE(plant.titles(both).size(), 1);
        QCOMPARE(plant.titles(south).size(), 0);
        QCOMPARE(plant.titles(foreign).size(), 0);
        QCOMPARE(plant.titles(admin).size(), 0); // contracts.md C2: exactly the roles
    }
};

QTEST_GUILESS_MAIN(TestAlarmAudience)
#include "tst_alarmaudience.moc"
