// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/alarmapi.h"
#include "demo/office.h"
#include "domain/people/employee.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Role;

/// The demo's office on a real server: what it is there for happens, and through the API alone.
class TestOffice final : public QObject
{
    Q_OBJECT

    struct City
    {
        City()
        {
            for (const auto& [name, role] :
                 {std::pair{u"manager"_s, Role::Manager}, std::pair{u"accountant"_s, Role::Accountant},
                  std::pair{u"foreman"_s, Role::Foreman}, std::pair{u"hr"_s, Role::HrManager}})
                people.emplace(name, hire(name, role));
            api.write([this](domain::Workspace& workspace) {
                for (int i = 1; i <= 8; ++i) {
                    domain::Employee worker{.id = *protocol::EmployeeId::from(1), .company = api.company};
                    worker.personnelNumber = QString::number(i);
                    worker.lastName = u"Тест"_s;
                    worker = workspace.get<domain::EmployeeRepository>().insert(worker);
                    workspace.get<domain::Journal>().record(domain::put(domain::topic::people, worker.id.value(),
                                                                        toJson(toRow(worker)),
                                                                        domain::audienceOf(worker), {}));
                }
            });
            api.listen();
            options.server = QUrl(u"http://127.0.0.1:%1"_s.arg(api.server.port()));
            options.pace = 30;
        }
        domain::Account hire(const QString& name, Role role)
        {
            static const QString hash = api::hashPassword("demo", {1, 8192});
            domain::Account account = api.hire(name, {role});
            account.passwordHash = hash;
            api.write([&](domain::Workspace& workspace) {
                workspace.get<domain::AccountRepository>().update(account);
            });
            return account;
        }
        QStringList types(const QString& name)
        {
            QStringList found;
            api.write([&](domain::Workspace& workspace) {
                for (const auto& one :
                     workspace.get<domain::NotificationRepository>().list(people.at(name).id, false, 1'000, 0))
                    found.prepend(one.type);
            });
            return found;
        }
        QJsonArray objects()
        {
            return support::AlarmApi::array(api.get("/api/v1/objects/", people.at(u"manager"_s)));
        }

        support::AlarmApi api{{}};
        std::map<QString, domain::Account> people;
        demo::PlantOptions options;
    };

private slots:
    void twoMinutesTripAllOfIt()
    {
        City city;
        demo::Office office(QTimeZone("Asia/Ashgabat"), city.options, city.api.clock);
        office.start();
        QTRY_VERIFY_WITH_TIMEOUT(city.types(u"manager"_s).contains(u"budget_alert_100"_s), 60'000);
        QVERIFY(city.types(u"manager"_s).contains(u"budget_alert_80"_s));
        QTRY_VERIFY_WITH_TIMEOUT(city.types(u"manager"_s).contains(u"timesheet_submitted"_s), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(city.types(u"foreman"_s).contains(u"timesheet_comment"_s), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(city.types(u"accountant"_s).contains(u"upd_uploaded"_s), 60'000);
        for (const auto& type :
             {u"upd_duplicate_detected"_s, u"upd_distributed"_s, u"upd_redistributed"_s})
            QTRY_VERIFY_WITH_TIMEOUT(city.types(u"accountant"_s).contains(type), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(city.types(u"foreman"_s).contains(u"timesheet_approved"_s), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(city.types(u"foreman"_s).contains(u"timesheet_rejected"_s), 60'000);
        QCOMPARE(city.objects().size(), 6);
    }

    /// A second start goes on with the sites that are there.
    void sitesAreFoundedOnce()
    {
        City city;
        {
            demo::Office office(QTimeZone("Asia/Ashgabat"), city.options, city.api.clock);
            office.start();
            QTRY_COMPARE_WITH_TIMEOUT(city.objects().size(), 6, 60'000);
            QTRY_VERIFY_WITH_TIMEOUT(city.types(u"manager"_s).contains(u"budget_alert_80"_s), 60'000);
        }
        demo::Office office(QTimeZone("Asia/Ashgabat"), city.options, city.api.clock);
        office.start();
        QTRY_VERIFY_WITH_TIMEOUT(city.types(u"manager"_s).contains(u"timesheet_submitted"_s), 60'000);
        QCOMPARE(city.objects().size(), 6);
    }
};

QTEST_GUILESS_MAIN(TestOffice)
#include "tst_office.moc"
