// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/alarmapi.h"
#include "demo/helpdesk.h"
#include "domain/tickets/ticket.h"

#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::TicketStatus;

/// The demo's help desk on a real server: tickets come, and move on, through the API alone.
class TestHelpdesk final : public QObject
{
    Q_OBJECT

    struct House
    {
        House()
        {
            static const QString hash = api::hashPassword("demo", {1, 8192});
            for (const auto& [name, role] :
                 {std::pair{u"operator"_s, Role::Operator}, std::pair{u"foreman"_s, Role::Foreman},
                  std::pair{u"hr"_s, Role::HrManager}, std::pair{u"accountant"_s, Role::Accountant},
                  std::pair{u"guard"_s, Role::Security}, std::pair{u"technician"_s, Role::Technician}}) {
                domain::Account account = api.hire(name, {role});
                account.passwordHash = hash;
                api.write([&](domain::Workspace& workspace) {
                    workspace.get<domain::AccountRepository>().update(account);
                });
            }
            api.listen();
            options.server = QUrl(u"http://127.0.0.1:%1"_s.arg(api.server.port()));
            options.pace = 40;
        }
        std::vector<domain::Ticket> tickets()
        {
            std::vector<domain::Ticket> found;
            api.write([&](domain::Workspace& workspace) {
                found = workspace.get<domain::TicketRepository>().list(api.company, {});
            });
            return found;
        }
        bool any(const std::function<bool(const domain::Ticket&)>& is)
        {
            const auto all = tickets();
            return std::any_of(all.begin(), all.end(), is);
        }

        support::AlarmApi api{{}};
        demo::PlantOptions options;
    };

private slots:
    void ticketsComeAndMoveOn()
    {
        House house;
        demo::Helpdesk desk(house.options);
        desk.start();
        QTRY_VERIFY_WITH_TIMEOUT(house.tickets().size() >= 6, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            house.any([](const auto& one) { return one.priority == protocol::TicketPriority::Urgent; }),
            60'000);
        QTRY_VERIFY_WITH_TIMEOUT(house.any([](const auto& one) { return one.comments > 1; }), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            house.any([](const auto& one) { return one.status == TicketStatus::Closed; }), 60'000);
        std::set<QString> reporters;
        for (const domain::Ticket& ticket : house.tickets())
            reporters.insert(ticket.reporterName);
        QVERIFY(reporters.size() > 3);
    }

    /// A second start goes on with the tickets that are there.
    void whatIsThereIsTakenUp()
    {
        House house;
        {
            demo::Helpdesk desk(house.options);
            desk.start();
            QTRY_VERIFY_WITH_TIMEOUT(house.tickets().size() >= 6, 60'000);
        }
        const size_t before = house.tickets().size();
        house.options.pace = 1; // nothing but the beginning
        demo::Helpdesk desk(house.options);
        desk.start();
        house.options.pace = 40;
        demo::Helpdesk busy(house.options);
        busy.start();
        QTRY_VERIFY_WITH_TIMEOUT(house.any([](const auto& one) { return one.status != TicketStatus::Open; }),
                                 60'000);
        QVERIFY(house.tickets().size() < before + 6); // no second set of first tickets
    }
};

QTEST_GUILESS_MAIN(TestHelpdesk)
#include "tst_helpdesk.moc"
