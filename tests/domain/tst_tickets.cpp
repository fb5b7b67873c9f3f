// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/import/csv.h"
#include "domain/tickets/service.h"
#include "storage/sqltickets.h"
#include "support/alarmplant.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::NewTicket;
using domain::Ticket;
using domain::TicketEvent;
using domain::TicketService;
using protocol::ErrorCode;
using protocol::Role;
using protocol::TicketPriority;
using protocol::TicketStatus;
using support::AlarmPlant;

namespace {

NewTicket printer()
{
    return {.title = u"Не печатает"_s,
            .description = u"МФУ в кабинете не печатает"_s,
            .priority = TicketPriority::High,
            .category = protocol::TicketCategory::Hardware,
            .reporterPhone = u"+7 (900) 000-00-00"_s,
            .room = domain::Room{
                .number = u"12"_s, .name = u"Класс"_s, .building = u"Корпус 2"_s, .floor = u"3"_s}};
}

/// A help desk: somebody who asks, two technicians of one branch each, a master, and strangers.
struct Desk
{
    AlarmPlant plant{{}};
    domain::Account asker = plant.hire(u"asker"_s, {Role::Operator});
    domain::Account technician = plant.hire(u"technician"_s, {Role::Technician});
    domain::Account southern = plant.hire(u"southern"_s, {Role::Technician}, plant.south);
    domain::Account master = plant.hire(u"master"_s, {Role::Master});
    domain::Account manager = plant.hire(u"manager"_s, {Role::Manager});
    domain::Account guard = plant.hire(u"guard"_s, {Role::Security});
    domain::Account stranger = plant.hire(u"stranger"_s, {Role::Admin, Role::Technician}, {}, plant.other);

    Desk()
    {
        plant.workspace.add<domain::TicketRepository>(std::make_shared<storage::SqlTickets>(plant.db));
        plant.workspace.add<TicketService>(std::make_shared<TicketService>(
            rows(), plant.get<domain::AccountRepository>(), plant.notifier(), *plant.journal, plant.clock));
    }
    domain::TicketRepository& rows() { return plant.get<domain::TicketRepository>(); }
    TicketService& tickets() { return plant.get<TicketService>(); }

    /// What a service call comes to, in a transaction of its own.
    template <class T>
    protocol::Result<T> work(const std::function<protocol::Result<T>(TicketService&)>& call)
    {
        std::optional<protocol::Result<T>> result;
        plant.write(
            [&](domain::Workspace&) -> protocol::Result<void> {
                result = call(tickets());
                if (!*result)
                    return base::Unexpected<protocol::Error>{result->error()};
                return {};
            },
            [](const protocol::Result<void>&) {});
        return *result;
    }
    protocol::Result<Ticket> create(const domain::Account& who, const NewTicket& wanted = printer())
    {
        return work<Ticket>([&](TicketService& service) { return service.create(who.principal(), wanted); });
    }
    protocol::Result<Ticket> set(const domain::Account& who, qint64 id, TicketStatus status,
                                 bool comment = true)
    {
        return work<Ticket>(
            [&](TicketService& service) { return service.setStatus(who.principal(), id, status, comment); });
    }
    protocol::Result<Ticket> assign(const domain::Account& who, qint64 id, std::optional<protocol::UserId> to)
    {
        return work<Ticket>([&](TicketService& service) { return service.assign(who.principal(), id, to); });
    }
    protocol::Result<TicketEvent> say(const domain::Account& who, qint64 id, const QString& text)
    {
        return work<TicketEvent>(
            [&](TicketService& service) { return service.comment(who.principal(), id, text); });
    }
    /// What somebody's desktop holds of a topic.
    std::vector<QJsonObject> streamOf(const domain::Account& who, protocol::TopicIndex topic)
    {
        std::vector<QJsonObject> found;
        const auto readable = protocol::Topics::readableBy(who.roles);
        if (!readable.has(topic))
            return found;
        const auto read = plant.get<domain::JournalReader>().rows(
            topic, {who.company, who.branch, who.roles, who.id, readable});
        for (const QByteArray& row : *read)
            found.push_back(QJsonDocument::fromJson(row).object());
        return found;
    }
    QStringList events()
    {
        QStringList lines;
        for (const TicketEvent& event : rows().eventsAfter(plant.company, 0, 100)) {
            lines.append(u"%1 %2→%3 by %4"_s.arg(QString(toWire(event.what)), event.before, event.after, event.by));
        }
        return lines;
    }
};

} // namespace

class TestTickets final : public QObject
{
    Q_OBJECT
private slots:
    void aTicketIsKeptAndTheStaffIsTold()
    {
        Desk desk;
        const auto made = desk.create(desk.asker);
        QVERIFY(made);
        const auto kept = desk.rows().find(desk.plant.company, made->id);
        QCOMPARE(*kept, *made);
        QCOMPARE(kept->reporterName, u"asker"_s);
        QCOMPARE(kept->room->fullAddress(), u"Корпус 2, 3 этаж, каб. 12"_s);
        for (const auto& staff : {desk.technician, desk.southern, desk.master, desk.manager})
            QCOMPARE(desk.plant.titles(staff), QStringList{u"Новая заявка №%1"_s.arg(made->id)});
        for (const auto& other : {desk.asker, desk.guard, desk.stranger})
            QCOMPARE(desk.plant.titles(other), QStringList());
        const auto told = desk.plant.told(desk.master)[0];
        QCOMPARE(told.type, u"new_ticket"_s);
        QCOMPARE(told.data[u"recipient_role"_s].toString(), u"master"_s);
        QCOMPARE(told.data[u"ticket_priority_label"_s].toString(), u"Высокий"_s);
        QCOMPARE(desk.streamOf(desk.technician, domain::topic::tickets).size(), size_t(1));
        QCOMPARE(desk.streamOf(desk.asker, domain::topic::tickets).size(), size_t(1)); // their own
        for (const auto& other : {desk.guard, desk.stranger}) {
            QCOMPARE(desk.streamOf(other, domain::topic::tickets).size(), size_t(0));
            QCOMPARE(desk.streamOf(other, domain::topic::ticketEvents).size(), size_t(0));
        }
    }

    void theRoomIsKnownTheNextTime()
    {
        Desk desk;
        const auto first = desk.create(desk.asker);
        NewTicket again = printer();
        again.room->name = u"Учительская"_s;
        const auto second = desk.create(desk.asker, again);
        QCOMPARE(second->room->id, first->room->id);
        QCOMPARE(desk.rows().find(desk.plant.company, first->id)->room->name, u"Учительская"_s);
        // Who says less of it takes nothing away.
        NewTicket brief = printer();
        brief.room = domain::Room{.number = second->room->number, .building = second->room->building};
        const auto third = desk.create(desk.asker, brief);
        QCOMPARE(third->room, desk.rows().find(desk.plant.company, third->id)->room);
        QCOMPARE(third->room->id, first->room->id);
        QCOMPARE(third->room->name, u"Учительская"_s);
    }

    void aPlaceWithoutANumberIsTheTicketsOwn()
    {
        Desk desk;
        const auto at = [&](const QString& floor, const QString& name) {
            NewTicket wanted = printer();
            wanted.room = domain::Room{.name = name, .building = u"Корпус 2"_s, .floor = floor};
            return desk.create(desk.asker, wanted)->id;
        };
        const qint64 above = at(u"3"_s, {});
        const qint64 below = at(u"1"_s, u"Склад"_s);
        const auto placeOf = [&](qint64 id) { return *desk.rows().find(desk.plant.company, id)->room; };
        QCOMPARE(placeOf(above).fullAddress(), u"Корпус 2, 3 этаж"_s);
        QCOMPARE(placeOf(above).name, QString());
        QCOMPARE(placeOf(below).fullAddress(), u"Корпус 2, 1 этаж"_s);
        QCOMPARE(placeOf(below).name, u"Склад"_s);
        // Also once something has happened to it.
        QVERIFY(desk.set(desk.technician, above, TicketStatus::InProgress));
        QCOMPARE(placeOf(above).fullAddress(), u"Корпус 2, 3 этаж"_s);
    }

    void whatIsWrittenIsChecked_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<NewTicket>("ticket");
        const auto row = [](const char* name, const QString& field, void (*spoil)(NewTicket&)) {
            NewTicket ticket = printer();
            spoil(ticket);
            QTest::newRow(name) << field << ticket;
        };
        row("title too short", u"title"_s, [](NewTicket& t) { t.title = u"  МФУ   "_s; });
        row("title too long", u"title"_s, [](NewTicket& t) { t.title = QString(61, u'я'); });
        row("description too short", u"description"_s, [](NewTicket& t) { t.description = u"короткое"_s; });
        row("description too long", u"description"_s,
            [](NewTicket& t) { t.description = QString(5001, u'я'); });
        row("a name without end", u"reporter_name"_s, [](NewTicket& t) { t.reporterName = QString(256, u'я'); });
        row("a room without end", u"room"_s, [](NewTicket& t) { t.room = domain::Room{.name = QString(256, u'я')}; });
        row("phone", u"reporter_phone"_s, [](NewTicket& t) { t.reporterPhone = u"+79000000000"_s; });
    }
    void whatIsWrittenIsChecked()
    {
        QFETCH(QString, field);
        QFETCH(NewTicket, ticket);
        Desk desk;
        const auto made = desk.create(desk.asker, ticket);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::ValidationFailed);
        QCOMPARE(made.error().detail[u"field"_s].toString(), field);
        QCOMPARE(desk.rows().list(desk.plant.company, {}).size(), size_t(0));
    }

    void whoTakesItHasIt()
    {
        Desk desk;
        const qint64 id = desk.create(desk.asker)->id;
        desk.plant.clock.advance(60s);
        const auto taken = desk.set(desk.technician, id, TicketStatus::InProgress);
        QCOMPARE(taken->assignee, desk.technician.id);
        QCOMPARE(taken->startedAt, desk.plant.clock.now());
        QCOMPARE(*desk.rows().find(desk.plant.company, id), *taken);
        // Taken already: it stays with the first.
        QVERIFY(desk.set(desk.master, id, TicketStatus::Open));
        QCOMPARE(desk.set(desk.master, id, TicketStatus::InProgress)->assignee, desk.technician.id);

        const auto history = desk.rows().history(desk.plant.company, id);
        QCOMPARE(history.size(), size_t(4));
        QCOMPARE(history[1].text, u"Статус: Открыта → В работе"_s);
        QCOMPARE(history[1].what, TicketEvent::What::Status);
        QCOMPARE(desk.rows().find(desk.plant.company, id)->comments, 3);
        QCOMPARE(desk.streamOf(desk.master, domain::topic::ticketEvents).size(), size_t(4));
        // The author hears of each, who did it does not.
        QCOMPARE(desk.plant.titles(desk.asker).size(), 3);
        QCOMPARE(desk.plant.titles(desk.asker)[0], u"Заявка №%1: В работе"_s.arg(id));
        QCOMPARE(desk.plant.titles(desk.master).size(), 2);
        QCOMPARE(desk.plant.titles(desk.southern).size(), 1);
    }

    void theQuickWayLeavesNoComment()
    {
        Desk desk;
        const qint64 id = desk.create(desk.asker)->id;
        QVERIFY(desk.set(desk.technician, id, TicketStatus::Resolved, false));
        for (const TicketEvent& event : desk.rows().history(desk.plant.company, id))
            QCOMPARE(event.text, QString());
        QCOMPARE(desk.rows().find(desk.plant.company, id)->comments, 0);
        QVERIFY(desk.set(desk.technician, id, TicketStatus::Resolved, false)); // it is already
        QCOMPARE(desk.events(), (QStringList{u"created → by asker"_s, u"status open→resolved by technician"_s}));
    }

    void aClosedTicketIsOver()
    {
        Desk desk;
        const qint64 id = desk.create(desk.asker)->id;
        QVERIFY(desk.set(desk.technician, id, TicketStatus::Closed));
        QVERIFY(desk.rows().find(desk.plant.company, id)->resolvedAt);
        QCOMPARE(desk.set(desk.technician, id, TicketStatus::InProgress).error().code, ErrorCode::Conflict);
        QCOMPARE(desk.set(desk.technician, id, TicketStatus::Resolved).error().code, ErrorCode::Conflict);
        QCOMPARE(desk.assign(desk.master, id, desk.technician.id).error().code, ErrorCode::Conflict);
        QVERIFY(desk.set(desk.master, id, TicketStatus::Open));
        QVERIFY(!desk.rows().find(desk.plant.company, id)->resolvedAt);
    }

    void itIsGivenToThoseWhoCanDoIt()
    {
        Desk desk;
        const qint64 id = desk.create(desk.asker)->id;
        QCOMPARE(desk.assign(desk.master, id, desk.technician.id)->assigneeName, u"technician"_s);
        QCOMPARE(desk.plant.titles(desk.technician).last(), u"Вам назначена заявка №%1"_s.arg(id));
        for (const auto& nobody : {desk.guard, desk.stranger})
            QCOMPARE(desk.assign(desk.master, id, nobody.id).error().code, ErrorCode::ValidationFailed);
        QCOMPARE(desk.assign(desk.master, id, {})->assignee, std::nullopt);
        const auto able =
            TicketService::technicians(desk.plant.get<domain::AccountRepository>(), desk.master.principal());
        QStringList names;
        for (const auto& account : able)
            names.append(account.username);
        QCOMPARE(names, (QStringList{u"master"_s, u"southern"_s, u"technician"_s}));
    }

    void commentsAreTold()
    {
        Desk desk;
        const qint64 id = desk.create(desk.asker)->id;
        const auto said = desk.say(desk.asker, id, u" ещё и мигает "_s);
        QCOMPARE(said->text, u"ещё и мигает"_s);
        QCOMPARE(desk.rows().history(desk.plant.company, id).back(), *said);
        QCOMPARE(desk.say(desk.asker, id, u"."_s).error().code, ErrorCode::ValidationFailed);
        QCOMPARE(desk.say(desk.asker, id, QString(501, u'я')).error().code, ErrorCode::ValidationFailed);
        QCOMPARE(desk.events().last(), u"comment → by asker"_s);
        QCOMPARE(desk.streamOf(desk.technician, domain::topic::tickets)[0][u"comments"_s].toInt(), 1);
    }

    void everybodyAgainstEveryTicket()
    {
        Desk desk;
        const qint64 id = desk.create(desk.asker)->id;
        domain::Account southerner = desk.plant.hire(u"clerk"_s, {Role::Operator}, desk.plant.south);
        const qint64 south = desk.create(southerner)->id;
        domain::Account northern =
            desk.plant.hire(u"northern"_s, {Role::Technician, Role::Master}, desk.plant.north);
        QCOMPARE(desk.set(desk.asker, id, TicketStatus::Closed).error().code, ErrorCode::Forbidden);
        QCOMPARE(desk.say(desk.guard, id, u"привет"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(desk.set(desk.stranger, id, TicketStatus::Closed).error().code, ErrorCode::NotFound);
        QCOMPARE(desk.set(northern, south, TicketStatus::Closed).error().code, ErrorCode::NotFound);
        QVERIFY(desk.set(desk.southern, south, TicketStatus::InProgress));
        QCOMPARE(desk.plant.titles(northern), QStringList());
        QCOMPARE(desk.assign(desk.master, south, northern.id).error().code, ErrorCode::ValidationFailed);
        QCOMPARE(desk.streamOf(northern, domain::topic::tickets).size(),
                 size_t(1)); // of no branch: everybody's
        QVERIFY(desk.set(desk.manager, south, TicketStatus::Resolved));
        QCOMPARE(desk.rows().eventsAfter(desk.plant.other, 0, 10).size(), size_t(0));
    }

    void listsAreFiltered()
    {
        Desk desk;
        const qint64 first = desk.create(desk.asker)->id;
        NewTicket quiet = printer();
        quiet.title = u"Нет сети 100%_"_s;
        quiet.priority = TicketPriority::Low;
        quiet.category = protocol::TicketCategory::Network;
        quiet.room.reset();
        const qint64 second = desk.create(desk.master, quiet)->id;
        QVERIFY(desk.set(desk.technician, first, TicketStatus::InProgress));
        QVERIFY(desk.set(desk.technician, second, TicketStatus::Closed));
        const auto ids = [&](const domain::TicketFilter& filter) {
            std::vector<qint64> found;
            for (const Ticket& ticket : desk.rows().list(desk.plant.company, filter))
                found.push_back(ticket.id);
            return found;
        };
        using Ids = std::vector<qint64>;
        QCOMPARE(ids({}), (Ids{second, first}));
        QCOMPARE(ids({.status = TicketStatus::Closed}), Ids{second});
        QCOMPARE(ids({.priority = TicketPriority::High}), Ids{first});
        QCOMPARE(ids({.category = protocol::TicketCategory::Network}), Ids{second});
        QCOMPARE(ids({.room = desk.rows().find(desk.plant.company, first)->room->id}), Ids{first});
        QCOMPARE(ids({.assignee = desk.technician.id}), Ids{first});
        QCOMPARE(ids({.concerning = desk.master.id}), Ids{second});
        QCOMPARE(ids({.unfinished = true}), Ids{first});
        QCOMPARE(ids({.search = u"100%_"_s}), Ids{second});
        QCOMPARE(ids({.search = u"%печ_"_s}), Ids());
        QCOMPARE(ids({.search = u"НЕТ СЕТИ"_s}), Ids{second}); // whatever the letters' case
        QCOMPARE(ids({.search = u"не"_s, .limit = 1}), Ids{second});
        QCOMPARE(ids({.limit = 1}), Ids{second});
        const auto counts = domain::countsOf(desk.rows().list(desk.plant.company, {}));
        QCOMPARE(counts.total, 2);
        QCOMPARE(counts.inProgress, 1);
        QCOMPARE(counts.closed, 1);
        QCOMPARE(counts.highPriority, 1);
        QCOMPARE(counts.unassigned, 0);
    }

    void othersTicketsAreBroughtOver()
    {
        Desk desk;
        const auto import = [&](const QByteArray& csv) {
            domain::ImportReport report;
            desk.plant.change([&] {
                report = desk.tickets().importTable(desk.plant.company, {}, *domain::parseCsv(csv),
                                                    QTimeZone("Asia/Ashgabat"));
            });
            return report;
        };
        desk.plant.clock.advance(24h);
        const QByteArray created = "25.01.2026 10:00";
        QVERIFY(desk.plant.clock.now().date() > QDate(2026, 1, 25));
        const QByteArray header =
            "id,title,description,status,priority,category,reporter_name,reporter_phone,building,floor,room,"
            "room_name,assigned_to,created_at,updated_at\n";
        const QByteArray first = "T-7,Не печатает,МФУ,В работе,urgent,Оборудование,Тест,+7 (900) 000-00-00,"
                                 "Корпус 2,3,12,Класс,technician," +
                                 created + ",26.01.2026 09:30\n";
        auto report = import(header + first + "T-8,Нет сети,,closed,,network,Тест,,,,,,," + created + ",\n");
        QCOMPARE(report.text(), QString());
        QCOMPARE(report.added, 2);
        const auto kept = desk.rows().findImported(desk.plant.company, u"T-7"_s);
        QCOMPARE(kept->status, TicketStatus::InProgress);
        QCOMPARE(kept->priority, TicketPriority::Urgent);
        QCOMPARE(kept->assignee, desk.technician.id);
        QCOMPARE(kept->createdAt, QDateTime({2026, 1, 25}, {5, 0}, Qt::UTC));
        QCOMPARE(kept->room->fullAddress(), u"Корпус 2, 3 этаж, каб. 12"_s);
        QVERIFY(desk.rows().findImported(desk.plant.company, u"T-8"_s)->resolvedAt);
        QCOMPARE(desk.rows().findImported(desk.plant.other, u"T-7"_s), std::nullopt);
        QCOMPARE(desk.streamOf(desk.master, domain::topic::tickets).size(), size_t(2));
        QCOMPARE(desk.plant.titles(desk.technician), QStringList()); // nobody hears of old things

        report = import(header + first);
        QCOMPARE(report.unchanged, 1);
        report = import("id,title,priority\nT-7,Не печатает,low\n");
        QCOMPARE(report.updated, 1);
        QCOMPARE(desk.rows().findImported(desk.plant.company, u"T-7"_s)->priority, TicketPriority::Low);
        QCOMPARE(desk.rows().findImported(desk.plant.company, u"T-7"_s)->assignee, desk.technician.id);
    }

    void whatIsBroughtOverIsChecked_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("complaint");
        const auto row = [](const char* name, const QByteArray& csv, const QString& complaint) {
            QTest::newRow(name) << csv << complaint;
        };
        row("no title", "id,title\n1,\n", u"line 2, title: is empty\n"_s);
        row("no id", "id,title\n,Не печатает\n", u"line 2, id: is empty\n"_s);
        row("twice", "id,title\n1,Не печатает\n1,Не печатает\n", u"line 3, id: is already in line 2\n"_s);
        row("unknown column", "id,title,colour\n", u"colour: is not a column of this table"_s);
        row("status", "id,title,status\n1,Не печатает,done\n",
            u"line 2, status: must be one of open, in_progress, resolved, closed\n"_s);
        row("assignee", "id,title,assigned_to\n1,Не печатает,guard\n",
            u"line 2, assigned_to: is no login name of somebody who works on tickets\n"_s);
        row("another company's", "id,title,assigned_to\n1,Не печатает,stranger\n", u"assigned_to: is no login"_s);
        row("time", "id,title,created_at\n1,Не печатает,вчера\n", u"created_at: is not a time such as"_s);
        row("tomorrow", "id,title,created_at\n1,Не печатает,2126-01-01T00:00:00Z\n",
            u"created_at: lies in the future"_s);
        row("backwards", "id,title,created_at,updated_at\n1,Не печатает,2025-01-02T00:00:00Z,2025-01-01T00:00:00Z\n",
            u"updated_at: lies before created_at"_s);
    }
    void whatIsBroughtOverIsChecked()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QString, complaint);
        Desk desk;
        QString said;
        desk.plant.change([&] {
            said = desk.tickets()
                       .importTable(desk.plant.company, {}, *domain::parseCsv(csv), QTimeZone("Asia/Ashgabat"))
                       .text();
        });
        QVERIFY2(said.contains(complaint), qPrintable(said));
        QCOMPARE(desk.rows().list(desk.plant.company, {}).size(), size_t(0));
    }
};

QTEST_GUILESS_MAIN(TestTickets)
#include "tst_tickets.moc"
