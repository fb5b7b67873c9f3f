// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/alarmapi.h"
#include "demo/siteworks.h"
#include "dialects/schedule/schedule.h"
#include "domain/schedule/crew.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Role;

/// The demo's building schedule on a real server, through the schedule's own wire.
class TestSiteWorks final : public QObject
{
    Q_OBJECT

    struct City
    {
        City() : schedule(api.engine, api.clock, {.company = api.company}, {})
        {
            static const QString hash = api::hashPassword("demo", {1, 8192});
            for (const auto& [name, role] :
                 {std::pair{u"manager"_s, Role::Manager}, std::pair{u"foreman"_s, Role::Foreman}}) {
                domain::Account account = api.hire(name, {role});
                account.passwordHash = hash;
                api.write([&](domain::Workspace& workspace) {
                    workspace.get<domain::AccountRepository>().update(account);
                });
            }
            schedule.addTo(api.router);
            api.listen();
            options.server = QUrl(u"http://127.0.0.1:%1"_s.arg(api.server.port()));
            options.pace = 30;
        }
        ~City()
        {
            schedule.stop();
            api.server.stop();
            api.engine.stop();
        }

        std::vector<domain::PlanTask> tasks()
        {
            std::vector<domain::PlanTask> found;
            api.write([&](domain::Workspace& workspace) {
                found = workspace.get<domain::PlanRepository>().tasks({api.company, {}}, {});
            });
            return found;
        }
        protocol::Quantity done()
        {
            protocol::Quantity sum;
            for (const domain::PlanTask& task : tasks())
                sum += task.volumeFact;
            return sum;
        }

        size_t uses()
        {
            size_t count = 0;
            api.write([&](domain::Workspace& workspace) {
                count = workspace.get<domain::CrewRepository>().uses({api.company, {}}, {}, {}).size();
            });
            return count;
        }

        support::AlarmApi api{{}};
        dialects::Schedule schedule;
        demo::PlantOptions options;
    };

private slots:
    void volumesMove()
    {
        City city;
        {
            demo::SiteWorks site(QTimeZone("Asia/Ashgabat"), city.options, city.api.clock);
            site.start();
            QTRY_COMPARE_WITH_TIMEOUT(city.tasks().size(), size_t(20), 60'000);
            int overdue = 0;
            int done = 0;
            QTRY_VERIFY_WITH_TIMEOUT(
                [&] {
                    overdue = done = 0;
                    for (const domain::PlanTask& task : city.tasks()) {
                        overdue += task.overdue;
                        done += !task.section && !task.left().isPositive();
                    }
                    return done >= 3;
                }(),
                60'000);
            QVERIFY(overdue >= 1);
            // Who is there is entered once a day, and the crane.
            QTRY_VERIFY_WITH_TIMEOUT(city.uses() == 1, 60'000);
            // What is laid out is laid out; from here on somebody is at work.
            QTRY_VERIFY_WITH_TIMEOUT(
                [&] {
                    int works = 0;
                    city.api.write([&](domain::Workspace& workspace) {
                        for (const auto& work :
                             workspace.get<domain::WorkRepository>().works({city.api.company, {}}, {}))
                            works += work.description.startsWith(u"Ось"_s);
                    });
                    return works >= 2;
                }(),
                60'000);
        }
        // A second start goes on with the project that is there.
        const auto before = city.done();
        demo::SiteWorks site(QTimeZone("Asia/Ashgabat"), city.options, city.api.clock);
        site.start();
        QTRY_VERIFY_WITH_TIMEOUT(city.done() > before, 60'000);
        QCOMPARE(city.tasks().size(), size_t(20));
        QCOMPARE(city.uses(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestSiteWorks)
#include "tst_siteworks.moc"
